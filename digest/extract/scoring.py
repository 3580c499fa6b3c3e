"""Weighs a sentence: how likely it says what a paper is, tells its main result, and is understood by who sees nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.extract.features import WORD, Subject, features
from digest.extract.weights import BIAS, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.extract.candidate import CandidateSentence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScoredSentence:
    """A sentence with its scores, all logits.

    Attributes:
        about: Of saying what the paper is.
        point: Of telling its main result.
        alone: Of being understood alone.
        found: All that is measured of it, but its words.
        words: Their stems.
    """

    candidate: CandidateSentence
    about: float
    point: float
    alone: float
    found: Mapping[str, float]
    words: frozenset[str]

    @property
    def text(self) -> str:
        """The sentence."""
        return self.candidate.text

    @property
    def source(self) -> str:
        """The abstract's sentence that it was made from."""
        return self.candidate.source

    @property
    def at(self) -> int:
        """The number of that sentence."""
        return self.candidate.at


def score(candidate: CandidateSentence, subject: Subject) -> ScoredSentence:
    """The sentence with its scores."""
    found = features(candidate, subject)
    about, point, alone = scores(found)
    words = frozenset(name.removeprefix(WORD) for name in found if name.startswith(WORD))
    rest = {name: value for name, value in found.items() if not name.startswith(WORD)}
    return ScoredSentence(candidate=candidate, about=about, point=point, alone=alone, found=rest, words=words)


def scores(found: Mapping[str, float]) -> tuple[float, float, float]:
    """The logits of the three chances, for a sentence with these features."""
    about, point, alone = BIAS
    for name, value in found.items():
        if name in WEIGHTS:
            weights = WEIGHTS[name]
            about, point, alone = about + value * weights[0], point + value * weights[1], alone + value * weights[2]
    return about, point, alone
