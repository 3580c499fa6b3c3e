"""Finds what the papers of a roundup say about a question, in their own sentences; nothing is made up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.knowledge import knowledge
from digest.corpus import Corpus
from digest.nearest_sentences import nearest
from digest.query import Query, Term
from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.corpus import Floats
    from digest.model import Paper
    from digest.roundup import Listed, Roundup

_MOST = 8
_NUMBER = re.compile(
    r"(?:#|\[|, |\b(?:papers?|numbers?|and|or|with|compare|between|of|in|than|does|do|is|vs\.?) )(\d{1,3})\b"
    r"(?![.,]?\d|\s?%|\s+[a-z]+s\b)",
    re.IGNORECASE,
)
"""A number that points at a paper; `of 3 benchmarks` counts, and `90%` measures."""
_ABOUT_CODE = frozenset({"code", "github", "repositori", "implement"})
_ASKING = frozenset(
    {
        "releas",
        "avail",
        "open",
        "sourc",
        "public",
        "publicli",
        "share",
        "paper",
        "tell",
        "me",
        "pleas",
        "best",
        "good",
        "interest",
    }
)
"""Stems that ask rather than say what about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPassage:
    """A sentence of a paper, under the paper's number in the roundup."""

    number: int
    paper: Paper
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPassages:
    """What the papers of a roundup say nearest to a question.

    Attributes:
        answered: Whether the first is likely enough an answer.
    """

    passages: tuple[FoundPassage, ...] = ()
    answered: bool = False


def content(text: str) -> set[str]:
    """The stems that say something about a subject."""
    return set(words.stems(text)) - words.common()


def any_of(stems: set[str]) -> Query:
    """A query for any of these; there must be one."""
    return Query(alternatives=tuple((Term(text=word),) for word in sorted(stems)))


def passages(roundup: Roundup, question: str, nearness: Floats | None = None) -> FoundPassages:
    """The sentences that come nearest to a question, one a paper, best first; none where no paper speaks of it.

    Only those papers are asked that the question names, where it names any. `nearness` says how near each paper of the
    roundup is to it by a model's vectors.
    """
    if not content(question) - _ASKING or not roundup.papers:
        return FoundPassages()
    among = papers_named(roundup, question) or roundup.papers
    rows = np.array([listed.number - 1 for listed in among])
    near = None if nearness is None else nearness[rows]
    found = nearest(corpus_of(among), question, _MOST, relevance=relevance(roundup)[rows], nearness=near)
    papers = {listed.pick.paper.id: listed.pick.paper for listed in roundup.papers}
    return FoundPassages(
        passages=tuple(
            FoundPassage(number=roundup.numbers[cite], paper=papers[cite], text=one.text)
            for one in found.statements
            for cite in one.cites
        ),
        answered=found.answered,
    )


def papers_named(roundup: Roundup, question: str) -> tuple[Listed, ...]:
    """The papers that a question names by their numbers or by what they call their work."""
    found = [roundup.numbered(int(number)) for number in _NUMBER.findall(question)]
    low = f" {re.sub(r'[^a-z0-9]+', ' ', question.casefold())} "
    found += [one for one in roundup.papers if any(_is_in(name, low) for name in one.facts.names[:2])]
    return tuple({one.number: one for one in found if one}.values())


def _is_in(name: str, low: str) -> bool:
    return f" {re.sub(r'[^a-z0-9]+', ' ', name.casefold()).strip()} " in low


def corpus_of(papers: Sequence[Listed]) -> Corpus:
    """Papers of a roundup, indexed."""
    return Corpus.of([listed.pick.paper for listed in papers], knowledge())


def relevance(roundup: Roundup) -> Floats:
    """How relevant each of them is to the roundup's topic."""
    return np.array([listed.pick.score for listed in roundup.papers])


def asks_for_code(question: str) -> bool:
    """Whether this only asks which papers have code."""
    stems = {stem for stem in content(question) if not stem.isdecimal()}
    return bool(stems & _ABOUT_CODE) and not stems - _ABOUT_CODE - _ASKING


def with_code(roundup: Roundup) -> tuple[FoundPassage, ...]:
    """The papers whose abstract or comments link to code, with the links."""
    having: Sequence[Listed] = [listed for listed in roundup.papers if listed.facts.code]
    return tuple(
        FoundPassage(number=listed.number, paper=listed.pick.paper, text=", ".join(listed.facts.code))
        for listed in having
    )
