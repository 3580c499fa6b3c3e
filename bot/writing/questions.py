"""Finds what the papers of a roundup say about a question, in their own sentences; nothing is made up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge import knowledge
from bot.search_words import content
from digest import selection
from digest.corpus import Corpus
from digest.text import words
from digest.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from digest.model import Paper
    from digest.roundup import Listed, Roundup

_MOST = 5
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


def passages(roundup: Roundup, question: str) -> tuple[FoundPassage, ...]:
    """The sentences that fit a question best, one a paper, best first; () where no paper speaks of it."""
    stems = content(question) - _ASKING
    if not stems or not roundup.papers:
        return ()
    corpus = Corpus.of([listed.pick.paper for listed in roundup.papers], knowledge())
    near = selection.answering(corpus, question, _MOST)
    return tuple(found for paper in near if (found := _passage(paper, roundup.numbers[paper.id], stems)))


def asks_for_code(question: str) -> bool:
    """Whether this only asks which papers have code."""
    stems = content(question)
    return bool(stems & _ABOUT_CODE) and not stems - _ABOUT_CODE - _ASKING


def with_code(roundup: Roundup) -> tuple[FoundPassage, ...]:
    """The papers whose abstract or comments link to code, with the links."""
    having: Sequence[Listed] = [listed for listed in roundup.papers if listed.facts.code]
    return tuple(
        FoundPassage(number=listed.number, paper=listed.pick.paper, text=", ".join(listed.facts.code))
        for listed in having
    )


def _passage(paper: Paper, number: int, stems: Collection[str]) -> FoundPassage | None:
    """The sentence with most of the words asked for; None where neither title nor abstract has any."""
    sentences = split(paper.abstract)
    met = [len(set(stems) & set(words.stems(text))) for text in sentences]
    if not any(met) and not set(stems) & set(words.stems(paper.title)):
        return None
    text = sentences[met.index(max(met))] if met else paper.byline
    return FoundPassage(number=number, paper=paper, text=text)
