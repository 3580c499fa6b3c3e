"""Finds what an abstract leaves open: limits, needs and open questions, in sentences that stand alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.extract.scoring import Weighed
    from digest.extract.telling import Telling

_OPEN = re.compile(
    r"\bremains?\s(?:an?\s)?(?:[\w-]+\s)?(?:open|unclear|unsolved|unresolved|challeng\w+|difficult|elusive|limited|far|unable"
    r"|vulnerable|brittle|hard|bottleneck)"
    r"|\bstill\s(?:fails?|struggles?|lags?|falls?|cannot|lacks?|far)\b|\bfar\sfrom\s(?:solved|reliable|human|sufficient)"
    r"|\b(?:an|is|are|remains?|as)\sopen\s(?:question|problem|challenge)s?\b"
    r"|\bfuture\s(?:work|research|systems|models|evaluations?|benchmarks?|studies)\s(?:should|must|needs?)\b"
    r"|\bshould\s(?:not\s)?(?:be|report|move|focus|treat|account|consider|include|target|combine|measure|use)\b"
    r"|\bnot\s(?:yet|sufficient|enough)\b|\b(?:substantial|large|significant|wide|persistent|critical)\s(?:room|gap)\b"
    r"|\bthe\sneed\s(?:for|to)\b"
)
_HOLLOW = re.compile(
    r"\b(?:resolv|settl|answer)\w*\san?\sopen\b|\b(?:insights?|directions?|implications|discuss|outline|roadmap|pave|promising"
    r"|code|available|release|avenues?|foundation|challenges\sand)\b|^(?:It\sshould|While|Although|Until)\b",
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


def _leaves_open(one: Weighed) -> bool:
    own = one.candidate.role in {"built", "studied"} or one.candidate.follows
    fits = _SHORTEST <= len(one.text) <= _LONGEST and not own and one.alone >= _ALONE
    return fits and bool(_OPEN.search(one.text)) and not _HOLLOW.search(one.text)
