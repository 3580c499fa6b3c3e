"""The wordings by which an abstract's sentences show what they do: introduce, find, measure, look ahead, lean back."""

from __future__ import annotations

import re

from digest.verbs import FINDING, INTRODUCING, STUDYING

_OWN = "paper|work|study|article|letter|thesis|report|survey|review"
_ACTOR = rf"\b(?:we|I|(?:this|the|our) (?:\w+ )?(?:{_OWN}|contribution))\b"
_NEARBY = r"(?:[\s,]+(?!that\b|which\b)[\w-]+){0,3}?\s+"


def _any(*ways: str, start: str = r"\b", end: str = r"\b") -> re.Pattern[str]:
    return re.compile(f"{start}(?:{'|'.join(ways)}){end}", re.IGNORECASE)


def _said(verbs: frozenset[str]) -> re.Pattern[str]:
    """Somebody of this paper does one of these."""
    return re.compile(rf"{_ACTOR}{_NEARBY}(?:{'|'.join(sorted(verbs))})(?:s|es)?\b", re.IGNORECASE)


ACTOR = re.compile(_ACTOR, re.IGNORECASE)
INTRODUCES = _said(INTRODUCING)
FINDS = _said(FINDING)
STUDIES = _said(STUDYING)
RESULT = _any(
    *"outperform surpass exceed improv achiev reduc increas gain attain yield deliver boost speedup faster".split(),
    *"state-of-the-art competitive comparable match accura drop decreas lower higher".split(),
    "up to",
    "on average",
    end=r"\w*",
)
EVIDENCE = _any(
    *"experiment evaluation result benchmark empirical simulation ablation across dataset".split(), end=r"\w*"
)
REPORTED = re.compile(
    r"\b(?:experiments?|evaluations?|results?|findings?|analys[ie]s|simulations?|ablations?|studies|benchmarks?|tests?)\b"
    r"[^.;]{0,90}?\b(?:show|demonstrate|reveal|indicate|suggest|confirm|validate|find)s?\b",
    re.IGNORECASE,
)
PROCEDURE = re.compile(
    r"\b(?:was|were|are|is|been) (?:\w+ly )?(?:conducted|performed|evaluated|carried|tested|designed|used|employed|compared"
    r"|collected|organi[sz]ed|structured|based|considered|discussed|publicly|available|included)\b",
    re.IGNORECASE,
)
MEASURED = re.compile(
    r"\d(?:[\d.,]*)\s?(?:%|×|percent|points?|pp\b|-fold|fold|x\b|dB|F1|BLEU)|(?<![\w.-])\d+\.\d+\b",
)
FUTURE = _any(
    "(?<!for )(?<!in )future (?:work|research|directions?|studies|efforts)",
    "open (?:problem|question|challenge)s?",
    "remains? (?:open|unclear|challenging|an open|a challenge|a major|a key)",
    "remains? (?:a critical|unsolved|limited|elusive|difficult)",
    "calls? for",
    "(?:highlight|underscore)(?:s|ing)? (?:the )?(?:need|importance|limits)",
    "suggest(?:s|ing)? (?:that|a)",
    "points? (?:to|toward)s?",
    "implications? for",
    "promising (?:direction|path|avenue)",
    "should (?:be|not|instead|rather|focus|move)",
    "rather than",
    "not yet",
    "cannot",
    "requires?",
)
BACKWARD = re.compile(
    rf"^(?:This (?!{_OWN})|(?:These|Those|Such|It|They|Its|Their|Both|Another|Each|Second|Third|Finally"
    r"|The (?:former|latter|resulting|above|same|second|third|first))\b)"
)
LOOSE = _any(
    rf"(?<!^)(?:(?:these|those) (?!of\b)|this (?!{_OWN}|end\b)|such (?!as\b|that\b|a\b))\w+",
    "both (?:stated|of these|challenges|issues|problems|limitations|aspects)",
    "a different approach",
    "(?:for|of|to|from|with|in|by|on) it(?= |[.,])",
    "(?:three|two|four)-?fold",
    "the (?:stated|aforementioned|former|latter|above|following)",
    "as follows",
    "the (?:first|second|third|other|two|three) ones?",
)
BROKEN_OFF = re.compile(r"\?\s*$|[…]|\.\.\.|:$")


def acting(name: str, sentence: str) -> bool:
    """Whether the sentence is about what a method is or does: `Ballast keeps …`, `Thistledown is a …`."""
    verb = sentence.removeprefix(f"{name} ").split(" ", 1)[0] if sentence.startswith(f"{name} ") else ""
    return verb == "is" or (verb.islower() and verb.endswith("s") and not verb.endswith(("ss", "us")))
