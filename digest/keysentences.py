"""Finds the sentences of an abstract that say what is new, what came out, and where it leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.sentences import split
from digest.verbs import FINDING, INTRODUCING, STUDYING

if TYPE_CHECKING:
    from collections.abc import Callable

_ACTOR = r"\b(?:we|I|(?:this|the|our) (?:\w+ )?(?:paper|work|study|article|letter|thesis|report|survey|review|contribution))\b"
_NEARBY = r"(?:[\s,]+(?!that\b|which\b)[\w-]+){0,3}?\s+"


def _said(verbs: frozenset[str]) -> re.Pattern[str]:
    """Somebody of this paper does one of these."""
    return re.compile(rf"{_ACTOR}{_NEARBY}(?:{'|'.join(sorted(verbs))})(?:s|es)?\b", re.IGNORECASE)


_INTRODUCES = _said(INTRODUCING)
_FINDS = _said(FINDING)
_STUDIES = _said(STUDYING)
_RESULT = re.compile(
    r"\b(?:outperform|surpass|exceed|improv|achiev|reduc|increas|gain|attain|yield|deliver|boost|speedup|faster|"
    r"state-of-the-art|competitive|comparable|match|accura|drop|decreas|lower|higher|up to|on average)\w*",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(
    r"\b(?:experiment|evaluation|result|benchmark|empirical|simulation|ablation|across|dataset)\w*", re.IGNORECASE
)
_REPORTED = re.compile(
    r"\b(?:experiments?|evaluations?|results?|findings?|analys[ie]s|simulations?|ablations?|studies|benchmarks?|tests?)\b"
    r"[^.;]{0,90}?\b(?:show|demonstrate|reveal|indicate|suggest|confirm|validate|find)s?\b",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"\b(?:was|were|are|is|been) (?:\w+ly )?(?:conducted|performed|evaluated|carried|tested|designed|used|employed|compared|collected|"
    r"organi[sz]ed|structured|based|considered|discussed|publicly|available)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\d(?:[\d.,]*)\s?(?:%|×|percent|points?|pp\b|-fold|fold|x\b|dB|F1|BLEU)|\b\d+\.\d+\b")
_FUTURE = re.compile(
    r"\b(?:(?<!for )(?<!in )future (?:work|research|directions?|studies|efforts)|open (?:problem|question|challenge)s?|remains? (?:open|unclear|"
    r"challenging|an open|a challenge|a major|a key|a critical|unsolved|limited|elusive|difficult|far from)|calls? for|"
    r"highlight(?:s|ing)? (?:the )?(?:need|importance|limits)|underscores? (?:the )?(?:need|importance)|suggest(?:s|ing)? (?:that|a)|"
    r"points? (?:to|toward)s?|implications? for|promising (?:direction|path|avenue)|should (?:be|not|instead|rather|focus|move)|"
    r"rather than|not yet|cannot|requires?)\b",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    r"^(?:This (?!paper|work|study|article|letter|survey|report|review|thesis)|These|Those|Such|It|They|Its|Their|Both|The (?:former|latter|resulting|above|same|second|third|first)|Another|Each|"
    r"Second|Third|Finally)\b"
)
_LOOSE = re.compile(
    r"(?<!^)\b(?:(?:these|those) (?!of\b)|this (?!paper|work|study|article|letter|survey|report|review|thesis|end\b)|such (?!as\b|that\b|a\b))"
    r"\w+|\bboth (?:stated|of these|challenges|issues|problems|limitations|aspects)\b|\b(?:a different approach|three-?fold|two-?fold|the stated|the aforementioned)\b|\bthe (?:former|latter|above|following)\b|\bas follows\b|\bthe (?:first|second|third|other|two|three) (?:one|ones)?\b",
    re.IGNORECASE,
)
_LEFT_OPEN = re.compile(r"[:;]\s*\(?(?:i|1|a)\)|\b(?:i|1|a)\)\s|\?\s*$|[…]|\.\.\.|:$|\(i+\)|\([1-9a]\)")


_WORD = re.compile(r"[a-z0-9][a-z0-9-]{3,}")
_LEAST = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySentences:
    """The sentences of one abstract by what they do, best first; one may stand in several lists.

    Attributes:
        order: All sentences as they come.
    """

    order: tuple[str, ...]
    new: tuple[str, ...]
    results: tuple[str, ...]
    outlook: tuple[str, ...]

    def follows(self, later: str, earlier: str) -> bool:
        """Whether `later` comes right after `earlier`, so that its `It` and `This` are understood."""
        return (
            later in self.order and earlier in self.order and self.order.index(later) == self.order.index(earlier) + 1
        )


def find(abstract: str, title: str) -> KeySentences:
    """The key sentences of an abstract; those that say what the title says come first."""
    order = split(abstract)
    gist = _content(title)
    central = [len(gist & _content(sentence)) / max(len(gist), 1) for sentence in order]
    return KeySentences(
        order=order,
        new=_best(order, _newness, central, 1.0),
        results=_best(order, _result, central, 0.4),
        outlook=_best(order, _outlook, central, 0.2),
    )


def _content(text: str) -> frozenset[str]:
    """The words that carry meaning, roughly: the longer ones, without their endings."""
    return frozenset(word[:6] for word in _WORD.findall(text.lower()))


def _best(
    order: tuple[str, ...], score: Callable[[str, float], float], central: list[float], weight: float
) -> tuple[str, ...]:
    """Those that score enough, best first, earlier first among equals; position runs from 0 to 1."""
    last = max(len(order) - 1, 1)
    points = [score(sentence, i / last) for i, sentence in enumerate(order)]
    scored = [
        (points[i] + weight * central[i] - _unclear(sentence), -i, sentence)
        for i, sentence in enumerate(order)
        if points[i] >= _LEAST
    ]
    return tuple(sentence for total, _, sentence in sorted(scored, reverse=True) if total > 0)


def _unclear(sentence: str) -> float:
    """What is lost when a sentence leans on its neighbours, breaks off, or is too short or long to stand alone."""
    loss = 1.5 * bool(_LOOSE.search(sentence)) + 2.0 * bool(_LEFT_OPEN.search(sentence))
    length = len(sentence)
    loss += 0.8 * (length < 50) + 0.5 * (length > 260) + 0.8 * (length > 340) + 1.5 * (length > 430)  # noqa: PLR2004 - characters
    return loss


def _newness(sentence: str, position: float) -> float:
    points = (
        3.0 * bool(_INTRODUCES.search(sentence))
        or 2.0 * bool(_STUDIES.search(sentence))
        or 1.8 * bool(_FINDS.search(sentence))
    )
    return points - 1.2 * bool(_BACKWARD.match(sentence)) - 0.5 * position


def _result(sentence: str, position: float) -> float:
    points = (
        0.8 * bool(_RESULT.search(sentence))
        + 0.9 * bool(_MEASURED.search(sentence))
        + 0.2 * bool(_EVIDENCE.search(sentence))
    )
    points += 0.9 * bool(_FINDS.search(sentence) or _REPORTED.search(sentence))
    early = position < 0.35  # noqa: PLR2004 - background and problem come first
    points -= 1.5 * early + 1.0 * bool(_INTRODUCES.search(sentence)) + 1.0 * bool(_PROCEDURE.search(sentence))
    return points - 0.4 * bool(_BACKWARD.match(sentence))


def _outlook(sentence: str, position: float) -> float:
    points = 1.4 * bool(_FUTURE.search(sentence)) + 0.3 * bool(_REPORTED.search(sentence))
    early = position < 0.6  # noqa: PLR2004 - conclusions come last
    return points - 1.0 * early - 0.3 * bool(_BACKWARD.match(sentence)) - 0.6 * bool(_INTRODUCES.search(sentence))
