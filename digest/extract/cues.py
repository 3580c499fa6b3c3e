"""The wordings by which an abstract's sentences show what they do: introduce, find, measure, look ahead, lean back."""

from __future__ import annotations

import re
from typing import Literal

from digest.text.verbs import FINDING, INTRODUCING, STUDYING, single

Deed = Literal["introduces", "studies", "finds"]

OWN = "paper|work|study|article|letter|thesis|report|survey|review|manuscript|preprint|contribution"
_ACTOR = re.compile(rf"\b(?:[Ww]e|I|(?:[Tt]his|[Tt]he|[Oo]ur) (?:\w+ )?(?:{OWN}))(?= )")
_WORD = re.compile(r"[\w-]+")
_REACH = 60
_NEARBY = 4
_TURNS = frozenset({"that", "which"})
_VERBS: tuple[tuple[Deed, frozenset[str]], ...] = (
    ("finds", FINDING),
    ("studies", STUDYING),
    ("introduces", INTRODUCING),
)
_DEEDS = {form: deed for deed, verbs in _VERBS for verb in verbs for form in (verb, single(verb))}
_ORDER: tuple[Deed, ...] = ("introduces", "studies", "finds")


def deeds(sentence: str) -> frozenset[Deed]:
    """What the authors, or their paper, say they do in this sentence."""
    done: set[Deed] = set()
    for actor in _ACTOR.finditer(sentence):
        for word in _WORD.findall(sentence[actor.end() : actor.end() + _REACH].lower())[:_NEARBY]:
            if word in _TURNS:
                break
            if deed := _DEEDS.get(word):
                done.add(deed)
    return frozenset(done)


def chief(done: frozenset[Deed]) -> Deed | None:
    """The deed that says most about what is new."""
    return next((deed for deed in _ORDER if deed in done), None)


def _stems(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split())})", re.IGNORECASE)


ACHIEVES = _stems("outperform surpass exceed achiev attain state-of-the-art superior")
CHANGES = _stems(
    """improv reduc increas gain yield deliver boost speedup faster competitive comparable match accura drop decreas
    lower higher better"""
)
EVIDENCE = _stems("experiment evaluation result benchmark empirical simulation ablation across dataset")
REPORTED = re.compile(
    r"\b(?:experiments?|evaluations?|results?|findings?|analys[ie]s|simulations?|ablations?|studies|benchmarks?|tests?)\b"
    r"[^.;]{0,90}?\b(?:show|demonstrate|reveal|indicate|suggest|confirm|validate|find)s?\b",
    re.IGNORECASE,
)
PROCEDURE = re.compile(
    r"\b(?:was|were|are|is|been) (?:\w+ly )?(?:conducted|performed|evaluated|carried|tested|designed|used|employed|compared"
    r"|collected|organi[sz]ed|structured|based|considered|discussed|publicly|available|included|defined|discarded)\b",
    re.IGNORECASE,
)
MEASURED = re.compile(
    r"\d(?:[\d.,]*)\s?(?:%|×|percent|points?|pp\b|-fold|fold|x\b|dB|F1|BLEU)|(?<![\w.-])\d+\.\d+\b",
)
EMPTY = re.compile(
    r"\b(?:demonstrat|confirm|show|validat|verif|prov|highlight|illustrat)\w* (?:the|its|their|our) (?:[\w-]+ ){0,2}?"
    r"(?:effectiveness|efficacy|superiority|validity|feasibility|potential|usefulness|utility|advantages?|robustness"
    r"|performance|practicality|functionality|promise|benefits?|roles?|contributions?)\b(?![^.]*\d)[^.;]{0,110}\.?$",
    re.IGNORECASE,
)
"""A result that reports nothing: `experiments confirm the efficacy of the method`."""
OTHERS = re.compile(
    r"^(?:Central to|At the (?:core|heart) of|(?:Previous|Existing|Prior|Current|Conventional|Traditional"
    r"|Earlier|Standard|Most|Many|Classical) [a-z]"
    r"|(?:Recent|State-of-the-art) (?:work|stud|method|approach|model|advance|progress|development|effort|research))"
)
"""What others did: background."""
TROUBLE = re.compile(
    r"\b(?:over-?rel(?:y|ies)|suffers?|fails? to|struggles? (?:to|with)|(?:is|are) (?:often )?limited (?:by|to)|lacks?)\b"
)
"""What is wrong, which is a result only where somebody finds it."""
SOURCES = re.compile(
    r"\b(?:code|data|datasets?|models?|weights|resources|materials?|benchmark|implementation|software|tool|toolkit"
    r"|everything|it) (?:\w+ ){0,6}?(?:available|released|public|open-?sourced?)\b"
    r"|\b(?:release|publish|open-source|share|make)s? (?:\w+[ ,]+){0,7}?(?:code|data|datasets?|weights|models?)\b",
    re.IGNORECASE,
)
"""Where to get something."""
AHEAD = re.compile(
    # Each alternative begins with a letter: so most places are passed without trying any.
    r"\b(?:[Ff]uture(?<!for .uture)(?<!in .uture)(?<!facilitate .uture)(?<!foster .uture)(?<!support .uture)"
    r"(?<!encourage .uture) (?:work|research|directions?|studies|efforts|systems|models|designs?|applications|experiments"
    r"|developments?|investigations?)\b"
    r"|open (?:question|challenge|issue)s?\b|(?:an?|remain\w*|leav\w+|rais\w+|pos\w+|as) open problems?\b"
    r"|remains? (?:an? )?(?:\w+ )?(?:open|unclear|unsolved|unresolved|unknown|elusive|limited|difficult|challeng\w*)\b"
    r"|calls? for\b|(?:is|are) needed\b"
    r"|(?:highlight|underscor|emphasi[sz]|reveal|demonstrat|show|suggest|motivat|indicat|stress)\w* (?:the |an? )?"
    r"(?:\w+ )?needs? (?:to|for)\b"
    r"|should (?:be|not|also|focus|move|consider|report|support|aim|go|proceed|rest)\b"
    r"|(?:promising|viable|practical|new) (?:directions?|paths?|avenues?|routes?)\b|opens? (?:up )?(?:new|the|a)\b"
    r"|implications? for\b|room for\b|(?:highlight|underscor|emphasi[sz]|stress)\w* (?:the )?(?:\w+ )?importance of\b"
    r"|opportunit(?:y|ies) (?:for|to)\b|(?:suggest|indicate|imply|implies|argue|recommend)\w* [^.;]*"
    r"\b(?:could|may|might|need|require|path|route|towards?|not sufficient|insufficient|promising)\b)"
)
"""Where it leads, or what stays open."""
HOLLOW = re.compile(
    r"\b(?:directions?|challenges|limitations|opportunities|insights|implications|recommendations|future research|future work)"
    r"(?: (?:and|or) [\w -]{1,40})?(?: (?:for|of|in|on) [\w -]{1,80})?\.?$"
)
"""What announces something and doesn't say it: `outline future directions.`"""
TRIES = re.compile(
    r"\b(?:evaluat|validat|test|assess|demonstrat|examin)\w* (?:the (?:effectiveness|efficacy|performance) of )?(?:our"
    r"|the proposed|this|the resulting|these)\b"
)
"""That a method was tried, which is neither new nor a result."""
BACKWARD = re.compile(
    rf"^(?:This (?!{OWN})|(?:These|Those|Such|It|They|Its|Their|Both|Another|Each|Second|Third|Finally"
    r"|The (?:former|latter|resulting|above|same|second|third|first))\b)"
)
_COUNTED = "case|setting|scenario|experiment|regime|condition|dataset|benchmark|configuration"
_LOOSE_AT_FIRST = re.compile(
    r"(?:[^,]{0,80}, )?(?:We|we|I) (?:\w+ly )?\w+ (?:it|this|them)\b|All (?:two|three|four|five|six|seven|eight|nine|ten|\d+) "
    rf"|In (?:the|an?) (?:same|reported|matched|direct)\b|In (?:each|both|all|either)(?:-\w+)? (?:{_COUNTED})s?\b"
    r"|On the (?:dataset|benchmark),|(?:Campaign|Experiment|Study|Phase|Stage|Task|Step) \d"
)
_LOOSE = re.compile(
    rf"\b(?:th[eo]se (?!of\b|who\b|that\b|with\b|in\b)[\w-]+|[Tt]his (?!(?:{OWN}|end|regard)\b)[\w-]+"
    r"|such (?!as\b|that\b|an?\b)[\w-]+|both (?:stated|of these|challenges|issues|problems|limitations|aspects)\b"
    r"|a different approach\b|as an? (?:[\w-]+ )?alternative\b(?! to\b)"
    r"|(?:for|of|to|from|with|in|by|on|at|do|does) (?:it|this)(?= |[.,:])|(?:three|two|four)-?fold\b"
    r"|the (?:stated|aforementioned|former|latter|above|following|said)\b|as follows\b"
    r"|the (?:first|second|third|other|two|three) (?:ones?|stages?|phases?|steps?|parts?|components?|modules?|stud\w+)\b"
    r"|(?:our|the) (?:first|second|third|fourth|last) contribution\b"
    rf"|in (?:each|both|all|either|the same)(?:-\w+)? (?:{_COUNTED})s?\b|on the (?:dataset|benchmark),"
    r"|(?:Campaign|Experiment|Study|Phase|Stage|Task|Step|RQ|Theorem|Section|Part)\s?\d\b)"
)


def loose(sentence: str) -> bool:
    """Whether it only makes sense beside its neighbours: `these gaps`, `the second stage`, `in each case`."""
    return bool(_LOOSE_AT_FIRST.match(sentence) or _LOOSE.search(sentence, 1))


BROKEN_OFF = re.compile(r"\?\s*$|[…]|\.\.\.|:$|\b(?:through|of|by|with|and|via|U\.S)\.$")


def acting(name: str, sentence: str) -> bool:
    """Whether the sentence is about what a method is or does: `Ballast keeps …`, `Thistledown is a …`."""
    verb = sentence.removeprefix(f"{name} ").split(" ", 1)[0] if sentence.startswith(f"{name} ") else ""
    return verb == "is" or (verb.islower() and verb.endswith("s") and not verb.endswith(("ss", "us")))
