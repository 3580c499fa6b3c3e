"""Which papers come back to a channel that was shown them: those withdrawn or greatly revised since, and no others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.model import Paper

_REVISED_BELOW = 0.6
"""Of all words in the two abstracts together, so many must be in both for a paper to be the same as before."""
_RENAMED_BELOW = 0.4
_WORD = re.compile(r"\w+")


def reason(now: Paper, then: Paper) -> str:
    """Why a paper is worth showing again, in words; "" where it isn't."""
    if now.withdrawn and not then.withdrawn:
        return "withdrawn by its authors since then"
    if now.version > then.version and _greatly(now, then):
        return f"greatly revised since then, from version {then.version} to {now.version}"
    return ""


def _greatly(now: Paper, then: Paper) -> bool:
    return _likeness(now.abstract, then.abstract) < _REVISED_BELOW or _likeness(now.title, then.title) < _RENAMED_BELOW


def _likeness(one: str, other: str) -> float:
    ours, theirs = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(ours & theirs) / max(1, len(ours | theirs))
