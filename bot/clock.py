"""The only place that reads the time; everything else is told it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from typing_extensions import override

if TYPE_CHECKING:
    from datetime import timedelta


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        ...


class SystemClock(Clock):
    """The machine's own clock."""

    @override
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this is the one place


@dataclass(slots=True)
class SetClock(Clock):
    """A clock that stands still until it is moved, for tests and for replays."""

    moment: datetime

    @override
    def now(self) -> datetime:
        return self.moment

    def forward(self, by: timedelta) -> None:
        """Let time pass."""
        self.moment += by
