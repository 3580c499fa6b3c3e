"""Finds what an abstract leaves open: limits, needs and open questions, in sentences that stand alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.extract.scoring import ScoredSentence
    from digest.extract.telling import Telling

_OPEN = re.compile(
    r"\bremains?\s(?:an?\s)?(?:[\w-]+\s)?(?:open|unclear|unsolved|unresolved|challeng\w+|difficult|elusive|limited|far|unable"
    r"|vulnerable|brittle|hard|bottleneck)"
    r"|\bstill\s(?:[a-z]+ly\s)?(?:fails?|struggles?|lags?|falls?|cannot|lacks?|far)\b"
    r"|\bfar\sfrom\s(?:solved|reliable|human|sufficient)|\b(?:struggles?\s(?:to|with|on|in)|falls?\sshort|lags?\sbehind)\b"
    r"|\bfails?\sto\b|\bcannot\s(?:yet|reliably|be\srelied)\b|\b(?:is|are|remains?)\san?\sopen\s(?:question|problem|challenge)s?\b"
    r"|\b[Nn]o\s(?:single\s)?(?:[a-z-]+\s)?(?:model|method|system|approach|agent|detector|strategy|defense|metric)\s[a-z]+s\b"
    r"|\b(?:do|does)\snot\s(?:[a-z]+ly\s)?(?:improve|generali[sz]e|transfer|suffice|scale|imply|translate|eliminate|guarantee)\b"
    r"|\b(?:is|are)\snot\s(?:yet\s[a-z]+|sufficient|enough)\b"
    r"|\b(?:substantial|large|significant|wide|persistent|critical|considerable)\s(?:room|(?:and\s[a-z]+\s)?gaps?\sbetween)\b"
)
# A remedy, a promise or a plan, and what only points at a sentence before.
_HOLLOW = re.compile(
    r"\b(?:resolv|settl|answer)\w*\san?\sopen\b|\b(?:insights?|directions?|implications|discuss|outline|roadmap|pave|promising"
    r"|code|available|release|avenues?|foundation|challenges\sand)\b|^(?:It\sshould|While|Although|Until)\b"
    r"|\b(?:overcom|eliminat(?!e\b)|alleviat|mitigat|address|bridg|clos|narrow)(?:es?|ing|s|ed)\b"
    r"|\b(?:outperform|surpass|achiev|enabl)\w*"
    r"|\b(?:these|those|such|this|both|its|here)\b(?!\sas\b)|\b(?:their|the\s(?:proposed|latter|former))\b",
    re.IGNORECASE,
)
_HALF = 0.45
_ALONE = -0.9
"""The logit of being understood alone from which on it is told."""
_SHORTEST, _LONGEST = 60, 260


def outlook(telling: Telling) -> tuple[str, str] | None:
    """A sentence on what stays open, whole and with its people, and the abstract's sentence behind it; or None."""
    for one in reversed(telling.abstract.weighed):
        if one.candidate.place >= _HALF and _leaves_open(one):
            return telling.attributed(one.text, by=one.candidate.by), one.source
    return None


def _leaves_open(one: ScoredSentence) -> bool:
    own = one.candidate.role in {"built", "studied"} or one.candidate.follows
    fits = _SHORTEST <= len(one.text) <= _LONGEST and not own and one.alone >= _ALONE
    return fits and bool(_OPEN.search(one.text)) and not _HOLLOW.search(one.text)
