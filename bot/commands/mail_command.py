"""What people can ask for about mail, as a frozen value like all commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from adapters.store.ports import WEEKDAYS

if TYPE_CHECKING:
    from datetime import time

    from adapters.chat import EntryPoint
    from adapters.store.ports import Cadence


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Have this channel's roundups sent to an address, or end that; without an address, say who gets some.

    Attributes:
        topic: One of the channel's; None for all of them.
    """

    entry_point: ClassVar[EntryPoint] = "papers"
    address: str = ""
    stops: bool = False
    topic: str | None = None
    cadence: Cadence | None = None
    weekday: int | None = None
    at: time | None = None
    zone: str | None = None

    @override
    def __str__(self) -> str:
        day = None if self.weekday is None else f"on {WEEKDAYS[self.weekday]}"
        at = None if self.at is None else f"at {self.at:%H:%M}"
        stop, zone = "stop" if self.stops else None, self.zone and f"tz {self.zone}"
        return " ".join(filter(None, ["mail", stop, self.address, self.topic, day, at, self.cadence, zone]))
