"""Room for each workspace, so that one that is slow or broken never holds up another."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.chat import Channel

WIDEST = 256
_AGAIN = 0.5
_LONGEST = 4.0


@dataclass(slots=True)
class _Lane:
    width: int
    inside: int = 0
    turned_away: int = 0


class WorkspaceLimiter:
    """How many channels of a workspace one process serves at a time: half as many after a failure, more after successes."""

    def __init__(self, widest: int = WIDEST) -> None:
        self._widest = widest
        self._lanes: dict[tuple[str, str], _Lane] = {}

    def wait(self, channel: Channel) -> float:
        """Seconds after which to ask again for room; 0 where there is some."""
        lane = self._lane(channel)
        if lane.inside < lane.width:
            return 0.0
        lane.turned_away += 1
        return min(_LONGEST, _AGAIN * (1 + lane.turned_away / lane.width))

    @contextmanager
    def inside(self, channel: Channel) -> Iterator[None]:
        """Take up room."""
        lane = self._lane(channel)
        lane.inside += 1
        lane.turned_away = 0
        try:
            yield
        finally:
            lane.inside -= 1

    def went_well(self, channel: Channel) -> None:
        """The workspace answers: open up."""
        lane = self._lane(channel)
        lane.width = min(self._widest, lane.width * 2)

    def went_wrong(self, channel: Channel) -> None:
        """It doesn't: close in."""
        lane = self._lane(channel)
        lane.width = max(1, lane.width // 2)

    def _lane(self, channel: Channel) -> _Lane:
        return self._lanes.setdefault((channel.platform, channel.workspace), _Lane(self._widest))
