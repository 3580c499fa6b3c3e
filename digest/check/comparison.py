"""Comparisons in prose: who stands on which side, and whether a claim has them the other way round than its sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.check import denial
from digest.check.alignment import best, content
from digest.check.case import Feature
from digest.text.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.case import Case
    from digest.check.passages import SourcePassage

_OVER = re.compile(
    r"\b(?:(outperform\w*|surpass\w*|outdo\w*|outdid|outpac\w*|exceed\w*|beat(?:s|ing|en)?|overtak\w*|outrank\w*|outclass\w*"
    r"|improv\w+ (?:on|over|upon)|ahead of|superior to|advantage over|edge over|lead over|wins? over|leads?"
    r"|leav\w+(?= [^.,;]{0,40}behind))"
    r"|(underperform\w*|trail\w*|lag\w* behind|behind|inferior to|falls? short of|loses? to|below(?= the| that)))\b"
    r"(?!\s*(?:about |some |only )?\d)",
    re.IGNORECASE,
)
"""What stands between the two that are compared: first where the one before it is ahead, then where it is behind."""
_MORE = re.compile(
    r"\b(?:(better|stronger|faster|more|higher|larger|greater|longer|sooner|easier|cheaper|stricter|kinder|gain\w*|improv\w*"
    r"|rais\w+|increas\w*|lift\w*|boost\w*|win\w*|safer|superior)"
    r"|(worse|weaker|slower|less|lower|fewer|smaller|poorer|harder|costlier|reduc\w+|decreas\w*|degrad\w*|cut\w*|drop\w*))\b"
    r"(?!\s+than\s+(?:by |an? |the )?(?:about |just )?(?:\d|half|twice|doubl|tripl|quadrupl|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|third|quarter))",
    re.IGNORECASE,
)
_THAN = re.compile(r"\b(?:than|over|compared (?:to|with)|relative to|(?:as )?against|versus|vs\.?)\b", re.IGNORECASE)
_ALONE = re.compile(
    r"\b(?:((?:has|have|retains?|keeps?|takes?) the (?:edge|lead|upper hand)|do(?:es)? better"
    r"|comes? (?:out )?(?:on top|first|ahead|best)|ranks? first|defends? (?:its|their) place|proves? the better"
    r"|fares? better|prevails?|wins? out|holds? up best|stronger|stricter|best)"
    r"|(comes? (?:out )?last|do(?:es)? worse|fares? worse|lags?|falls? (?:short|behind)))\b",
    re.IGNORECASE,
)
"""What says of one side alone that it is ahead or behind."""
_UNWANTED = re.compile(
    r"\b(?:err(?:s|ors?)?|latenc\w*|cost\w*|price|[wcd]?er|loss(?:es)?|false|memory|perplexity|distances?|time|overhead"
    r"|varian\w*|vary|noise|bias\w*|drift|fail\w*|attack\w*|harm\w*|risk\w*|toxic\w*|hallucin\w*|forget\w*|parameters|m?flops"
    r"|tokens|energy|bits|refus\w*|rmse|m[sa]e|wrong|mistak\w*|vulnerab\w*|prone|size|damage|susceptib\w*|expensive|space)\b",
    re.IGNORECASE,
)
"""Of what less is better."""
_SETTLED = re.compile(r"better|stronger|worse|weaker|poorer|faster|slower|safer|superior|gain|improv", re.IGNORECASE)
"""What says which is better, whatever it is said of."""
_BREAK = re.compile(
    r"[;:]\s|,?\s(?:while|whereas|but|although|(?:even )?though|yet|and)\s|\.\s|,\s(?=(?:with|at)\b)", re.IGNORECASE
)
_NEAR, _BEFORE = 70, 22
"""Characters from a comparative to its `than` at most, and from a denial to what it denies."""
_MEASURES = (
    "accuracy recall precision f1 auc score performance perplexity rate point model method baseline result speed throughput"
    " latency error system task benchmark dataset data improve gain percent average time large small high low better good"
    " strong fast achieve reach outperform surpass exist state art quality efficiency cost compare relative level overall"
    " set test"
)
"""What is compared by, rather than what is compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides by their stems, of which the second may be empty; the first is ahead or behind."""

    first: frozenset[str]
    second: frozenset[str]
    ahead: bool


def turned_comparison(case: Case) -> Feature:
    """What is compared stands on the other sides than in the sources."""
    found = max(
        ((_turned(part, passage), passage) for part, passage in _pairs(case)),
        key=lambda one: one[0],
        default=None,
    )
    if not found or not found[0]:
        return Feature()
    return Feature(min(_MOST, found[0]), f"the paper compares the other way round: {found[1].quoted}")


_MOST = 3.0


def _pairs(case: Case) -> Iterator[tuple[str, SourcePassage]]:
    for clause in case.clauses:
        for source in clause.about:
            yield from ((clause.text, passage) for passage in best(clause.stems, source))
    yield from ((case.claim.text, passage) for passage in case.resting)


def _turned(told: str, passage: SourcePassage) -> float:
    """How many more words stand on the wrong side than on the right one."""
    strongest = 0.0
    for one in comparisons(told):
        for own in comparisons(passage.text):
            right = len(one.first & own.first) + len(one.second & own.second)
            wrong = len(one.first & own.second) + len(one.second & own.first)
            if one.ahead != own.ahead:
                right, wrong = wrong, right
            strongest = max(strongest, (wrong - right) / (1 + right))
    return strongest


@lru_cache(maxsize=4096)
def comparisons(text: str) -> tuple[Comparison, ...]:
    """The comparisons of a text, at most one for each of its parts."""
    cuts = [0, *(place for match in _BREAK.finditer(text) for place in match.span()), len(text)]
    parts = (text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return tuple(found for part in parts if (found := _comparison(part)))


def _comparison(part: str) -> Comparison | None:
    for start, second, ahead in _cues(part):
        denied = bool(denial.DENIAL.search(part, max(0, start - _BEFORE), start))
        sides = _stems(part[:start]), _stems(part[second:]) if second else frozenset[str]()
        return Comparison(sides[0] - sides[1], sides[1] - sides[0], ahead is not denied)
    return None


def _cues(part: str) -> Iterator[tuple[int, int, bool]]:
    """Where the first side ends, where the second begins (0 for none), and whether the first is ahead."""
    if match := _OVER.search(part):
        yield match.start(), match.end(), bool(match[1])
    for match in _MORE.finditer(part):
        than = _THAN.search(part, match.end(), match.end() + _NEAR)
        if than:
            unwanted = _UNWANTED.search(part, match.end(), than.start()) and not _SETTLED.match(match[0])
            yield match.start(), than.end(), bool(match[1]) is not bool(unwanted)
    if match := _ALONE.search(part):
        yield match.start(), 0, bool(match[1])


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in content(text)) - _measures()


@lru_cache(maxsize=1)
def _measures() -> frozenset[str]:
    return frozenset(stem(_MEASURES.split()))
