"""Why a paper is on a topic, in plain words, the strongest reason first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from digest.selection.weights import WEIGHTS
from digest.text import words

if TYPE_CHECKING:
    from digest.corpus import Corpus
    from digest.selection.names import Name
    from digest.selection.ranking import Ranking

CLOSE = 0.6
"""From this likeness on, being like the best hits is a reason worth stating."""
_SHOWN = 3


class Reasons:
    """The reasons of all papers of one ranking."""

    def __init__(self, corpus: Corpus, ranking: Ranking) -> None:
        self.corpus = corpus
        self._ranking = ranking
        self._like = ranking.signals[list(WEIGHTS).index("like, words")]
        sightings = ranking.sightings
        self._names, self._weights = sightings.names.tolist(), (-sightings.weights).tolist()
        self._keys = [name.said.lower() for name in sightings.said]
        self._starts = np.searchsorted(sightings.places, corpus.starts).tolist()
        self._bodies = np.searchsorted(sightings.places, corpus.bodies).tolist()
        # What the topic itself says, the words of grammar and bare numbers tell nobody what papers share.
        self._telling = ranking.profile.copy()
        asked = {stem for name in sightings.said for stem in name.stems}
        passed = [corpus.stems[stem] for stem in words.common() | asked if stem in corpus.stems]
        self._telling[passed] = 0.0
        numeric = [at for at in np.flatnonzero(self._telling).tolist() if corpus.surface[at].isdigit()]
        self._telling[numeric] = 0.0

    def of(self, row: int) -> tuple[str, ...]:
        """What a paper says of the subject, where, and what it shares with the best hits."""
        start, body, end = self._starts[row], self._bodies[row], self._starts[row + 1]
        in_title, in_abstract = self._said(start, body), self._said(body, end)
        said = [_sentence(name, "in the title") for name, _ in in_title.values()]
        for key, (name, times) in in_abstract.items():
            if key not in in_title:
                said.append(_sentence(name, "in the abstract" if times == 1 else f"{times} times in the abstract"))
        if self._like[row] >= CLOSE:
            said.insert(1, self._shared(row))
        return tuple(said[: _SHOWN + 1])

    def _said(self, start: int, end: int) -> dict[str, tuple[Name, int]]:
        """The names at these sightings and how often each stands there, the weightiest first."""
        said = self._ranking.sightings.said
        there = zip(self._weights[start:end], self._names[start:end], strict=True)
        named: dict[str, tuple[Name, int]] = {}
        for _, at in sorted(there):
            first, before = named.get(self._keys[at], (said[at], 0))
            named[self._keys[at]] = (first, before + 1)
        return named

    def _shared(self, row: int) -> str:
        """What it has in common with the best hits, in single words."""
        stems, weights = self.corpus.vectors.paper(row)
        telling = self._telling[stems]
        some = np.flatnonzero(telling)
        best = some[np.argsort(-np.sqrt(weights[some]) * telling[some], kind="stable")[:_SHOWN]]
        listed = ", ".join(self.corpus.surface[stem] for stem in stems[best].tolist())
        return f"close to the best hits ({listed})" if listed else "close to the best hits"


def _sentence(name: Name, where: str) -> str:
    if name.own:
        return f"says “{name.said}” {where}"
    return f"mentions “{name.said}” {where}, {'a part of it' if name.narrow else 'another name for it'}"
