"""Reads names out of prose by their look: `EndPrompt`, `SBR`, `GPT-4`, capitalised runs, people."""

from __future__ import annotations

import re
import unicodedata
from calendar import day_name, month_name

_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[^\W_]+(?:[-.@+_&][^\W_]+)*")
_JOINTS = re.compile(r"[-.@+_&]")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|s)", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]+")
_QUANTITY = re.compile(r"\d[\d.,-]*(?:[kKMBTxX]|[nµμm]s|s|h|[kMG]?Hz|[KMGTP]i?B|FPS|fps|[kcmn]?m)?(?:-by-\d+|-[a-z]+)*")
_STORED = re.compile(r"[KMGTP]i?[Bb]|[kKMG]Hz")
"""What only a number makes a unit."""
_OPENING = re.compile(r"(?:\A|[.!?:•]\s+|\s-\s|[\"“‘'(\[]|\n)[\s\"“‘'(\[]*\Z")
_PEOPLE = re.compile(
    r"((?:[^\W\d_a-z][\w’'.-]*\s+){0,3}[^\W\d_a-z][\w’'-]+)"
    r"(?:\s+et\s+al\b|\s+and\s+(?:colleagues|co-?workers|co-?authors|others|team)\b)"
)
_GERMAN = frozenset(
    "der die das den dem des ein eine einer eines einem und oder ist sind war wird werden wurde mit ohne von vom zum zur bei im"
    " auf aus fur nach uber unter nicht nur sich er sie es als auch dass durch gegen statt jede jeder mehr weniger zwei drei"
    " dagegen dafur nebenbei was wie um".split()
)
_CALENDAR = frozenset(day.casefold() for day in (*month_name, *day_name))


_GREEK = re.compile(r"[α-ωϕϵ]", re.IGNORECASE)


def words(text: str) -> list[str]:
    """The words of a text without case, accents and marks; hyphens part them, and Greek letters are spelled out."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = _GREEK.sub(lambda letter: unicodedata.name(letter[0]).split()[3], text)
    return _WORD.findall(text.casefold())


def split(token: str) -> list[str]:
    """The pieces of a token between its hyphens and dots."""
    return _JOINTS.split(token)


def names(text: str) -> tuple[str, ...]:
    """Tokens that look like a name wherever they stand, each once."""
    return tuple(dict.fromkeys(m[0] for m in _TOKEN.finditer(text) if _is_name(m[0]) and not _is_unit(text, m)))


def writes_nouns_large(text: str) -> bool:
    """Whether a text is in German, where a capital letter inside a sentence makes no name."""
    said = words(text)
    return sum(word in _GERMAN for word in said) >= max(2, len(said) // 8)


def capitals(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Runs of capitalised words inside sentences, and the words that open one."""
    runs: list[list[str]] = []
    openers: list[str] = []
    end = -1
    for match in _TOKEN.finditer(text):
        token = match.group()
        known = _ROMAN.fullmatch(token) or token.casefold() in _CALENDAR
        if not token[0].isupper() or len(token) == 1 or _is_name(token) or known:
            continue
        if _OPENING.search(text, max(0, match.start() - 6), match.start()):
            openers.append(token)
            continue
        if match.start() == end + 1 and text[end] == " ":
            runs[-1].append(token)
        else:
            runs.append([token])
        end = match.end()
    if writes_nouns_large(text):  # a run of several may still be a name; a single noun can't be told from one
        runs = [run for run in runs if len(run) > 1]
    return tuple(dict.fromkeys(" ".join(run) for run in runs)), tuple(dict.fromkeys(openers))


def people(text: str) -> tuple[str, ...]:
    """Who stands before "et al." and the like."""
    return tuple(match.group(1) for match in _PEOPLE.finditer(text))


def _is_unit(text: str, match: re.Match[str]) -> bool:
    return bool(_STORED.fullmatch(match[0])) and text[max(0, match.start() - 2) : match.start()].strip().isdigit()


def _is_name(token: str) -> bool:
    if _ORDINAL.fullmatch(token) or _QUANTITY.fullmatch(token) or _ROMAN.fullmatch(token):
        return False
    if any(c.isdigit() for c in token) and any(c.isalpha() for c in token):
        return True
    return any(sum(c.isupper() for c in piece) > 1 or any(c.isupper() for c in piece[1:]) for piece in split(token))
