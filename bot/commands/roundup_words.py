"""Reads what roundup is wanted now, and whose papers are.

A roundup is `<topic> [last month] [brief] [in German]`, with options taken from the end only; somebody's papers are asked
for as in `what did Song Han publish recently`, `new papers by Song Han` or `Song Han's work`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from adapters.present.printable import shortened
from bot.commands.commands import LONGEST_WINDOW, RoundupNow, Search
from bot.commands.courtesies import without_courtesies
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
_ANY = r"(?:any|some|every)thing|any|some|all|a|the|new(?:est)?|latest|recent|last|other|else|interesting|of|(?:his|her|their)"
# Nothing stands in both, or a row of such words could be read in as many ways as there are halves of it.
_WORKS = r"(?:papers?|works?|articles?|publications?|preprints?|research)"
_PUBLISHED = (
    r"publish(?:ed|ing)?|writ(?:e|ten|ing)|wrote|authored?|post(?:ed)?|put out|com(?:e|ing) out with|been up to|up to"
    r"|(?:been )?working on"
)
_DOES = r"(?:did|does|do|has|have|had|is|are|was|were)"
_WHO = r"(?P<{}>[^\W\d_][^\d,;:?!]{{1,60}}?)"
# Somebody stands before a word for publishing, behind a `by`, or owns the papers; all around them are words that only ask.
_ASKED = re.compile(
    rf"(?:(?:show|give|find|list|tell|get)(?: (?:me|us|about))* )?"
    rf"(?:(?:(?:what|which|how many)(?: (?:{_ANY}|{_WORKS}))* )?{_DOES} {_WHO.format('subject')}"
    rf"(?: (?:just|ever|recently|lately|been))* (?:{_PUBLISHED})(?: (?:{_ANY}|{_WORKS}))*"
    rf"|(?:(?:{_ANY}) )*(?:{_WORKS} )?(?:(?:written|published|posted|authored) )?by {_WHO.format('by')}"
    rf"|{_WHO.format('owner')}(?:'s|’s|s'|s’)(?: (?:{_ANY}))* {_WORKS})",
    re.IGNORECASE,
)
_GROUP = re.compile(r"(?:['’]s)? (?:group|lab|team)$|^(?:prof(?:essor)?|dr)\.? ", re.IGNORECASE)
_PARTICLES = frozenset("al bin da das de del della den der di dos du el et ibn la le ten ter van von zu".split())
_MOST_WORDS, _MOST_CAPITALS = 5, 2
"""A person's name has no more words than the first, and no word of it more capitals than the second, as LoRA has."""
_VAGUE = frozenset({None, 14})
"""Days that no span was said for: none, and those that `recently` stands for."""


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


def _is_name(who: str) -> bool:
    """Whether these words are written as a person's name is."""
    words = who.split()
    named = [word for word in words if word not in _PARTICLES]
    return (
        bool(named)
        and len(words) <= _MOST_WORDS
        and '"' not in who
        and all(word[0].isupper() and sum(map(str.isupper, word)) <= _MOST_CAPITALS for word in named)
    )


def author_command(typed: str) -> RoundupNow | Search | None:
    """A search for somebody's papers, or a roundup of them over a span that was said; None where nobody is named."""
    try:
        wanted = roundup(without_courtesies(typed))
    except Misunderstood:
        return None
    found = _ASKED.fullmatch(wanted.topic or "")
    who = _GROUP.sub("", next(filter(None, found.groups()), "")).strip() if found else ""
    if found is None or not _is_name(who) or (found["owner"] and " " not in who):
        # Alzheimer's research is a subject, and so may be whatever one word owns.
        return None
    query = f'author:"{who}"'
    if wanted.days in _VAGUE and wanted.style is None and wanted.language is None:
        return Search(words=query)
    return RoundupNow(topic=query, days=wanted.days, style=wanted.style, language=wanted.language)
