"""Where a week's papers speak of what a query means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digest.corpus import Corpus, Floats, Ints
    from digest.selection.meaning import Name, Row, Slot

BESIDE, NEAR = 4, 15
"""Within so many words the things of a row stand side by side, or near each other."""
NEAR_WEIGHT = 0.5
APART_WEIGHT = 0.15


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sightings:
    """Every place where a paper speaks of it, in the order of the corpus, each place once.

    Attributes:
        places: Positions in the corpus.
        weights: How much each counts.
        names: Which name stands there, as its number in `said`.
        sure: Whether that name means just this.
        own: Whether the person said it so.
        said: All names that were looked for.
    """

    places: Ints
    weights: Floats
    names: Ints
    sure: NDArray[np.bool_]
    own: NDArray[np.bool_]
    said: tuple[Name, ...]

    @classmethod
    def of(cls, corpus: Corpus, rows: tuple[Row, ...]) -> Sightings:
        """Look for every row; of several names at one place the weightiest counts."""
        said: list[Name] = []
        found = [_of_row(corpus, row, said) for row in rows]
        places, weights, names = (np.concatenate(part) for part in zip(_NOTHING, *found, strict=True))
        order = np.lexsort((-weights, places))
        places, weights, names = places[order], weights[order], names[order]
        first = np.concatenate(([True], places[1:] != places[:-1])) if len(places) else np.empty(0, dtype=bool)
        names = names[first]
        return cls(
            places=places[first],
            weights=weights[first],
            names=names,
            sure=np.array([name.sure for name in said], dtype=bool)[names],
            own=np.array([name.own for name in said], dtype=bool)[names],
            said=tuple(said),
        )


_Found = tuple["Ints", "Floats", "Ints"]
_NOTHING: _Found = (np.empty(0, dtype=np.int64), np.empty(0), np.empty(0, dtype=np.int64))


def _of_row(corpus: Corpus, row: Row, said: list[Name]) -> _Found:
    slots = [_of_slot(corpus, slot, said) for slot in row]
    if len(slots) == 1:
        return slots[0]
    # The rarest thing leads; how near the others are says whether they are spoken of together.
    slots.sort(key=lambda slot: len(slot[0]))
    places, weights, names = slots[0]
    for others, other_weights, _ in slots[1:]:
        weights = weights * _together(corpus, places, others, other_weights)
    some = weights > 0
    return places[some], weights[some], names[some]


def _together(corpus: Corpus, places: Ints, others: Ints, weights: Floats) -> Floats:
    """For each place, how near the nearest of the others is, in the same paper."""
    if not len(others):
        return np.zeros(len(places))
    order = np.argsort(others, kind="stable")
    others, weights = others[order], weights[order]
    after = np.minimum(np.searchsorted(others, places), len(others) - 1)
    before = np.maximum(after - 1, 0)
    best = np.zeros(len(places))
    for side in (before, after):
        distance = np.abs(others[side] - places)
        value = np.where(distance <= BESIDE, 1.0, np.where(distance <= NEAR, NEAR_WEIGHT, APART_WEIGHT))
        same = corpus.row[others[side]] == corpus.row[places]
        best = np.maximum(best, np.where(same, value * weights[side], 0.0))
    return best


def _of_slot(corpus: Corpus, slot: Slot, said: list[Name]) -> _Found:
    """The last words of all names of a slot, so that a long name and a short one inside it share a place."""
    found = [_NOTHING]
    for name in slot:
        places = corpus.where(name.stems) + len(name.stems) - 1
        found.append((places, np.full(len(places), name.weight), np.full(len(places), len(said))))
        said.append(name)
    places, weights, names = (np.concatenate(part) for part in zip(*found, strict=True))
    return places, weights, names
