"""Hears what a finding says in general: that something fails, or nothing but praise and announcements."""

from __future__ import annotations

import re


class Cues:
    """Wordings to look for in text in lower case.

    Args:
        rows: Signs, parted by `|`, with a pattern for what they only hint at, or None where the sign is all.
    """

    def __init__(self, *rows: tuple[str, str | None]) -> None:
        self._rows = tuple(
            (tuple(signs.split("|")), re.compile(pattern) if pattern else None) for signs, pattern in rows
        )

    def __call__(self, low: str) -> bool:
        """Whether one of them stands in a text in lower case."""
        for signs, pattern in self._rows:
            for sign in signs:
                if sign in low:
                    if pattern is None or pattern.search(low):
                        return True
                    break
        return False


_NEGATIVE = Cues(
    (
        "fail|cannot|can’t|do not |does not |did not |degrad|worse|harms|harmed|hurts|collapse|struggle|vulnerab|overestimat",
        None,
    ),
    (
        "underestimat|unreliabl|insufficient|undermin|below chance|near-chance|near chance|at chance|breaks down|lags behind",
        None,
    ),
    ("underperform|misleading|brittle|backfire|erode", None),
    (
        "no ",
        r"\bno\s(?:significant|evidence|benefit|gains?|improvement|single|consistent|clear|correlation|advantage)\b",
    ),
    ("not ", r"\bnot\s(?:improve|help|transfer|always|necessarily|suffic|enough|consistently|reliabl|correlate)"),
    ("drop|fall", r"\b(?:drops?|falls?)\s(?:to|by|from|short|below)\b"),
    ("little |limited ", r"\b(?:little\s(?:or\sno|evidence|benefit|correlation)|limited\s(?:to|by|gains|benefit))\b"),
)
_HOLLOW = Cues(
    ("effectiveness of|potential of|promising|paves the way|future research|insight into|insights into", None),
    ("wide range|extensive experiments|comprehensive experiments|publicly available|http|github", None),
)


def is_negative(text: str) -> bool:
    """Whether it tells of a failure, a harm or a limit."""
    return _NEGATIVE(text.lower())


def is_hollow(text: str) -> bool:
    """Whether it praises or announces instead of telling."""
    return _HOLLOW(text.lower())
