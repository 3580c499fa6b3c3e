"""Where a week's papers name the concepts of a topic."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digest.selection.names import SAME
from digest.term_vectors import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from digest.corpus import Corpus, Floats, Ints
    from digest.selection.concepts import Concept, Understanding
    from digest.selection.names import Name

TITLE, LEAD, BODY = 3.0, 1.5, 1.0
"""What a sighting counts in a title, among the first words of an abstract, and after them."""
LEAD_WORDS = 30
HALF = 1.5
"""The weighted sightings at which a paper is half about it."""
LENGTH = 0.5
"""How far a long abstract must say it more often."""
SPECIFIC = 1.25
"""How much more a specific concept counts than a broad one."""
BEHIND = 3
"""How fast what is described fades behind the nearest: one four fifths as near counts half as much beside it."""
STRANGE, AKIN = 0.0, 0.2
"""Below and above these nearnesses to a concept an ambiguous name of it doesn't count, and counts fully."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sightings:
    """Every place where a paper names a concept, in the order of the corpus, each place once.

    Attributes:
        places: Positions in the corpus: the last word of a name.
        weights: How much each counts.
        names: Which name stands there, as its number in `said`.
        said: All names that were looked for.
        strength: For each concept and paper how much the paper names it, from 0 to 1.
        near: For each concept and paper how near their meanings are, from -1 to 1.
        specific: For each concept how much it narrows a topic down, from 0 to 1: *LLM* and *systems* hardly do.
        described: For each paper how much it names what the topic describes, the surest counting most, from 0 to 1.
        near_described: How near its meaning is to that.
    """

    places: Ints
    weights: Floats
    names: Ints
    said: tuple[Name, ...]
    strength: NDArray[np.float64]
    near: NDArray[np.float64]
    specific: Floats
    described: Floats
    near_described: Floats

    @classmethod
    def of(cls, corpus: Corpus, understanding: Understanding) -> Sightings:
        """Look for every concept; of several names at one place the weightiest counts."""
        said: list[Name] = []
        every = [*understanding.concepts, *(one.concept for one in understanding.described)]
        near = _near(corpus, every)
        looked = [_of_concept(corpus, concept, near[at], said) for at, concept in enumerate(every)]
        strength = np.zeros_like(near)
        for at, (concept, ((places, weights, _), _)) in enumerate(zip(every, looked, strict=True)):
            strength[at] = _strength(corpus, places, weights)
            if concept.covered == 0:
                # Of a name that nobody knew, such as a method's, what is said stands for what is meant.
                whole = weights >= SAME
                near[at] = _strength(corpus, places[whole], weights[whole])
        found = [each for each, _ in looked]
        places, weights, names = _distinct(*(np.concatenate(part) for part in zip(_NOTHING, *found, strict=True)))
        asked = len(understanding.concepts)
        # A list of names says itself what the field calls it.
        sure = [1.0] * asked if understanding.listed else [0.0] * asked + _sureness(understanding)
        return cls(
            places=places,
            weights=weights,
            names=names,
            said=tuple(said),
            strength=strength[:asked],
            near=near[:asked],
            specific=np.array([specific for _, specific in looked[:asked]]),
            described=_best(sure, strength),
            near_described=_best(sure, near),
        )


_Found = tuple["Ints", "Floats", "Ints"]
_NOTHING: _Found = (np.empty(0, dtype=np.int64), np.empty(0), np.empty(0, dtype=np.int64))


def _near(corpus: Corpus, concepts: Sequence[Concept]) -> NDArray[np.float64]:
    """Nearness to each concept by all its names, in one product of matrices."""
    if not concepts:
        return np.empty((0, len(corpus.papers)))
    near = (unit(np.stack([concept.vector for concept in concepts])) @ corpus.meanings.T).astype(np.float64)
    return np.array([concept.covered for concept in concepts])[:, None] * near


def _sureness(understanding: Understanding) -> list[float]:
    """How surely each concept is what the topic describes: as near as it is, less where another is nearer."""
    nearest = max((one.nearness for one in understanding.described), default=1.0)
    return [one.nearness * (one.nearness / nearest) ** BEHIND for one in understanding.described]


def _best(sure: Sequence[float], by_concept: NDArray[np.float64]) -> Floats:
    """For each paper the best of what the concepts say, each as sure as it is."""
    if not any(sure):
        return np.zeros(by_concept.shape[1])
    some = np.flatnonzero(sure)
    best: Floats = (np.array(sure)[some, None] * by_concept[some]).max(axis=0)
    return best


def _specific(concept: Concept, rarities: Sequence[float]) -> float:
    """How rare its names are: the person's own, and on average the others by which the vocabulary knows it."""
    own, *others = rarities
    mean = sum(others) / len(others) if concept.known and others else own
    return math.pow(min(1.0, (own + mean) / 2), SPECIFIC)


def _rarity(papers: int, row: Ints) -> float:
    """The inverse document frequency of a name that stands in these rows; 1 where it is in no paper or in one."""
    found = 1 + int(np.count_nonzero(np.diff(row))) if len(row) else 0
    return math.log((papers + 1.5) / (found + 0.5)) / math.log(papers + 1.5)


def _of_concept(corpus: Corpus, concept: Concept, near: Floats, said: list[Name]) -> tuple[_Found, float]:
    """The last words of all names, so that a long name and a short one inside it share a place; and how specific it is."""
    # Nothing is known of the company of words without a vector.
    trust = np.clip((near - STRANGE) / (AKIN - STRANGE), 0.0, 1.0) if concept.vector.any() else np.ones(len(near))
    found = [_NOTHING]
    rarities: list[float] = []
    for name in concept.names:
        places = corpus.where(name.stems) + len(name.stems) - 1
        row = corpus.row[places]
        rarities.append(_rarity(len(near), row))
        weights = np.full(len(places), name.weight) if name.sure else name.weight * trust[row]
        found.append((places, weights, np.full(len(places), len(said))))
        said.append(name)
    places, weights, names = _distinct(*(np.concatenate(part) for part in zip(*found, strict=True)))
    some = weights > 0
    return (places[some], weights[some], names[some]), _specific(concept, rarities)


def _distinct(places: Ints, weights: Floats, names: Ints) -> _Found:
    """Each place once, with the name that counts most there."""
    order = np.lexsort((-weights, places))
    places, weights, names = places[order], weights[order], names[order]
    first = np.concatenate(([True], places[1:] != places[:-1])) if len(places) else np.empty(0, dtype=bool)
    return places[first], weights[first], names[first]


def _strength(corpus: Corpus, places: Ints, weights: Floats) -> Floats:
    row = corpus.row[places]
    into = places - corpus.bodies[row]
    weighed = weights * np.where(into < 0, TITLE, np.where(into < LEAD_WORDS, LEAD, BODY))
    lengths = np.diff(corpus.starts)
    usual = max(1.0, lengths.sum() / max(1, len(lengths)))
    said = np.bincount(row, weighed, len(lengths)) / (1 - LENGTH + LENGTH * lengths / usual)
    share: Floats = said / (said + HALF)
    return share
