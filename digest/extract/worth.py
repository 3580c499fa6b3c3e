"""Weighs what a sentence tells: a measured result with its comparison and condition weighs most, praise nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.text.cues import Cues

_UNIT = re.compile(
    r"\d[\d.,]*\s?(?:%|×|percent\b|percentage\b|points?\b|pp\b|-?fold\b|x\b|dB\b|BLEU\b|F1\b|AUC\b|AUROC\b"
    r"|WER\b|times\b|of\s\d)"
    r"|(?<![\w.-])(?:0?\.\d+|\d+\.\d+)\b(?!\s?(?:B|M|K)\b)|\bfrom\s[\d.]+%?\sto\s[\d.]+"
)
_FIGURE = re.compile(r"\d")
_VERSION = re.compile(r"[A-Z][\w-]*[\s-]v?\d+(?:\.\d+)+(?!\s?%)\b|\bv\d+(?:\.\d+)*")
_DIGIT = re.compile(r"(?<![\w.-])\d[\d,.]*(?![\w-])|\b(?:two|three|four|five|six|ten|twice|half|third|quarter)\b")
_AGAINST = re.compile(
    r"\b(?:than|compared\s(?:to|with)|relative\sto|versus|vs\.?|over\s(?:the\s|a\s|an\s|its\s|prior"
    r"|existing|strong|previous|state|base|[A-Z])|outperform\w*|surpass\w*|exceed\w*|match(?:es|ed)?|beats?"
    r"|against|baselines?|from\s[\d.]+\s?%?\sto\s[\d.]+|whereas|while|rather\sthan|only|instead\sof|worse|better)\b"
)
_ON = re.compile(
    r"\b(?:[Oo]n|[Aa]cross|[Ii]n|[Oo]ver|[Uu]nder|[Uu]sing|[Ww]ith|[Aa]mong|[Oo]f)\s(?:the\s|a\s|an\s"
    r"|real\s|simulated\s)?(?:[A-Z][\w-]*|[\w-]*\d[\w.,-]*|two|three|four|five|six|seven|eight|nine|ten"
    r"|\w+\s(?:datasets|benchmarks|tasks|models|languages|domains|settings))"
)
_NEGATIVE = Cues(
    (
        "fail|cannot|can’t|do not |does not |did not |degrad|worse|harms|harmed|hurts|collapse|struggle|vulnerab|overestimat",
        None,
    ),
    (
        "underestimat|unreliabl|insufficient|undermin|below chance|near-chance|near chance|at chance|breaks down|lags behind",
        None,
    ),
    ("underperform|misleading|brittle|backfire|erode", None),
    (
        "no ",
        r"\bno\s(?:significant|evidence|benefit|gains?|improvement|single|consistent|clear|correlation|advantage)\b",
    ),
    ("not ", r"\bnot\s(?:improve|help|transfer|always|necessarily|suffic|enough|consistently|reliabl|correlate)"),
    ("drop|fall", r"\b(?:drops?|falls?)\s(?:to|by|from|short|below)\b"),
    ("little |limited ", r"\b(?:little\s(?:or\sno|evidence|benefit|correlation)|limited\s(?:to|by|gains|benefit))\b"),
)
_VAGUE = frozenset(
    """significant significantly superior superiority substantial substantially consistent consistently effective effectively
    effectiveness robust robustly robustness strong strongly competitive promising excellent remarkable remarkably
    notable notably
    outstanding favorable favourable considerable considerably state-of-the-art sota outperform outperforms improve improves
    impressive dramatic dramatically drastic drastically high-quality seamless seamlessly powerful""".split()
)
_SALES = Cues(
    (
        "paves the way|pave the way|game-chang|unprecedented|groundbreaking|breakthrough|revolutioni|transformative|unlock",
        None,
    ),
    (
        "cutting-edge|new era|new paradigm|new frontier|holistic|bridges the gap|bridging the gap|valuable|feasibility",
        None,
    ),
    ("practical foundation|practical mechanism|practical tool|practical design|effectiveness of|potential of", None),
    ("potential to|potential for|promising|lays the|lay the|opens up|opens new", None),
    ("future research|future work|insight into|insights into|applicability|usefulness|versatility", None),
    (
        "offer",
        r"\boffers?\san?\s(?:[\w-]+\s){0,3}(?:path|solution|foundation|framework|alternative|way|insight|approach)\b",
    ),
    ("provid", r"\bprovid(?:es?|ing)\s(?:[\w-]+\s){0,3}(?:insights?|foundation|guidance|understanding|path)\b"),
    ("highlight", r"\bhighlight(?:s|ing)?\sthe\s(?:potential|importance|need|value)\b"),
    (
        "demonstrat|confirm|show|validat|illustrat|highlight|establish",
        (
            r"\b(?:demonstrat|confirm|show|validat|illustrat|highlight|establish)\w*\s(?:the|its|their)\s(?:[\w-]+\s){0,2}"
            r"(?:effectiveness|potential|efficacy|superiority|feasibility|robustness|applicability|utility|usefulness|value|promise"
            r"|versatility|viability|advantages?|benefits?|capabilit\w+|practicality|generali[sz]ability|importance)\b"
        ),
    ),
)
_NOTHING = Cues(
    (
        "extensive |comprehensive |thorough |rigorous |detailed ",
        (
            r"\b(?:extensive|comprehensive|thorough|rigorous|detailed)\s(?:experiments?|evaluations?|analys[ie]s"
            r"|results|benchmarking)\b"
        ),
    ),
    (
        "available|released|open-source|open source|publicly|found at|accessible",
        (
            r"\b(?:code|data|datasets?|models?|weights|resources|materials?|implementation|software|source|page"
            r"|demo)\b[^.]{0,50}"
            r"\b(?:available|released|open-?sourced?|publicly|found\sat|accessible)\b"
        ),
    ),
    ("http|github|key finding|key insight|key contribution|key innovation|wide range", None),
    (
        "is |are |was |were ",
        (
            r"\b(?:is|are|was|were)\s(?:evaluated|validated|tested|conducted|performed|compared|presented|discussed"
            r"|introduced|proposed"
            r"|provided|described|reviewed|organi[sz]ed|examined|analy[sz]ed|investigated|achieved|obtained)\b"
        ),
    ),
    (
        "challenges|directions|opportunities|limitations|implications|gaps",
        (
            r"\b(?:discuss|outline|conclude|summari[sz]e|categori[sz]e|highlight)\w*\b[^.]{0,80}"
            r"\b(?:challenges|directions|opportunities|limitations|implications|gaps)\b"
        ),
    ),
    (
        "outperform",
        (
            r"\boutperforms?\s(?:the\s)?(?:existing|state-of-the-art|prior|previous|all|several|competing|strong)?\s?"
            r"(?:methods|baselines|approaches|models)\.?$"
        ),
    ),
    (
        "challenges|questions|problems|gaps|contributions|perspectives|aspects|issues",
        (
            r"\b(?:two|three|four|five|several|key|open|fundamental)\s(?:[\w,-]+\s){0,3}"
            r"(?:challenges|questions|problems|gaps|contributions|perspectives|aspects|issues)\b"
        ),
    ),
    (
        "components.|stages.|modules.|axes.|steps.|parts.|phases.|mechanisms.|innovations.|designs.|criteria.",
        r"\b(?:two|three|four|five|six|several|key|core|complementary)\s(?:[\w,-]+\s){0,3}[a-z]+\.$",
    ),
    ("various ", r"\bvarious\s(?:tasks|datasets|benchmarks|settings|domains)\b"),
)
_SAYS_WHAT = re.compile(
    r"\b(?:that|which|for|to|by|with|using|from|where|whose|designed|based|built|trained|targeting|consisting"
    r"|covering|spanning"
    r"|containing|comprising|pairing|combining|across|of\s\d)\b"
)
_FINDS = tuple(
    """improv reduc increas decreas lower rais cut achiev reach attain outperform surpass exceed match gain yield drop fall rise
    speed predict depend correlat explain cause lead transfer generali scale retain preserv recover beat save boost
    account emerg
    degrad fail requir remain exhibit show tend prefer encod concentrat driv dominat vary differ matter suffic detect
    identif solv
    amplif shift persist converg collaps hurt help benefit""".split()
)
_WORD = re.compile(r"[a-z][a-z-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """How much a sentence tells.

    Attributes:
        points: More is better; what tells nothing has none.
        measured: Whether it has a number with its unit.
        compared: Whether it says against what.
        placed: Whether it says on what.
        negative: Whether it tells of a failure, a harm or a limit.
        hollow: Whether it praises or announces instead of telling.
    """

    points: float
    measured: bool
    compared: bool
    placed: bool
    negative: bool
    hollow: bool = False

    @property
    def tells(self) -> bool:
        """Whether a reader learns from it what came out, be it in general words."""
        return self.points > 0 or (self.points > _GENERAL and not self.hollow)


_GENERAL = -1.6
"""Points above which a finding in general words, without a number, still says what came out."""


def measured(text: str) -> bool:
    """Whether it has a number with its unit."""
    return bool(_FIGURE.search(text) and _UNIT.search(_VERSION.sub("", text)))


def finding(text: str, *, framed: bool, hedged: bool) -> Worth:
    """The worth of a sentence as a finding."""
    low = text.lower()
    words = _WORD.findall(low)
    has_number = measured(text)
    compared, placed, negative = (
        bool(_AGAINST.search(text)),
        bool(_ON.search(text, 1) or _ON.match(text)),
        _NEGATIVE(low),
    )
    points = (
        2.0 * has_number
        + 0.3 * bool(not has_number and _DIGIT.search(text))
        + 0.8 * compared
        + 0.5 * placed
        + 0.8 * negative
    )
    points += 0.8 * framed - 0.4 * hedged
    vague = sum(word in _VAGUE for word in words)
    sales, nothing = _SALES(low), _NOTHING(low)
    points -= (0.2 if has_number else 0.7) * vague + 1.2 * sales + 1.5 * nothing
    if not has_number and not framed and not negative:
        points -= 0.5
    if not any(word.startswith(_FINDS) for word in words):
        points -= 1.5
    return Worth(
        points=points + _length(text),
        measured=has_number,
        compared=compared,
        placed=placed,
        negative=negative,
        hollow=sales or nothing,
    )


def contribution(text: str, *, named: bool, studied: bool) -> Worth:
    """The worth of a sentence that says what was built or studied."""
    low = text.lower()
    points = (
        1.6
        + 0.5 * named
        - 0.6 * studied
        - 0.2 * sum(word in _VAGUE for word in _WORD.findall(low))
        - 1.2 * _SALES(low)
        - 1.5 * _NOTHING(low)
    )
    points += 0.4 * bool(_DIGIT.search(text)) - 1.2 * (not _SAYS_WHAT.search(text))
    return Worth(points=points + _length(text), measured=False, compared=False, placed=False, negative=False)


# Characters above which a sentence loses points; below which, where negative.
_LOSSES = ((-70, 0.4), (200, 0.3), (250, 0.5), (290, 0.5))


def _length(text: str) -> float:
    length = len(text)
    return -sum(loss for limit, loss in _LOSSES if (length < -limit if limit < 0 else length > limit))
