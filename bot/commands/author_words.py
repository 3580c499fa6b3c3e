"""Reads whose papers are asked for: `what did Song Han publish recently`, `new papers by Song Han`, `Song Han's work`."""

from __future__ import annotations

import re

from bot.commands import commands
from bot.commands.courtesies import without_courtesies
from bot.commands.roundup_words import roundup
from digest.errors import Misunderstood

_ANY = r"(?:any|some|every)thing|any|some|all|a|the|new(?:est)?|latest|recent|last|other|else|interesting|of|(?:his|her|their)"
_WORKS = r"(?:papers?|works?|articles?|publications?|preprints?|research|everything|anything)"
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
    rf"|(?:(?:(?:{_ANY}) )*{_WORKS} (?:(?:written|published|posted|authored) )?)?by {_WHO.format('by')}"
    rf"|{_WHO.format('owner')}(?:'s|’s|s'|s’)(?: (?:{_ANY}))* {_WORKS})",
    re.IGNORECASE,
)
_GROUP = re.compile(r"(?:['’]s)? (?:group|lab|team)$|^(?:prof(?:essor)?|dr)\.? ", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:i|you|we|he|she|it|they|there|this|that|these|those|who|people|one|any(?:one|body)|some(?:one|body)|others?)\b"
    r"|(?:the|a|an|my|our|your|their|his|her|last|this) |(?:today|yesterday)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 5
_VAGUE = frozenset({None, 14})
"""Days that no span was said for: none, and those that `recently` stands for."""


def author_command(typed: str) -> commands.RoundupNow | commands.Search | None:
    """A search for somebody's papers, or a roundup of them over a span that was said; None where nobody is named."""
    try:
        wanted = roundup(without_courtesies(typed))
    except Misunderstood:
        return None
    found = _ASKED.fullmatch(wanted.topic or "")
    who = _GROUP.sub("", next(filter(None, found.groups()), "")).strip() if found else ""
    if not who or _NOBODY.match(who) or len(who.split()) > _MOST_WORDS or '"' in who:
        return None
    query = f'author:"{who}"'
    if wanted.days in _VAGUE and wanted.style is None and wanted.language is None:
        return commands.Search(words=query)
    return commands.RoundupNow(topic=query, days=wanted.days, style=wanted.style, language=wanted.language)
