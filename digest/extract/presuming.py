"""Says what a text takes for known that its reader can't know: things, names and abbreviations without a word on them."""

from __future__ import annotations

import re

from digest.facts.known import GENERIC, is_known

_ACRONYM = re.compile(r"(?<![\w-])(?=[\w-]*[A-Z\d][\w-]*[A-Z\d])(?=[\w-]*[A-Z])[A-Za-zΔ][\w-]*s?(?![\w-])")
_TITLED = re.compile(r"(?:[A-Z]?[a-z]+-?)+")
# What is measured on or compared with may be called by a name that only its field knows.
_BESIDE = re.compile(
    r"\b(?:on|than|over|against|versus|vs\.?|to|like|with|across|baselines?|outperform\w*|surpass\w*|exceed\w*|match\w*|beat\w*"
    r"|from|using|of)\s[^.;:]{0,60}$"
)
_MOST_BESIDE = 2


_NAMED = re.compile(r"\b(?:called|named|dubbed|termed)\s$")
_EXPLAINED = re.compile(
    r"(?:\s\([^()]+\))?(?:\s\w+)?(?:,|:|\s[–—-]|\sis|\sare)\s(?:an?|the|one|our|their|two|three)\b|\s\((?!e\.g)[A-Za-z]"
)
# `NAME stores …` says what it is; `NAME reaches …` only how well it does.
_DOES = re.compile(
    r"(?:\s\w+)?\s(?!(?:achieve|reach|attain|obtain|outperform|surpass|exceed|match|beat|improve|reduce|increase|cut|lower|raise|gain|score"
    r"|yield|deliver|retain|lose|remain|show|demonstrate|exhibit|rank|perform|correlate|transfer|generalize|generalise|doe|ha|wa)e?s\b)"
    r"[a-z]{3,}(?<!s)s\s|\shas\s"
)


def explains(text: str, name: str) -> bool:
    """Whether a text says what it calls by a name: `NAME is a …`, `NAME, a …`, `Full Name (NAME)`, `NAME measures …`."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if (text[at - 1 : at] == "(" and text[end : end + 1] == ")") or _EXPLAINED.match(text, end):
            return True
        if _NAMED.search(text, max(0, at - 12), at) or (text[:at] in {"", "The "} and _DOES.match(text, end)):
            return True
        at = text.find(name, end)
    return False


def strangers(text: str, known: str) -> int:
    """How many abbreviations a reader from outside can't know and the sentence doesn't spell out."""
    unknown: set[str] = set()
    beside: set[str] = set()
    for found in _ACRONYM.finditer(text):
        word = found[0]
        if word in known or f"({word}" in text or f"{word} (" in text or all(map(_is_common, word.split("-"))):
            continue
        (beside if _BESIDE.search(text, max(0, found.start() - 70), found.start()) else unknown).add(word)
    return len(unknown - beside) + max(len(beside) - _MOST_BESIDE, 0)


def _is_common(part: str) -> bool:
    bare = part.removesuffix("s")
    return (
        bool(_TITLED.fullmatch(part)) or part in GENERIC or bare in GENERIC or is_known(part) or not part[-1:].isalpha()
    )
