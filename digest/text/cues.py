"""Looks for wordings quickly: a regular expression is tried only where one of its signs stands in the text at all."""

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
