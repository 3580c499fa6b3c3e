"""Reads `<topic> [last month] [brief] [in German]` of a roundup that is wanted now, taking options from the end only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from adapters.present.printable import shortened
from bot.commands.commands import LONGEST_WINDOW, RoundupNow
from bot.commands.trailing_options import TrailingOption, cut, endings, how_written, values
from bot.knowledge import topics
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from digest.brief.prompting import Style

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
_MARKS = ",;?!."


def roundup(typed: str) -> RoundupNow:
    """What a roundup is wanted of; raises Misunderstood where two options clash or a span is too long."""
    topic, options = _split(_LEADS.sub("", typed))
    example = f"/papers roundup {topic}".strip()
    found = values(options, understood=shortened(topic), example=example)
    days = cast("int | None", found.get("days"))
    if days is not None and days > LONGEST_WINDOW:
        problem = f"That is {days} days; a roundup covers up to {LONGEST_WINDOW}."
        raise Misunderstood(problem, understood=shortened(topic), example=f"/papers roundup {topic} last month".strip())
    return RoundupNow(
        topic=topic or None,
        days=days,
        style=cast("Style | None", found.get("style")),
        language=cast("str | None", found.get("language")),
    )


def _split(typed: str) -> tuple[str, list[TrailingOption]]:
    """The topic, and the options after it; those that may be meant as words count only where something makes them sure."""
    rest, options = cut(typed, _last_option, lambda before: _LEFT_OVER.sub("", before))
    kinds = {option.kind for option in options}
    sure = any(option.sure for option in options) or len(kinds) > 1 or not rest or topics().is_well_known(rest)
    return (rest, options) if sure else (typed, [])


def _last_option(text: str) -> tuple[TrailingOption, str] | None:
    for before, ending in endings(text, _LONGEST_OPTION, marks=_MARKS):
        option = _option(ending)
        if option:
            return option, before.rstrip(" ,;")
    return None


def _option(words: str) -> TrailingOption | None:
    if span := _SPAN.fullmatch(words):
        counted = (span["count"] or "1").lower()
        count = int(counted) if counted.isdecimal() else _COUNTS[counted]
        return TrailingOption("days", count * _DAYS[span["unit"].lower()])
    if words.lower() in _TODAY:
        return TrailingOption("days", _TODAY[words.lower()])
    return how_written(words)
