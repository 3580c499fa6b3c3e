"""Strong words in a claim: first, best, entirely, because; only a cited paper may use them of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.check.case import Case

_WORK = (
    r"(?:work (?:to|that|on|in)|study|paper|method|model|framework|benchmark|data ?set|corpus|approach|system|algorithm"
    r"|attempt|proof|analysis|evaluation|demonstration|toolkit|tool (?:for|to|that)|attack|defen[cs]e|theory|bound"
    r"|scheme|protocol|survey|audit|architecture|technique|solution|metric|library|platform|investigation|comparison|evidence"
    r"|guarantee|resource|pipeline|implementation|theorem|estimator|guardrail|collection)"
)
_FIRST = (
    r"\bthe (?:very )?first to\b|\b(?:is|are|as|was) (?:the )?(?:very )?first to\b"
    rf"|\bthe (?:very )?first (?:[\w-]+ ){{0,5}}?{_WORK}"
    r"|\bfor the first time\b|\bfirst[- ]ever\b|\bfirst[- ]of[- ](?:its|their)[- ]kind\b|\bpioneer"
    r"|\bals erste[rs]?\b|\berstmals\b|\bpour la première fois\b|\bpor primera vez\b|首次|首个|第一个|初めて"
)
_CLAIMED_FIRST = (
    r"\bfirst\b(?! (?:stage|step|phase|layer|token|tool|turn|order|place|author|row|round|,))|\bpioneer"
    r"|\bno (?:prior|previous|existing)\b|\bto (?:our|the best of our) knowledge"
)
_REACHES = r"\b(?:achiev|reach|set|establish|attain|deliver|obtain|yield|advanc|outperform|surpass|exceed|beat|new)"
_CLAIMED_RECORD = (
    rf"{_REACHES}[^.;]{{0,80}}(?:state[- ]of[- ]the[- ]art|\bsota\b|\brecords?\b)"
    r"|(?:state[- ]of[- ]the[- ]art|\bsota\b) (?:result|perf|acc)"
)
_CLAIMED_BETTER = (
    r"outperform|surpass|\bbeat|outdo|superior|better|exceed|improv|higher|gain|advantage|stronger|best|faster|lower"
    r"|\bwin|more \w+ than|consistent|reduc|state[- ]of[- ]the[- ]art|inferior|worse"
)
_TABLE = (
    ("to be the first", _FIRST, _CLAIMED_FIRST),
    (
        "a new state of the art",
        rf"{_REACHES}\w*\s(?:[\w-]+\s){{0,3}}(?:state[- ]of[- ]the[- ]art\b|sota\b|records?\b)",
        _CLAIMED_RECORD,
    ),
    (
        "to be the largest",
        r"\b(?:largest|biggest) (?!groups?\b|themes?\b|share\b|part\b|clusters?\b|number\b)",
        r"\b(?:largest|biggest)\b",
    ),
    (
        "to be the best there is",
        r"\bbest (?:[\w-]+ ){0,3}?(?:known|to date|so far|yet|ever|of all)\b|\bunprecedented\b|\bunmatched\b",
        r"\bbest\b|unprecedented|unmatched|highest|state[- ]of[- ]the[- ]art|\bsota\b",
    ),
    (
        "a breakthrough",
        r"\bbreakthrough|\brevolution|\bgame[- ]chang|\bground-?breaking|\bparadigm[- ]shift|\bunparalleled",
        r"\bbreakthrough|\brevolution|\bgame[- ]chang|\bground-?breaking|\bparadigm[- ]shift|\bunparalleled",
    ),
    (
        "to outperform others",
        r"\boutperform|\bsurpass|\bbeat(?:s|ing|en)?\b|\boutdo|\bsuperior to\b|\bbetter than\b",
        _CLAIMED_BETTER,
    ),
    (
        "a release",
        r"\bopen[- ]sourced?\b|\bpublicly available\b",
        r"open|releas|availab|public|https?:|github|\bcode\b|\bshare",
    ),
    ("an oral or a spotlight", r"\b(?:an?|as) (?:oral|spotlight)\b", r"\boral\b|\bspotlight\b"),
    ("an award", r"\baward", r"\baward"),
    ("a proof", r"\bprovabl[ey]\b|\bproofs?\b|\btheorems?\b", r"\bprov[ei]|\bproofs?\b|theor|guarant|lemma|certif"),
    ("statistical significance", r"\bstatistically significant", r"significan"),
)
_BOASTS = tuple((name, re.compile(said, re.IGNORECASE), re.compile(source)) for name, said, source in _TABLE)
"""What is claimed, how a statement says it, and what a source must then say."""

_TOTAL = re.compile(
    r"\b(?:complete(?:ly)?|entirely|fully|totally|perfect(?:ly)?|through and through|eliminat\w*|abolish\w*"
    r"|solv(?:e[sd]?|ing)|puts? an end|do(?:es)? away|wholly|altogether|unconditional\w*|guarantee\w*|immune)\b",
    re.IGNORECASE,
)
_TOTAL_SAID = re.compile(
    r"\b(?:complete\w*|entire\w*|full\w*|total\w*|perfect\w*|eliminat\w*|solv\w*|remov\w*|guarantee\w*|exact\w*|100\s?%"
    r"|prevent\w*|collaps\w*|zero|lossless|immun\w*|without|invarian\w*|provabl\w*|catastroph\w*|no)\b"
)
_CAUSE = re.compile(
    r"\b(?:(?:is|are|was|were) (?:what (?:makes?|made|drives?|drove|causes?)|the (?:reason|cause))|the reason why"
    r"|caus(?:es?|ed|ing)\b|brings? about|brought about|does the damage|responsible for|because)",
    re.IGNORECASE,
)
_CAUSED = re.compile(
    r"\b(?:caus\w*|because|due to|lead\w* to|led to|driv\w*|result\w* (?:in|from)|attribut\w*|stem\w* from|reason\b"
    r"|responsib\w*|induc\w*|trigger\w*|explain\w*|root|aris\w* from|introduc\w*|trac(?:e[ds]?|ing)\b|produc\w*|therefore"
    r"|thus|thereby|creat\w*|origin\w*|mechanis\w*|mak(?:e[s]?|ing)|since|as a result|via|through|by \w+ing)\b"
)


def boasts(case: Case) -> str | None:
    """A paper is called the first, the largest and the like only where it says so itself."""
    for boast, said, allowed in _BOASTS:
        if said.search(case.claim.text) and not allowed.search(case.low):
            return f"no cited paper claims {boast}"
    return None


def goes_all_the_way(case: Case) -> str | None:
    """Entirely, perfectly, solved: only where the nearest passages go all the way as well."""
    for match in _TOTAL.finditer(case.claim.low) if case.is_english else ():
        if not _TOTAL_SAID.search(case.nearest(match.start())):
            return f"no cited paper goes as far as “{match[0]}” in this"
    return None


def gives_a_cause(case: Case) -> str | None:
    """What goes together isn't told as cause and effect."""
    for match in _CAUSE.finditer(case.claim.low) if case.is_english else ():
        if not _CAUSED.search(case.nearest(match.start())):
            return f"no cited paper gives a cause here (“{match[0]}”)"
    return None
