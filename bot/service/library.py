"""The papers of some weeks, indexed both ways, and what a reference leads to among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge import knowledge
from digest import engine, selection
from digest.corpus import Corpus
from digest.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Paper
    from digest.roundup import Card

_ALSO = 5
_NEAREST = 3
_SURE = 0.88
"""Exact ids, titles and names; a slip or a likeness scores lower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupResult:
    """What a reference led to; without a card, `also` has the nearest papers.

    Attributes:
        is_sure: Whether the reference names the paper, so that no paper read later can be meant rather.
    """

    card: Card | None
    also: tuple[Paper, ...] = ()
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class Library:
    """Papers to search and to look up."""

    corpus: Corpus
    lookup: Lookup

    @classmethod
    def of(cls, papers: Sequence[Paper]) -> Library:
        """Index these papers."""
        return cls(Corpus.of(papers, knowledge()), Lookup.of(papers, knowledge().sources))

    def look_up(self, ref: str) -> LookupResult:
        """The card of the paper that is meant, and the next best; without one, the nearest papers."""
        hits = self.lookup.find(ref, _ALSO)
        if not hits:
            return LookupResult(card=None, also=self.nearest(ref))
        best, *others = hits
        return LookupResult(
            card=engine.card(self.corpus, best.paper),
            also=tuple(hit.paper for hit in others),
            is_sure=best.score >= _SURE,
        )

    def nearest(self, words: str) -> tuple[Paper, ...]:
        """The papers that these words likely mean, best first."""
        return selection.answering(self.corpus, words, _NEAREST)
