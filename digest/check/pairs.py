"""Two numbers held against each other: which is the later or the method's own, and which the earlier or the other's."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.check.quantities import Number

Pair = tuple[str, str]
"""The value reached, then the value it is held against."""

_FROM = re.compile(
    r"(?:\b(?:from|von|vom|de|du|des|del|desde|da|dal|dai|dos|od)|从|を)\s?(?:about |around |roughly )?\Z"
)
_TO = re.compile(
    r"[\w%°.]{0,14}?\s?(?:[a-z]+ ){0,3}?(?:to|down to|up to|auf|zu|à|a|al|hasta|para|do|到|提高到"
    r"|から)\s?(?:about |around |only |just )?",
)
_BACK = re.compile(r"[^.;]{0,60}?\b(?:up|down) from\s", re.IGNORECASE)
_AGAINST = re.compile(
    r"[^.;!?]{0,80}?(\b(?:rather than|instead of|against|compared (?:with|to)|versus|vs\.?"
    r"|as opposed to|whereas|where it was"
    r"|whilst|where|not|while|than|gegenüber|statt|gegen|dagegen|nur|contre|au lieu de"
    r"|frente a|contra|invece di)\b|[;,] before)"
    r"[^.;!?]{0,60}?",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:without|ordinary|plain|usual|standard|conventional|baselines?|vanilla|former(?:ly)?"
    r"|previous(?:ly)?|before|earlier"
    r"|static|naive|simple|existing|prior|other|ohne|sans|sin|elsewhere)\b",
    re.IGNORECASE,
)


def pairs(text: str, numbers: Sequence[Number], own: Iterable[str] = ()) -> frozenset[Pair]:
    """The pairs among neighbouring numbers; `own` is how the text names what reaches its number."""
    found = set()
    names = tuple(name for name in own if name)
    for first, second in pairwise(numbers):
        if first.unit and second.unit and first.unit != second.unit:
            continue
        between = text[first.end : second.start]
        if _FROM.search(text[: first.start]) and _TO.fullmatch(between):
            found.add((second.value, first.value))
        elif _BACK.fullmatch(between):
            found.add((first.value, second.value))
        elif against := _AGAINST.fullmatch(between):
            head = _head(text, first.start) + between[: against.start(1)]
            tail = between[against.end(1) :] + re.split(r"[,.;]", text[second.end : second.end + 60])[0]
            turned = (_is_others(head) or _names(tail, names)) and not _names(head, names)
            found.add((second.value, first.value) if turned else (first.value, second.value))
    return frozenset(pair for pair in found if pair[0] != pair[1])


def swapped(told: frozenset[Pair], reported: frozenset[Pair]) -> Pair | None:
    """A pair that the sources report the other way round, and never this way."""
    return next(((new, old) for new, old in told - reported if (old, new) in reported), None)


def _head(text: str, end: int) -> str:
    start = max(text.rfind(mark, 0, end) for mark in (". ", "; ", ", "))
    return text[start + 1 : end]


def _is_others(head: str) -> bool:
    return bool(_OTHERS.search(head))


def _names(text: str, names: Sequence[str]) -> bool:
    folded = re.sub(r"[^\w]", "", text.casefold())
    return any(name in folded for name in names)
