"""Which of the papers at hand says most of a text: a statement that another paper has cites the wrong one."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from digest.model import Paper


class Rivals:
    """The words of all papers at hand, read when they are first asked for."""

    def __init__(self, papers: Mapping[str, Paper]) -> None:
        self._papers = papers

    def lead(self, stems: AbstractSet[str], cited: Iterable[str]) -> tuple[float, str]:
        """How much more of some stems, weighted by rarity, another paper has than the cited ones together; and its id."""
        forms = {word for word, stem in self._stems.items() if stem in stems}
        found = {one: {self._stems[word] for word in said & forms} for one, said in self._words_of_papers.items()}
        weights = {stem: self._rarity(sum(stem in said for said in found.values())) for stem in stems}
        own = frozenset[str]().union(*(found.get(cite, ()) for cite in cited))
        rest = [one for one in found if one not in set(cited)]
        whole = sum(weights.values())
        if not rest or not whole:
            return 0.0, ""
        best = max(rest, key=lambda one: sum(weights[stem] for stem in found[one]))
        return (sum(weights[stem] for stem in found[best]) - sum(weights[stem] for stem in own)) / whole, best

    def _rarity(self, count: int) -> float:
        # A stem that no paper has says nothing of which paper is meant.
        return math.log((len(self._papers) + 1) / count) if count else 0.0

    @cached_property
    def _words_of_papers(self) -> dict[str, frozenset[str]]:
        return {i: frozenset(words.split(f"{paper.title} {paper.abstract}")) for i, paper in self._papers.items()}

    @cached_property
    def _stems(self) -> dict[str, str]:
        every = sorted(frozenset[str]().union(*self._words_of_papers.values()))
        return dict(zip(every, words.stem(every), strict=True))
