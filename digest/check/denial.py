"""What a text says under a denial: the words behind `not`, `without`, `rather than`, and those that deny by their prefix."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.check.alignment import content
from digest.text.words import stem

DENIAL = re.compile(
    r"\b(?:not|no|without|neither|nor|never|cannot|rather than|lack\w*|far from|instead of|unable to|fail\w* to|hardly"
    r"|beyond|too|(?:is|are|remains?|still) (?:limited|challenging|unclear))\b|n['’]t\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\b(?:absent|insufficient(?:ly)?)\b", re.IGNORECASE)
"""What denies the words before it."""
_NONE_AFTER_ALL = re.compile(r"not (?:only|just|merely)\b|no (?:less|more|fewer|longer)\b", re.IGNORECASE)
_BREAK = re.compile(r"[.;:,()]|\b(?:but|while|whereas|although|though|yet|because|since|until|when)\b", re.IGNORECASE)
_BEFORE = 22
"""Characters from a denial to what it denies, where that is a single word."""
_REACH = 60
"""Characters that a denial reaches at most."""
_PREFIX = re.compile(r"(?:un|in|im|ir|dis|non)([a-z]{4,})\Z")
_DENYING = re.compile(
    r"\b(?:not|no|never|without|neither|nor|none|nothing|cannot|hardly|fail\w*|unable|only|alone|spare\w*|reject\w*|hard\w*"
    r"|less|fewer|worse|lack\w*|miss\w*|weak\w*|instead|other than|rather|before|price|cost\w*|except|merely|nobody"
    r"|dispens\w*|avoid\w*|absen\w*|un\w{4,}|in(?:valid|secure|consistent|sufficient|complete|significant)\w*|dis\w{4,}|free"
    r"|drops?|fall\w*|hold back|until|however|but)\b|n['’]t\b",
    re.IGNORECASE,
)


def is_denied(text: str, place: int) -> bool:
    """Whether what stands at a place is denied right before it: `no proof`."""
    return bool(DENIAL.search(text, max(0, place - _BEFORE), place))


def denies(text: str) -> bool:
    """Whether a text may deny anything, in whatever words."""
    return bool(_DENYING.search(text))


@lru_cache(maxsize=4096)
def plain_and_denied_stems(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems that a text says plainly, and those that it says under a denial."""
    reaches = [_reach(text, match) for match in DENIAL.finditer(text) if not _NONE_AFTER_ALL.match(text, match.start())]
    reaches += [(_last_break(text, match.start()), match.start()) for match in _BEHIND.finditer(text)]
    plain: set[str] = set()
    denied: set[str] = set()
    for word in content(text):
        (denied if any(start <= word.at < end for start, end in reaches) else plain).add(word.stem)
        whole = re.match(r"\w+", text[word.at :])
        if whole and (base := _PREFIX.match(whole[0].lower())):
            denied.update(stem([base[1]]))
    return frozenset(plain), frozenset(denied)


def _reach(text: str, match: re.Match[str]) -> tuple[int, int]:
    stop = _BREAK.search(text, match.end() + 1)
    return match.end(), min(stop.start() if stop else len(text), match.end() + _REACH)


def _last_break(text: str, end: int) -> int:
    return max((match.end() for match in _BREAK.finditer(text, 0, end)), default=0)
