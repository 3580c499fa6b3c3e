"""A clock for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from bot.clock import Clock

if TYPE_CHECKING:
    from datetime import datetime, timedelta


@dataclass(slots=True)
class SetClock(Clock):
    """Stands still until it is moved."""

    moment: datetime

    @override
    def now(self) -> datetime:
        return self.moment

    def forward(self, by: timedelta) -> None:
        """Let time pass."""
        self.moment += by
