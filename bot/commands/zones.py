"""Time zones as people name them: `Europe/Berlin`, `berlin`, `New York`, `CET`, `UTC+2`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import fuzz, process

from digest.errors import Misunderstood

EXAMPLE = "tz Europe/Berlin"
# What people mean by these in every season, which isn't what the zone database's namesakes of 1970 do.
_ABBREVIATIONS = {
    "utc": "UTC",
    "z": "UTC",
    "gmt": "GMT",
    "cet": "CET",
    "cest": "CET",
    "eet": "EET",
    "eest": "EET",
    "wet": "WET",
    "west": "WET",
    "bst": "Europe/London",
    "est": "America/New_York",
    "edt": "America/New_York",
    "et": "America/New_York",
    "cdt": "America/Chicago",
    "ct": "America/Chicago",
    "mst": "America/Denver",
    "mdt": "America/Denver",
    "mt": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "hst": "Pacific/Honolulu",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "sgt": "Asia/Singapore",
    "hkt": "Asia/Hong_Kong",
    "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney",
    "awst": "Australia/Perth",
    "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland",
    "beijing": "Asia/Shanghai",
    "bangalore": "Asia/Kolkata",
    "delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "san francisco": "America/Los_Angeles",
    "boston": "America/New_York",
    "munich": "Europe/Berlin",
    "barcelona": "Europe/Madrid",
    "milan": "Europe/Rome",
    "geneva": "Europe/Zurich",
}
_SEVERAL = {
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "ast": ("America/Halifax", "Asia/Riyadh"),
}
_OFFSET = re.compile(r"(?:utc|gmt)([+-])0?(\d{1,2})(?::?00)?")
_NOT_PLACES = frozenset({"Factory", "localtime"})
_OLD_AREAS = ("Etc/", "US/", "Canada/", "Brazil/", "Mexico/", "Chile/", "SystemV/", "right/", "posix/")
_SEASONS = tuple(datetime(2026, month, 1, tzinfo=UTC) for month in (1, 7))
_CLOSE = 80
_AS_CLOSE = 5


def zone(words: str) -> str:
    """The IANA name that is meant; raises Misunderstood with the nearest names where none or several are."""
    found = zones_named(words)
    if len(found) == 1:
        return found[0]
    if found:
        problem = f"“{words}” can mean {_either(found)}."
        raise Misunderstood(problem, example=f"tz {found[0]}")
    near = nearest(words)
    if near:
        raise Misunderstood(
            f"I don't know the time zone “{words}”; did you mean {_either(near)}?", example=f"tz {near[0]}"
        )
    raise Misunderstood(f"I don't know the time zone “{words}”.", example=EXAMPLE)


def zones_named(words: str) -> tuple[str, ...]:
    """All zones that these words can mean, without guessing at slips."""
    key = _key(words)
    if key in _SEVERAL:
        return _SEVERAL[key]
    if key in _ABBREVIATIONS:
        return (_ABBREVIATIONS[key],)
    offset = _OFFSET.fullmatch(key.replace(" ", ""))
    if offset:
        # The Etc zones count the other way round, as POSIX does.
        sign = "-" if offset[1] == "+" else "+"
        name = f"Etc/GMT{sign}{int(offset[2])}"
        return (name,) if name in _by_name().values() else ()
    full = _by_name().get(key)
    return (full,) if full else _by_city().get(key, ())


def abbreviated(words: str) -> tuple[str, ...]:
    """The zones of the area that uses an abbreviation, in winter or summer: for `CEST`, those of Europe."""
    return _by_abbreviation().get(words.strip().upper(), ())


def nearest(words: str, limit: int = 2) -> tuple[str, ...]:
    """Zones whose name or city is a slip away, nearest first."""
    key = _key(words[:60])
    found = process.extract(key, _spellings(), scorer=fuzz.ratio, limit=limit * 3, score_cutoff=_CLOSE)
    best = max((score for _, score, _ in found), default=0.0)
    close = [_spellings_of(spelling) for spelling, score, _ in found if score > best - _AS_CLOSE]
    return tuple(dict.fromkeys(close))[:limit]


def has_region(words: str) -> bool:
    """Whether these words begin as zone names do, such as `Europe/…`."""
    area, slash, place = words.partition("/")
    return bool(slash and place) and area.lower() in _areas()


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _key(words: str) -> str:
    return " ".join(words.replace("_", " ").lower().split())


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {_key(name): name for name in sorted(available_timezones() - _NOT_PLACES)}


@lru_cache(maxsize=1)
def _areas() -> frozenset[str]:
    return frozenset(key.partition("/")[0] for key in _by_name() if "/" in key)


@lru_cache(maxsize=1)
def _by_city() -> dict[str, tuple[str, ...]]:
    """The last part of each zone's name, with the zones that end so."""
    cities = defaultdict(list)
    for key, name in _by_name().items():
        if "/" in key and not name.startswith(_OLD_AREAS):
            cities[key.rsplit("/", 1)[1]].append(name)
    return {city: _distinct(names) for city, names in cities.items()}


@lru_cache(maxsize=1)
def _by_abbreviation() -> dict[str, tuple[str, ...]]:
    """For each abbreviation the zones that use it, in the area that most of them are in."""
    users: dict[str, set[str]] = defaultdict(set)
    for name in _by_name().values():
        if "/" in name and not name.startswith(_OLD_AREAS):
            zone_info = ZoneInfo(name)
            for season in _SEASONS:
                users[season.astimezone(zone_info).tzname()].add(name)  # type: ignore[index]
    return {short: _of_main_area(names) for short, names in users.items() if short.isalpha()}


def _of_main_area(names: set[str]) -> tuple[str, ...]:
    areas = Counter(name.partition("/")[0] for name in sorted(names))
    main = areas.most_common(1)[0][0]
    return tuple(sorted(name for name in names if name.startswith(f"{main}/")))


def _distinct(names: list[str]) -> tuple[str, ...]:
    """One name for each set of rules: `Asia/Istanbul` and `Europe/Istanbul` are one place."""
    if len(names) == 1:
        return tuple(names)
    return tuple(
        {tuple(day.astimezone(ZoneInfo(name)).utcoffset() for day in _SEASONS): name for name in names}.values()
    )


@lru_cache(maxsize=1)
def _spellings() -> tuple[str, ...]:
    return (*_by_name(), *_by_city())


def _spellings_of(spelling: str) -> str:
    return _by_name().get(spelling) or _by_city()[spelling][0]
