"""Says whether a sentence is whole: not broken off, no list or wall of numbers, without leftovers of another notation."""

from __future__ import annotations

import re
from itertools import pairwise

from digest.extract.features import NUMBER

_CODE = re.compile(r"(?<![\w.-])(?!F1\b)[A-EG-Z]\d{1,2}(?![\w.-])")
_RAW = re.compile(
    r"\[[^\]]*\d\]|[\\^_{}$|]|~(?!\d)|\(\s*\)|\s,|\?\?|[a-z],[A-Z][a-z]|…|\.\.\.|\bet\.\s|\w-\s(?!and\b|or\b|to\b)"
)
_BROKEN = re.compile(
    r"\b[Aa] (?=LL?M|[aei](?!u)[a-z])|\b[Aa]n (?=[bcdfgjklmnpqrstvwz][a-z]|1[02-79.])"
    r"|\b(?:propose|introduce|present|develop|design)s? (?:[A-Z][\w-]+ ){1,6}(?:\([\w-]+\) )?"
    r"(?:framework|method|approach|model|system|algorithm|network|architecture|mechanism|module|strategy)\b"
    r"|\(\s|\s\)|[a-z]{2}\.[A-Z][a-z]"
)
_CUT_OFF = re.compile(
    r"(?:,?\s(?:and|or)\s\(?\d\)?\s*\.|\?[”\"']?\s*|:\s*\.?|\b(?:through|of|by|with|and|via|the|a|an|for|to|in|on|that|which|or|as|from"
    r"|including|namely|where|because|than|is|are|was|were|into|between|when|while|if|its|their)\.)$"
)
# Whose, nobody knows who reads it in a roundup.
_SPEAKS = re.compile(r"\b(?:[Oo]urs?|[Ww]e|us|I|my)\b(?![-.])|[Tt]he authors\b")
_END = 16
_LONGEST_WORD = 24
_ENUMERATED = re.compile(r"\((?:i|ii|iii|1|2|3|a|b)\)|(?<![\w.])(?:1|2|i|ii)\)\s|:\s(?:1\.|First,)")
_LONE = re.compile(r"(?<![\w'’.=<>≤≥-])(?![aAI]\b)[B-Zb-z](?![\w'’.-])")
_MOST_NUMBERS = 8


def broken(text: str) -> bool:
    """Whether it can't be told for its form alone."""
    return _is_raw(text) or _lists(text) or bool(_SPEAKS.search(text))


def _is_raw(text: str) -> bool:
    """Broken off, or with leftovers of another notation."""
    words = text.split()
    run_together = any(len(part) > _LONGEST_WORD and part.isalpha() for part in words)
    twice = any(word == after and word.islower() and word not in {"that", "had"} for word, after in pairwise(words))
    if run_together or twice:
        return True
    marks = _RAW.search(text) or _CUT_OFF.search(text[-_END:]) or _CODE.search(text) or _BROKEN.search(text)
    return bool(marks) or _unbalanced(text)


def _lists(text: str) -> bool:
    """Whether it is an enumeration, or a wall of numbers."""
    return bool(_ENUMERATED.search(text)) or len(NUMBER.findall(text)) > _MOST_NUMBERS or len(_LONE.findall(text)) > 1


def _unbalanced(text: str) -> bool:
    pairs = (("(", ")"), ("[", "]"), ("“", "”"))
    return any(text.count(opening) != text.count(closing) for opening, closing in pairs) or text.count('"') % 2 == 1
