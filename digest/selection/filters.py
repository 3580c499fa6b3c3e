"""Which papers a query and a window let in at all, whatever they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from digest.selection.names import literal
from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.corpus import Corpus, Ints
    from digest.model import Paper, Window
    from digest.query import Query

_NAME = 2
"""A person's name has at least so many words."""


def admitted(corpus: Corpus, query: Query, window: Window | None) -> Ints:
    """The rows of all papers of the window, or of all, that the query's filters let in; withdrawn ones stay out."""
    inside = corpus.standing.copy() if window is None else corpus.standing & corpus.during(window)
    for term in query.without:
        for name in literal(term):
            inside[corpus.row[corpus.where(name.stems)]] = False
    rows = np.flatnonzero(inside)
    if not (query.categories or query.authors):
        return rows
    papers = corpus.papers
    kept = [at for at in rows.tolist() if of_category(papers[at], query) and of_author(papers[at], query.authors)]
    return np.array(kept, dtype=np.int64)


def objections(corpus: Corpus, query: Query, window: Window, row: int) -> Iterator[str]:
    """Why a paper is not let in, in words; nothing where it is."""
    paper = corpus.papers[row]
    if paper.listed not in window:
        yield f"listed on {paper.listed.day} {paper.listed:%B %Y}, not in {window.label}"
    if paper.withdrawn:
        yield "withdrawn by its authors"
    for term in query.without:
        if any(row in corpus.row[corpus.where(name.stems)] for name in literal(term)):
            yield f"says “{term.text}”, which this topic leaves out"
    if not of_category(paper, query):
        yield f"is in {', '.join(paper.categories)}, not in {' or '.join(query.categories)}"
    if not of_author(paper, query.authors):
        yield f"is not by {' or '.join(query.authors)}"


def of_category(paper: Paper, query: Query) -> bool:
    """Whether it is in any category asked for, or none is."""
    return not query.categories or in_categories(paper, query.categories)


def in_categories(paper: Paper, categories: Iterable[str]) -> bool:
    """Whether it is in any of these categories; `cs` and `cs.*` are all of computer science."""
    return any(
        has == asked or has.startswith(f"{asked}.")
        for asked in (category.removesuffix(".*") for category in categories)
        for has in paper.categories
    )


def of_author(paper: Paper, asked: tuple[str, ...]) -> bool:
    """Whether any of these wrote it; True where nobody is asked for."""
    return not asked or any(_same(name, author) for name in asked for author in paper.authors)


def author_named(corpus: Corpus, query: Query) -> str:
    """The author whom these words name rather than a subject; "" where no paper is by anybody of that name."""
    words_said = [term.text for row in query.alternatives for term in row if not term.phrase]
    name = " ".join(words_said)
    if len(query.alternatives) != 1 or len(words_said) < _NAME or not all(word[:1].isupper() for word in words_said):
        return ""
    family = words_said[-1].casefold()
    papers = (paper for paper in corpus.papers if any(family in author.casefold() for author in paper.authors))
    return name if any(of_author(paper, (name,)) for paper in papers) else ""


def _same(asked: str, author: str) -> bool:
    """Whether two names can be one person's: family names equal, the other names equal or initials of each other."""
    *firsts, last = words.split(asked) or [""]
    *others, family = words.split(author) or [""]
    if last != family:
        return last in others and not firsts
    return all(any(_initial(first, other) for other in others) for first in firsts)


def _initial(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])
