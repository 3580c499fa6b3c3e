"""The authors of a paper as arXiv keeps them: one line, with places of work in brackets here and there."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"(?:[,;]|\s+and\s+|\s+&\s+)(?!\s*(?:Jr|Sr|I{2,3}|IV)\b)\s*(?:and\s+)?")
_MARKS = re.compile(r"(?:[\d\s,*†‡§]|and)*")
_NUMBERED = re.compile(r"\(\s*\d+\s*\)")


def author_line(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names, and the places that stand in brackets: `A. Ito (MIT), B. Li (1) ((1) ETH)` has two of each."""
    outside, inside = _unbracketed(" ".join(text.split()))
    names = tuple(name for piece in _BETWEEN.split(outside) if (name := piece.strip(" ,;")))
    places = (piece.strip(" ,;") for group in inside for piece in _NUMBERED.split(group))
    return names, tuple(dict.fromkeys(place for place in places if not _MARKS.fullmatch(place)))


def _unbracketed(text: str) -> tuple[str, list[str]]:
    """What stands outside of all brackets, and what stands in each outermost pair; one left open ends with the text."""
    outside, inside = [], []
    depth = start = 0
    for at, sign in enumerate(text):
        if sign == "(":
            if not depth:
                outside.append(text[start:at])
                start = at + 1
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if not depth:
                inside.append(text[start:at])
                start = at + 1
    (inside if depth else outside).append(text[start:])
    return "".join(outside), inside
