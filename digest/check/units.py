"""Units of measure: what stands behind a number and says how much of which base unit one of it is."""

from __future__ import annotations

import re

_PERCENT = re.compile(r" (?:(percent(?!age)|per cent)|(percentage points?|points?))\b", re.IGNORECASE)
YEAR = 365.25 * 86_400
"""In seconds."""
_TABLE = (
    ("s", 1e-9, r"ns|nanoseconds?"),
    ("s", 1e-6, r"[µμu]s|microseconds?"),
    ("s", 1e-3, r"ms|milliseconds?"),
    ("s", 1, r"s|secs?|seconds?"),
    ("s", 60, r"min|minutes?"),
    ("s", 3600, r"h|hrs?|hours?"),
    ("s", 86_400, r"(?:consecutive )?days?"),
    ("s", 7 * 86_400, r"(?:consecutive )?weeks?"),
    ("s", YEAR / 12, r"(?:consecutive )?months?"),
    ("s", YEAR, r"(?:consecutive )?years?"),
    ("B", 1e3, r"K[bB]|kB|kilobytes?|KiB"),
    ("B", 1e6, r"MB|megabytes?|MiB"),
    ("B", 1e9, r"GB|gigabytes?|GiB"),
    ("B", 1e12, r"TB|terabytes?|TiB"),
    ("W", 1e3, r"kW|kilowatts?"),
    ("W", 1e6, r"MW|megawatts?"),
    ("W", 1e9, r"GW|gigawatts?"),
    ("m", 1e-3, r"mm|millimet(?:re|er)s?"),
    ("m", 1e-2, r"cm|centimet(?:re|er)s?"),
    ("m", 1e3, r"km|kilomet(?:re|er)s?"),
    ("m", 1, r"m|met(?:re|er)s?"),
    ("dB", 1, r"dB|decibels?"),
    ("fps", 1, r"fps|FPS|frames (?:a|per) second|frames/s"),
    ("Hz", 1, r"[kK]?[hH]z|hertz"),
    ("token", 1, r"tokens"),
    ("sentence", 1, r"sentences"),
    ("word", 1, r"words"),
)
_MEASURE = re.compile(rf"[\s-]?(?:{'|'.join(f'({names})' for _, _, names in _TABLE)})(?![\w²³])")


def unit_and_scale(text: str, end: int) -> tuple[str, float]:
    """The base unit of a number that ends at a place, and how much of it one is; "" where no unit follows."""
    if match := _PERCENT.match(text, end):
        return ("%" if match[1] else "points"), 1.0
    match = _MEASURE.match(text, end)
    if match is None or match.lastindex is None:
        return "", 1.0
    base, factor, _ = _TABLE[match.lastindex - 1]
    return base, float(factor)
