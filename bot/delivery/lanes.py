"""How many jobs of each lane this process has under way, and may have: fewer of a lane whose platform refuses."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from adapters.store.jobs import LaneUse

if TYPE_CHECKING:
    from collections.abc import Sequence


class LaneLimits:
    """Half as many places for a lane after each refusal, twice as many after each success."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._held = Counter[str]()
        self._limits: dict[str, int] = {}

    @property
    def used(self) -> Sequence[LaneUse]:
        """The lanes that have places now, or may not have as many as any other."""
        lanes = self._held.keys() | self._limits.keys()
        return [LaneUse(lane=lane, held=self._held[lane], most=self._limits.get(lane, self._places)) for lane in lanes]

    def started(self, lane: str) -> None:
        """A job takes a place."""
        self._held[lane] += 1

    def ended(self, lane: str) -> None:
        """A job gives its place back."""
        self._held[lane] -= 1
        if not self._held[lane]:
            del self._held[lane]

    def succeeded(self, lane: str) -> None:
        """The lane's platform answers."""
        doubled = 2 * self._limits.pop(lane, self._places)
        if doubled < self._places:
            self._limits[lane] = doubled

    def refused(self, lane: str) -> None:
        """It doesn't, or not now."""
        self._limits[lane] = max(1, self._limits.get(lane, self._places) // 2)
