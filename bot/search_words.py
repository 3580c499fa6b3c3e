"""Turns running words, such as a question, into a query for any of the words that say what it is about."""

from __future__ import annotations

from digest.query import Query, Term
from digest.text import words


def content(text: str) -> set[str]:
    """The stems that say something about a subject."""
    return set(words.stems(text)) - words.common()


def any_of(stems: set[str]) -> Query:
    """A query for any of these; there must be one."""
    return Query(alternatives=tuple((Term(text=word),) for word in sorted(stems)))
