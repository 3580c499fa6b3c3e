"""A subscription as somebody fills it in, and as the words of the command that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from adapters.store.ports import WEEKDAYS

if TYPE_CHECKING:
    from adapters.store.ports import Cadence, Subscription

CADENCES: dict[Cadence, str] = {"weekly": "Every week", "biweekly": "Every second week", "daily": "Every working day"}
_NINE = time(9)
DAY_CHOICES = tuple(enumerate(day.capitalize() for day in WEEKDAYS))
"""Each day's number, and its name as a form offers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionInput:
    """What a form holds.

    Attributes:
        weekday: 0 is Monday; means nothing for daily.
    """

    topic: str = ""
    cadence: Cadence = "weekly"
    weekday: int = 0
    at: time = _NINE
    zone: str = "UTC"

    @property
    def command(self) -> str:
        """The words after `/papers`."""
        return command(self.topic, cadence=self.cadence, weekday=self.weekday, at=f"{self.at:%H:%M}", zone=self.zone)


def command(topic: str, *, cadence: str, weekday: int | None, at: str, zone: str) -> str:
    """The words after `/papers` that subscribe to a topic so; `at` and `zone` are as somebody typed them."""
    day = "" if weekday is None or cadence == "daily" else f" on {WEEKDAYS[weekday]}"
    at, zone = at and f" at {at}", zone and f" tz {zone}"
    return f"subscribe {topic}{day}{at} {cadence}{zone}"


def from_subscription(subscription: Subscription) -> SubscriptionInput:
    """The form for changing a subscription."""
    return SubscriptionInput(
        topic=subscription.topic,
        cadence=subscription.cadence,
        weekday=subscription.weekday,
        at=subscription.at,
        zone=subscription.zone,
    )
