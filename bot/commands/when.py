"""Weekdays, times of day and cadences as people write them, and as the bot writes them back."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from adapters.store.ports import WEEKDAYS
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.store.ports import Cadence

_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3} | {day[:3]: number for number, day in enumerate(WEEKDAYS)}
CADENCES: dict[str, Cadence] = {
    "daily": "daily",
    "every day": "daily",
    "each day": "daily",
    "every weekday": "daily",
    "weekdays": "daily",
    "weekly": "weekly",
    "every week": "weekly",
    "each week": "weekly",
    "once a week": "weekly",
    "biweekly": "biweekly",
    "bi-weekly": "biweekly",
    "fortnightly": "biweekly",
    "every fortnight": "biweekly",
    "every two weeks": "biweekly",
    "every 2 weeks": "biweekly",
    "every second week": "biweekly",
    "every other week": "biweekly",
}
UNKNOWN_CADENCES = frozenset(
    {
        "monthly",
        "hourly",
        "yearly",
        "quarterly",
        "every month",
        "every hour",
        "every year",
        "once a month",
        "twice a week",
    }
)
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?:[:.]\d{2})?)?\s*"
    r"(?P<half>am|pm|a\.m\.?|p\.m\.?)?(?:h| ?uhr| ?o'clock)?",
    re.IGNORECASE,
)
_FOUR = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})h?")
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_TELLTALE = re.compile(r"[:]|[ap]\.?m\b|\dh|uhr|o'clock|noon|midday|midnight", re.IGNORECASE)


def weekday(words: str) -> int | None:
    """The number of a weekday, 0 for Monday; also short or in the plural."""
    word = words.lower().rstrip(".")
    if word in _SHORT:
        return _SHORT[word]
    word = word.removesuffix("s")
    return WEEKDAYS.index(word) if word in WEEKDAYS else None


def near_weekday(word: str) -> str | None:
    """The weekday that a word of slips must have meant, such as `mondey`."""
    low = word.lower()
    if weekday(low) is not None or not low.isalpha():
        return None
    for day in WEEKDAYS:
        for spelling in (day, f"{day}s"):
            slips = OSA.distance(low, spelling, score_cutoff=2)
            if slips <= (2 if len(low) > 6 else 1) and len(low) > 4:  # noqa: PLR2004 - short words are near too much
                return day
    return None


def looks_like_time(words: str) -> bool:
    """Whether this is written as times of day are, right or wrong."""
    return words.lower() in _NAMED or bool(_TIME.fullmatch(words) or _FOUR.fullmatch(words))


def is_surely_time(words: str) -> bool:
    """Whether this is a time of day even without `at`: `9am`, `09:30`, but not a bare `9`."""
    return looks_like_time(words) and bool(_TELLTALE.search(words))


def time_of_day(words: str) -> time:
    """The wall time that is meant; raises Misunderstood for hours and minutes that no clock shows."""
    low = words.lower()
    if low in _NAMED:
        return _NAMED[low]
    found = _TIME.fullmatch(words) or _FOUR.fullmatch(words)
    if found is None:
        raise _no_time(words)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found.groupdict().get("half") or "").lower()[:1]
    if half and not 1 <= hour <= 12:  # noqa: PLR2004 - hours of half a day
        raise _no_time(words)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute) == (24, 0):
        hour = 0
    if hour > 23 or minute > 59:  # noqa: PLR2004 - the clock's own limits
        raise _no_time(words)
    return time(hour, minute)


def moment(at: datetime) -> str:
    """A moment as people write it, in the zone it carries: `Mon 18 May 2026, 09:00`."""
    return f"{at:%a} {day(at)}, {at:%H:%M}"


def day(at: datetime) -> str:
    """`18 May 2026`."""
    return f"{at.day} {at:%b %Y}"


def _no_time(words: str) -> Misunderstood:
    return Misunderstood(f"“{words}” is not a time of day.", example="at 09:00")
