"""Which days count as read, the same for every store of papers."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from digest.model import Window


def is_read(day: date, categories: Sequence[str], marks: Mapping[str, datetime]) -> bool:
    """Whether each category, or all of its archive (`cs.*`), was read when the day was over."""
    over = datetime.combine(day + timedelta(days=1), time(), UTC)
    read = {category for category, when in marks.items() if when >= over}
    return all(category in read or f"{category.partition('.')[0]}.*" in read for category in categories)


def days(window: Window) -> list[date]:
    """The days of a window, in order."""
    return [window.start + timedelta(days=n) for n in range((window.end - window.start).days + 1)]
