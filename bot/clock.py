"""The only place that reads the time; everything else is told it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol

from typing_extensions import override


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
