"""Which way a number is told: up or down, better or worse, kept or lost, so that one isn't told as the other."""

from __future__ import annotations

import re
from typing import Literal

Axis = Literal["amount", "value", "speed", "kept", "cause"]
Sense = tuple[Axis, int]

_STEMS: dict[str, tuple[Sense, ...]] = {
    "increas rais rise rose rising grow grew boost lift climb more higher longer larger bigger lengthen extend enlarg"
    " amplif heighten expand prolong": (("amount", 1),),
    "reduc decreas lower fall fell drop drops dropped dropping shrink shrank shrunk cut cuts"
    " cutting less fewer shorter smaller shorten"
    " declin sink sank halv diminish save saves saving trim": (("amount", -1),),
    "gain gains gained add adds added adding": (("amount", 1),),
    "lose loses losing lost": (("amount", -1), ("kept", -1)),
    "cost costs costing": (("amount", -1),),
    "remov eliminat prevent avoid block suppress undo": (("amount", -1), ("cause", -1)),
    "caus creat induc": (("cause", 1),),
    "keep keeps kept keeping retain preserv maintain": (("kept", 1),),
    "better improv benefit outperform": (("value", 1),),
    "worse worst worsen degrad harm harms harmed hurt hurts deteriorat": (("value", -1),),
    "faster quicker speedup": (("speed", 1),),
    "slower slowdown": (("speed", -1),),
    "erhöht steiger steigt stieg wächst mehr höher länger größer augment hausse accroît aument subi incremen mayor"
    " crec migliora": (("amount", 1),),
    "senkt sinkt sank verring vermind reduzier kürzer weniger geringer fällt rédui réduc"
    " baiss dimin moins baja cae menor"
    " menos reduz riduc cala": (("amount", -1),),
    "besser verbesser mieux amélior mejor migliorat melhor": (("value", 1),),
    "schlechter verschlechter pire peor peggior pior": (("value", -1),),
    "behält bewahrt conserv garde mantien": (("kept", 1),),
    "verliert perd pierd perde": (("amount", -1), ("kept", -1)),
}
_WHOLE = frozenset(
    "rose more less fell drop drops dropped dropping cut cuts cutting fewer lose loses losing"
    " lost add adds added adding cost"
    " costs costing gain gains gained keep keeps kept keeping save saves saving better worse worst faster slower"
    " grew sink sank higher longer larger bigger shorter smaller moins mehr baja cae cala"
    " perd garde harm harms harmed hurt hurts".split()
)
_SENSES: dict[str, tuple[Sense, ...]] = {stem: senses for stems, senses in _STEMS.items() for stem in stems.split()}
_CUE = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        f"(?:{stem}){'' if stem in _WHOLE else chr(92) + 'w*'}" for stem in sorted(_SENSES, key=len, reverse=True)
    )
    + r")(?!\w)"
)
_BOUND = re.compile(
    r"(?:more|less|fewer|lower|higher|better|worse|longer|larger|smaller|greater|plus|moins"
    r"|mehr|weniger) (?:than|de|als|que)\s(?=[\d~]|a (?:third|quarter|half)|half|one|two|three"
    r"|four|five|ten|twenty)"
)
_OVER = re.compile(r"(?:more than|at least|greater than|>|≥|no less than|not less than) ?\Z")
_UNDER = re.compile(r"(?:less than|fewer than|at most|up to|<|≤|no more than|not more than) ?\Z")
_AFTER = re.compile(r"\s?(?:[\w%]+\s){0,1}?(?:of the \w+\s)?\Z")
_UNWANTED = re.compile(
    r"\b(?:errors?|latenc|memory|time\b|loss(?:es)?\b|perplexit|energy|wer\b|overhead|footprint|forgetting|leak"
    r"|bias|hallucinat|harm|damage|gap\b|drift|false|violation|failure|fehler|erreur|error)"
)
_WANTED = re.compile(
    r"\b(?:accurac|f1|scores?\b|performance|recall|precision|success|throughput|quality|bleu"
    r"|auroc|auc\b|map\b|win rate|genauigkeit)"
)
_CLAUSE = re.compile(r"(?<! al)[;.!?]\s|,?\s(?:while|whereas|but|and|während|aber|und|mais|et|pero|y)\s|,\s")
_NEAR = 70


def clauses(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a text begin and end."""
    cuts = [match.start() for match in _CLAUSE.finditer(text)]
    return list(zip([0, *cuts], [*cuts, len(text)], strict=True))


def sense(text: str, start: int, end: int) -> frozenset[Sense]:
    """How a clause in lower case tells the number between `start` and `end`: the word right behind it, or the nearest."""
    cues = [match for match in _CUE.finditer(text) if not _BOUND.match(text, match.start())]
    behind = [cue for cue in cues if cue.start() >= end and _AFTER.fullmatch(text, end, cue.start())]
    before = [cue for cue in cues if cue.end() <= start and start - cue.end() <= _NEAR]
    beyond = [cue for cue in cues if cue.start() >= end and cue.start() - end <= _NEAR]
    nearest = behind[:1] or before[-1:] or beyond[:1]
    return _oriented(_of(nearest[0].group()), text) if nearest else frozenset()


def bound(text: str, start: int) -> int:
    """Whether the number that starts here is told as a least (1), a most (-1), or as it is (0)."""
    before = text[max(0, start - 16) : start].rstrip("~≈ ") + " "
    return -1 if _UNDER.search(before) else 1 if _OVER.search(before) else 0


def opposed(told: frozenset[Sense], reported: frozenset[Sense]) -> bool:
    """Whether the two tell opposite things on an axis that both speak of, and agree on none."""
    turned = {(axis, -sign) for axis, sign in told}
    return bool(turned & reported) and not told & reported


def _of(word: str) -> tuple[Sense, ...]:
    if word in _SENSES:
        return _SENSES[word]
    stems = [stem for stem in _SENSES if stem not in _WHOLE and word.startswith(stem)]
    return _SENSES[max(stems, key=len)] if stems else ()


def _oriented(senses: tuple[Sense, ...], clause: str) -> frozenset[Sense]:
    """Better and worse as more and less, where the clause says of what."""
    unwanted = _UNWANTED.search(clause)
    if not unwanted and not _WANTED.search(clause):
        return frozenset(senses)
    better = -1 if unwanted else 1
    return frozenset(("amount", better * sign) if axis == "value" else (axis, sign) for axis, sign in senses)
