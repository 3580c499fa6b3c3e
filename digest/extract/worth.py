"""Weighs what a sentence tells: a measured result with its comparison and condition weighs most, praise nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNIT = re.compile(
    r"\d[\d.,]*\s?(?:%|×|percent\b|percentage\b|points?\b|pp\b|-?fold\b|x\b|dB\b|BLEU\b|F1\b|AUC\b|AUROC\b"
    r"|WER\b|times\b|of\s\d)"
    r"|(?<![\w.-])(?:0?\.\d+|\d+\.\d+)\b(?!\s?(?:B|M|K)\b)|\bfrom\s[\d.]+%?\sto\s[\d.]+"
)
_VERSION = re.compile(r"[A-Z][\w-]*[\s-]v?\d+(?:\.\d+)+(?!\s?%)\b|\bv\d+(?:\.\d+)*")
_DIGIT = re.compile(r"(?<![\w.-])\d[\d,.]*(?![\w-])|\b(?:two|three|four|five|six|ten|twice|half|third|quarter)\b")
_AGAINST = re.compile(
    r"\b(?:than|compared\s(?:to|with)|relative\sto|versus|vs\.?|over\s(?:the\s|a\s|an\s|its\s|prior"
    r"|existing|strong|previous|state|base|[A-Z])|outperform\w*|surpass\w*|exceed\w*|match\w*|beats?"
    r"|against|baselines?|from\s[\d.]+\s?%?\sto\s[\d.]+|whereas|while|rather\sthan|only|instead\sof|worse|better)\b"
)
_ON = re.compile(
    r"\b(?:[Oo]n|[Aa]cross|[Ii]n|[Oo]ver|[Uu]nder|[Uu]sing|[Ww]ith|[Aa]mong|[Oo]f)\s(?:the\s|a\s|an\s"
    r"|real\s|simulated\s)?(?:[A-Z][\w-]*|[\w-]*\d[\w.,-]*|two|three|four|five|six|seven|eight|nine|ten"
    r"|\w+\s(?:datasets|benchmarks|tasks|models|languages|domains|settings))"
)
_NEGATIVE = re.compile(
    r"\b(?:fail(?:s|ed|ure|ures)?|(?:do|does|did)\snot|cannot|can’t|no\s(?:significant|evidence|benefit"
    r"|gains?|improvement|single|consistent|clear|correlation|advantage)|not\s(?:improve|help|transfer"
    r"|always|necessarily|suffic|enough|consistently|reliabl|correlate)\w*"
    r"|degrad\w+|worse(?:ns?|n)?|harm(?:s|ed|ful)?|hurts?|collapse[sd]?|struggles?|vulnerab\w+"
    r"|overestimat\w+|underestimat\w+|drops?\s(?:to|by|from)|falls?\s(?:to|by|from|short|below)"
    r"|unreliabl\w+|insufficient|undermin\w+|below\schance|near[- ]chance"
    r"|at\schance|breaks?\sdown|little\s(?:or\sno|evidence|benefit|correlation)|limited\s(?:to|by|gains"
    r"|benefit)|lags?\sbehind|underperform\w*|misleading|brittle|backfires?|erod\w+)\b"
)
_VAGUE = re.compile(
    r"\b(?:significant(?:ly)?|superior(?:ity)?|substantial(?:ly)?|consistent(?:ly)?|effective(?:ly|ness)?"
    r"|robust(?:ly|ness)?|strong(?:ly)?|competitive|promising|excellent|remarkabl[ey]|notabl[ey]"
    r"|outstanding|favou?rable"
    r"|considerabl[ey]|state-of-the-art|SOTA|outperforms?|improves?|impressive|dramatic(?:ally)?"
    r"|drastic(?:ally)?|high-quality|seamless(?:ly)?|powerful)\b"
)
_SALES = re.compile(
    r"\b(?:paves?\sthe\sway|game-chang|unprecedented|groundbreaking|breakthrough|revolutioni"
    r"|transformative|unlock|cutting-edge|new\s(?:era|paradigm|frontier)|holistic(?:ally)?|bridg(?:es?"
    r"|ing)\sthe\sgap|offers?\s(?:a|an)\s(?:[\w-]+\s){0,3}(?:path|solution|foundation|framework"
    r"|alternative|way|insight|approach)"
    r"|provid(?:es?|ing)\s(?:[\w-]+\s){0,3}(?:insights?|foundation|guidance|understanding|path)|valuable"
    r"|highlight(?:s|ing)?\sthe\s(?:potential|importance|need|value)|demonstrat(?:es?|ing)\s(?:the"
    r"|its)\s(?:[\w-]+\s){0,2}(?:effectiveness|potential|efficacy|superiority|feasibility|robustness)"
    r"|confirm(?:s|ing)?\s(?:the|its)\s(?:effectiveness|efficacy)|effectiveness\sof|feasibility"
    r"|potential\s(?:of|to|for)|promising|lays?\sthe|opens?\s(?:up|new)|future\s(?:research|work)"
    r"|insights?\sinto)\b"
)
_NOTHING = re.compile(
    r"\b(?:extensive|comprehensive|thorough|rigorous|detailed)\s(?:experiments?|evaluations?|analys[ie]s"
    r"|results|benchmarking)\b|\b(?:code|data|datasets?|models?|weights|resources|materials?"
    r"|implementation|software|source|project\spage|demo)\b[^.]{0,50}\b(?:available|released"
    r"|open-?sourced?|publicly|found\sat|accessible)\b|https?://|github"
    r"|\bkey\s(?:findings|insights|contributions|innovations)\b|\b(?:is|are|was|were)\s(?:evaluated"
    r"|validated|tested|conducted|performed|compared|presented|discussed|introduced|proposed|provided"
    r"|described|reviewed|organi[sz]ed|examined|analy[sz]ed|investigated)\b"
    r"|\b(?:discuss|outline|conclude\swith|summari[sz]e|categori[sz]e"
    r"|highlight)\b[^.]{0,80}\b(?:challenges|directions|opportunities|limitations|implications|gaps)\b"
    r"|\boutperforms?\s(?:the\s)?(?:existing|state-of-the-art|prior|previous|all|several|competing"
    r"|strong)?\s?(?:methods|baselines|approaches|models)\.?$"
    r"|\b(?:two|three|four|five|several|key|open|fundamental)\s(?:[\w,-]+\s){0,3}(?:challenges|questions"
    r"|problems|gaps|contributions|perspectives|aspects|issues)\b"
    r"|\bwide\srange\b|\bvarious\s(?:tasks|datasets|benchmarks|settings|domains)\b"
)
_FINDS = re.compile(
    r"\b(?:improv|reduc|increas|decreas|lower|rais|cut|achiev|reach|attain|outperform|surpass|exceed|match"
    r"|gain|yield|drop|fall|rise|speed|predict|depend|correlat|explain|cause|lead|transfer|generali|scale"
    r"|retain|preserv|recover|beat|save|boost|account|"
    r"emerg|degrad|fail|requir|remain|exhibit|show|tend|prefer|encod|concentrat|driv|dominat|vary|differ"
    r"|matter|suffic|detect|identif|solv|amplif|shift|persist|converg|collaps|hurt|help|benefit)\w*",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """How much a sentence tells.

    Attributes:
        points: More is better; what tells nothing has none.
        measured: Whether it has a number with its unit.
        compared: Whether it says against what.
        placed: Whether it says on what.
        negative: Whether it tells of a failure, a harm or a limit.
    """

    points: float
    measured: bool
    compared: bool
    placed: bool
    negative: bool


def measured(text: str) -> bool:
    """Whether it has a number with its unit."""
    return bool(_UNIT.search(_VERSION.sub("", text)))


def finding(text: str, *, framed: bool, hedged: bool) -> Worth:
    """The worth of a sentence as a finding."""
    has_number = measured(text)
    compared, placed, negative = (
        bool(_AGAINST.search(text)),
        bool(_ON.search(text, 1) or _ON.match(text)),
        bool(_NEGATIVE.search(text)),
    )
    points = (
        2.0 * has_number
        + 0.3 * bool(not has_number and _DIGIT.search(text))
        + 0.8 * compared
        + 0.5 * placed
        + 0.8 * negative
    )
    points += 0.8 * framed - 0.4 * hedged
    vague = len(_VAGUE.findall(text))
    points -= (0.2 if has_number else 0.7) * vague + 1.2 * bool(_SALES.search(text)) + 1.5 * bool(_NOTHING.search(text))
    if not has_number and not framed and not negative:
        points -= 0.5
    if not _FINDS.search(text):
        points -= 1.5
    return Worth(
        points=points + _length(text), measured=has_number, compared=compared, placed=placed, negative=negative
    )


def contribution(text: str, *, named: bool, studied: bool) -> Worth:
    """The worth of a sentence that says what was built or studied."""
    points = (
        1.6
        + 0.5 * named
        - 0.6 * studied
        - 0.2 * len(_VAGUE.findall(text))
        - 1.2 * bool(_SALES.search(text))
        - 1.5 * bool(_NOTHING.search(text))
    )
    points += 0.4 * bool(_DIGIT.search(text))
    return Worth(points=points + _length(text), measured=False, compared=False, placed=False, negative=False)


def _length(text: str) -> float:
    length = len(text)
    return -0.4 * (length < 70) - 0.3 * (length > 200) - 0.5 * (length > 250) - 0.5 * (length > 290)  # noqa: PLR2004 - characters
