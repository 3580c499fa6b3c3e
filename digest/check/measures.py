"""What a number measures, where a word or sign behind it says so: seconds, bytes, hertz, metres, euros."""

from __future__ import annotations

import re

_TABLE = {
    "ns": "ns|nanoseconds?",
    "µs": "[µμ]s|microseconds?",
    "ms": "ms|milliseconds?|millisekunden",
    "s": "s|secs?|seconds?|sekunden?|secondes?|segundos?",
    "min": "min|minutes?|minuten?|minutos?",
    "h": "h|hours?|stunden?|heures?|horas?",
    "day": "days?|tagen?|jours?|d[ií]as?",
    "week": "weeks?|wochen?|semaines?|semanas?",
    "month": "months?|monaten?|mois|mes(?:es)?",
    "year": "years?|jahren?|ans|années?|años?",
    "bit": "bits?",
    "B": "bytes?|octets?",
    "kB": "k[bB]|kilobytes?|KiB",
    "MB": "M[bB]|megabytes?|MiB|Mo",
    "GB": "G[bB]|gigabytes?|GiB|Go",
    "TB": "T[bB]|terabytes?|TiB",
    "Hz": "[hH]z|hertz",
    "kHz": "k[hH]z|kilohertz",
    "MHz": "M[hH]z|megahertz",
    "GHz": "G[hH]z|gigahertz",
    "nm": "nm|nanomet(?:re|er)s?",
    "mm": "mm|millimet(?:re|er)s?",
    "cm": "cm|centimet(?:re|er)s?",
    "m": "m|met(?:re|er)s?",
    "km": "km|kilomet(?:re|er)s?",
    "euro": "euros?|€",
    "dollar": "dollars?",
}
_AFTER = re.compile(r"[\s-]?(" + "|".join(_TABLE.values()) + r")(?![\w²³])", re.IGNORECASE)
_BY_CASE = {name: re.compile(pattern) for name, pattern in _TABLE.items()}


def measure(text: str, end: int) -> str:
    """The unit behind a number that ends there, in one spelling; "" where none is given."""
    match = _AFTER.match(text, end)
    if not match:
        return ""
    exact = [name for name, pattern in _BY_CASE.items() if pattern.fullmatch(match[1])]
    return (
        exact[0] if exact else next(n for n, p in _BY_CASE.items() if re.fullmatch(p.pattern, match[1], re.IGNORECASE))
    )
