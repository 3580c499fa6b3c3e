"""Whether a clause reports a rise or a fall, so that one isn't told as the other."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["up", "down", ""]

_UP = re.compile(r"\b(?:increas|rais(?:e|es|ed|ing)\b|higher|boost|grow|rises?\b|rose\b|rising|faster|more accurate)")
_DOWN = re.compile(
    r"\b(?:reduc|decreas|lower|cut(?:s|ting)?\b|drop|shr[iau]nk|fewer|less\b|slower|degrad|falls?\b|fell\b|declin|smaller|worse)"
)
_BETTER = re.compile(r"\b(?:improv|gain|better|outperform)")
_WANTED_HIGH = re.compile(
    r"\b(?:accurac|f1|scores?\b|performance|recall|precision|success|throughput|quality|bleu|auroc|map\b)"
)
_WANTED_LOW = re.compile(
    r"\b(?:errors?\b|latenc|costs?\b|memory|time\b|loss|perplexit|energy|wer\b|overhead|footprint)"
)
_CLAUSE = re.compile(r"[;.!?]\s|,?\s(?:while|whereas|but|and)\s|,\s")
_ACT = re.compile(
    r"\b(increas|rais|boost|improv|enhanc|strengthen|reduc|decreas|lower|cut|degrad|hurt|harm|weaken|worsen)(?:s|es|e|ed|ing|en|ens)?"
    r"((?:\s(?!(?:by|to|from|on|with|while|and|or|in|for|at|of|over|under|up|compared|than|as|through|via|without)\b)[\w-]+){1,6})"
)
_LIFTS = frozenset({"increas", "rais", "boost", "improv", "enhanc", "strengthen"})
_FOR_BETTER = frozenset({"improv", "enhanc"})


def changes(text: str) -> frozenset[tuple[Direction, str]]:
    """What a text in lower case says goes up or down: `improves average accuracy` is (up, accuracy)."""
    found: set[tuple[Direction, str]] = set()
    for match in _ACT.finditer(text):
        what = match.group(2).split()[-1]
        lifts = match.group(1) in _LIFTS and not (match.group(1) in _FOR_BETTER and _WANTED_LOW.match(what))
        found.add(("up" if lifts else "down", what))
    return frozenset(found)


def clauses(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a text begin and end."""
    cuts = [match.start() for match in _CLAUSE.finditer(text)]
    return list(zip([0, *cuts], [*cuts, len(text)], strict=True))


def direction(clause: str) -> Direction:
    """Which way a clause in lower case reports; "" where it doesn't say, or says both."""
    up, down = bool(_UP.search(clause)), bool(_DOWN.search(clause))
    if not up and not down and _BETTER.search(clause):
        up, down = bool(_WANTED_HIGH.search(clause)), bool(_WANTED_LOW.search(clause))
    if up == down:
        return ""
    return "up" if up else "down"
