"""Reads `<topic> [last month] [brief] [in German]` of a roundup that is wanted now, taking options from the end only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

from bot.commands import writing_words
from bot.commands.commands import LONGEST_WINDOW, RoundupNow
from bot.commands.saying import shown
from bot.knowledge import topics
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.brief.prompting import Style

_Kind = Literal["days", "style", "language"]
_NOUNS: dict[_Kind, str] = {"days": "span of time", "style": "style", "language": "language"}
_LONGEST_OPTION = 6
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "few": 3, "couple of": 2}
_SPAN = re.compile(
    rf"(?:(?:of|in|for|from|over|during|since) )?(?:(?:the|this) )?(?:(?:last|past|previous|this) )"
    rf"(?:(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)}) )?(?P<unit>{'|'.join(_DAYS)})s?",
    re.IGNORECASE,
)
_TODAY = {"today": 1, "from today": 1, "lately": 14, "recently": 14, "of late": 14}
_LEADS = re.compile(r"^(?:(?:on|in|about|of|for|around|with|regarding)\s+)+(?=\S)", re.IGNORECASE)
_LEFT_OVER = re.compile(r"(?:^|\s+)(?:(?:in|of|for|from|over|during|since|the|this|and)\s*)+$", re.IGNORECASE)
_Option = tuple[_Kind, object, bool]
"""What it is, its value, and whether nothing else can be meant."""


def roundup(said: str) -> RoundupNow:
    """What a roundup is wanted of; raises Misunderstood where two options clash or a span is too long."""
    topic, options = _split(_LEADS.sub("", said))
    values: dict[_Kind, object] = {}
    for kind, value, _ in options:
        if values.setdefault(kind, value) != value:
            problem = f"There are two different values for the {_NOUNS[kind]}; I need one."
            raise Misunderstood(problem, understood=shown(topic), example=f"/papers roundup {topic}".strip())
    days = cast("int | None", values.get("days"))
    if days is not None and days > LONGEST_WINDOW:
        problem = f"That is {days} days; a roundup covers up to {LONGEST_WINDOW}."
        raise Misunderstood(problem, understood=shown(topic), example=f"/papers roundup {topic} last month".strip())
    return RoundupNow(
        topic=topic or None,
        days=days,
        style=cast("Style | None", values.get("style")),
        language=cast("str | None", values.get("language")),
    )


def _split(said: str) -> tuple[str, list[_Option]]:
    """The topic, and the options after it; those that may be meant as words count only where something makes them sure."""
    rest, options = said, list[_Option]()
    while True:
        if found := _last_option(rest):
            option, rest = found
            options.append(option)
        elif options and _LEFT_OVER.search(rest):
            rest = _LEFT_OVER.sub("", rest)
        else:
            break
    kinds = {kind for kind, *_ in options}
    sure = any(sure for *_, sure in options) or len(kinds) > 1 or not rest or topics().is_well_known(rest)
    return (rest, options) if sure else (said, [])


def _last_option(text: str) -> tuple[_Option, str] | None:
    for before, ending in _endings(text):
        option = _option(ending)
        if option:
            return option, before.rstrip(" ,;")
    return None


def _endings(text: str) -> Iterator[tuple[str, str]]:
    words = text.split()
    for count in range(min(_LONGEST_OPTION, len(words)), 0, -1):
        yield " ".join(words[:-count]), " ".join(words[-count:]).rstrip(",;?!.")


def _option(words: str) -> _Option | None:
    if span := _SPAN.fullmatch(words):
        counted = (span["count"] or "1").lower()
        count = int(counted) if counted.isdecimal() else _COUNTS[counted]
        return "days", count * _DAYS[span["unit"].lower()], True
    if words.lower() in _TODAY:
        return "days", _TODAY[words.lower()], True
    if style := writing_words.style(words):
        return "style", *style
    language = writing_words.language(words)
    return ("language", *language) if language else None
