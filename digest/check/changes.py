"""What a text says goes up or down, numbers or not: `improves average accuracy`, `the bias grows`, `less likely`."""

from __future__ import annotations

import re

Change = tuple[int, str]

_LIFTS = "increas|rais|boost|improv|enhanc|strengthen|amplif|lengthen|extend|enlarg|heighten"
_LOWERS = "reduc|decreas|lower|cut|degrad|hurt|harm|weaken|worsen|remov|eliminat|prevent|suppress|shorten|shrink|diminish|halv"
_ACT = re.compile(
    rf"\b({_LIFTS}|{_LOWERS})(?:y|s|es|e|ed|ing|en|ens|ens|ts|ting|ies)?"
    r"(?:\s(?:most|much|half|part|some|nearly all|all|\d+(?:\.\d+)?\s?%|\w+ thirds?) of)?"
    r"((?:\s(?!(?:by|to|from|on|with|while|and|or|in|for|at|of|over|under|up|compared|than|as|through|via|without|across|among|between|when|during|where|that|which|per|into|but|if|because|since|under)\b)[\w-]+){1,6})"
)
_HAPPENS = re.compile(
    r"\b([a-z][\w-]{3,})\s(?:\w+ly\s|also\s|then\s)?"
    r"(?:(grows?|grew|rises?|rose|increases?|climbs?|widens?)|(shrinks?|shrank|falls?|fell|drops?|decreases?|declines?|narrows?))\b"
)
_COMPARED = re.compile(r"\b(?:(more)|(less))\s(likely|often|frequent\w*|common|probable)\b")
_TURN = re.compile(
    r"[^.;]{0,80}\b(?:but|and|then) (?:also )?(?:grow|grew|rise|rose|increase|shrink|shrank|fall|fell|drop|decrease|decline)"
)
_FOR_BETTER = ("improv", "enhanc")
_FOR_WORSE = ("degrad", "hurt", "harm", "worsen", "weaken")
_WANTED_LOW = re.compile(
    r"(?:errors?|latenc|costs?|memory|time|loss|perplexit|energy|wer|overhead|footprint|forgetting|leak|bias|damage|gap)"
)


def changes(text: str) -> frozenset[Change]:
    """What goes up (1) or down (-1) in a text in lower case."""
    found: set[Change] = set()
    for match in _ACT.finditer(text):
        what = match.group(2).split()[-1]
        up = re.fullmatch(_LIFTS, match.group(1)) is not None
        if match.group(1) in (*_FOR_BETTER, *_FOR_WORSE) and _WANTED_LOW.match(what):
            up = not up
        found.add((1 if up else -1, what))
    for match in _HAPPENS.finditer(text):
        found.add((1 if match.group(2) else -1, f"^{match.group(1)}"))
        if _TURN.match(text, match.end()):  # it rose here and fell there
            found |= {(1, f"^{match.group(1)}"), (-1, f"^{match.group(1)}")}
    for match in _COMPARED.finditer(text):
        found.add((1 if match.group(1) else -1, f"~{match.group(3)}"))
    return frozenset(found)
