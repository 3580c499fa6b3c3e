"""Strong words in a claim: first, best, released, introduced; only a cited paper may use them of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check import denial, naming
from digest.check.alignment import content
from digest.check.arithmetic import same
from digest.check.naming import words

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
    r"|\bthe (?:very )?first (?:[\w-]+ ){1,4}?(?:that|which|to|who|whose)\b"
    r"|\bno (?:one|body|[\w-]+) (?:had |has |was |were |did |ever )?(?:ever )?before\b|\bnobody before\b"
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
        rf"\b(?:largest|biggest) (?:[\w-]+ ){{0,3}}?{_WORK}",
        r"\b(?:largest|biggest)\b",
    ),
    (
        "to be the best there is",
        r"\b(?:best|highest|lowest|fastest) (?:[\w-]+ ){0,3}?(?:known|to date|so far|yet|ever|of all)\b|\bun(?:preced|match)",
        r"\bbest\b|unprecedented|unmatched|highest|state[- ]of[- ]the[- ]art|\bsota\b",
    ),
    (
        "a breakthrough",
        r"\bbreakthrough|\brevolution|\bgame[- ]chang|\bground-?breaking|\bparadigm[- ]shift|\bunparalleled",
        r"\bbreakthrough|\brevolution|\bgame[- ]chang|\bground-?breaking|\bparadigm[- ]shift|\bunparalleled",
    ),
    (
        "to outperform others",
        r"\boutperform|\bsurpass|\bbeat(?:s|ing|en)?\b|\boutdo|\bsuperior to\b|(?<!no )(?<!not )\bbetter than (?!chance)",
        _CLAIMED_BETTER,
    ),
    (
        "a release",
        r"\bopen[- ]sourced?\b|\bpublicly available\b",
        r"open|releas|availab|public|https?:|github|\bcode\b|\bshare",
    ),
    ("an oral or a spotlight", r"\b(?:an?|as) (?:oral|spotlight)\b", r"\boral\b|\bspotlight\b"),
    ("an award", r"\baward(?:s\b|ed\b|-|\b)(?! (?:its?|the|them|each|their|an?|some|points)\b)", r"\baward"),
    (
        "a proof",
        r"\bprovabl[ey]\b|\bproofs?\b|\btheorems?\b",
        r"\bprov(?:[ei]|abl)|\bproofs?\b|theor|guarant|lemma|certif",
    ),
    ("statistical significance", r"\bstatistically significant", r"significan"),
)
_BOASTS = tuple((name, re.compile(said, re.IGNORECASE), re.compile(source)) for name, said, source in _TABLE)
"""What is claimed, how a statement says it, and what a source must then say."""

_RELEASED = re.compile(
    r"\b(?:releas(?:e[ds]?|ing)|made public|public(?:ly)?|available|download\w*|open[- ]sourc\w*)\b", re.IGNORECASE
)
_HANDED_OUT = re.compile(
    r"\b(?:(?:has|have|been|is|are|was|were|and|they|authors) released?|releas(?:ed|es)|made public|publicly available"
    r"|can be downloaded|open[- ]sourced?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("of for the and in with to a on via by from".split())
_LETTERS = 3
"""Initials that fit by chance below."""
_SMALL_WORDS = 3
_ENOUGH = 5
"""Words that must be told before they can be another paper's."""
_BY_CHANCE = 20
"""Numbers up to here stand in many papers."""
_LEAD = 0.2
"""By which part of what is told another paper must be ahead of the cited ones."""
_MAKING_OF = re.compile(
    r"\b(?:introduc(?:es?|ed|ing)|propos(?:es?|ed|ing)|presents?|puts? forward|develops?|creates?|devises?|invents?)"
    r" (?:the |an? )?([A-Z][\w-]*)"
)


def boasts(case: Case) -> str | None:
    """A paper is called the first, the largest and the like only where it says so itself."""
    for boast, said, allowed in _BOASTS:
        found = said.search(case.claim.text)
        if found and not allowed.search(case.low) and not denial.is_denied(case.claim.text, found.start()):
            return f"no cited paper claims {boast}"
    return None


def announces_a_release_as_done(case: Case) -> str | None:
    """Code and data that are only promised aren't released."""
    if not _HANDED_OUT.search(case.claim.text):
        return None
    for source in case.sources:
        said = [one for one in source.passages if _RELEASED.search(one.low)]
        linked = any(resource.url for resource in source.facts.resources)
        if said and not linked and all(one.part == "planned" for one in said):
            return f"the paper only announces it: {said[0].quoted}"
    return None


def takes_others_work_for_its_own(case: Case) -> str | None:
    """A paper doesn't introduce what it only mentions."""
    for clause in case.clauses:
        for match in _MAKING_OF.finditer(clause.text):
            name = "".join(words(match[1]))
            for source in clause.about if naming.names(match[1]) else ():
                if name in source.joined_words and not any(name in own or own in name for own in source.own_names):
                    return f"{match[1]} isn't the paper's own"
    return None


def cites_the_wrong_paper(case: Case) -> str | None:
    """Another paper at hand doesn't say far more of it than the cited ones."""
    names = frozenset[str]().union(*(source.naming for source in case.sources))
    told = frozenset(word.stem for word in content(case.claim.text)) - names
    missing = told.difference(*(source.stems for source in case.sources))
    if not case.sources or not case.is_english or len(told) < _ENOUGH or len(missing) < _LEAD * len(told):
        return None
    if any(same(one, own) for one in case.amounts if one.value > _BY_CHANCE for s in case.sources for own in s.amounts):
        return None
    lead, other = case.rivals.lead(told, case.claim.cites)
    return f"{other} says this rather than {' or '.join(case.claim.cites)}" if lead >= _LEAD else None


def spells_out_otherwise(case: Case) -> str | None:
    """Words whose first letters make an acronym of the claim stand in a cited paper."""
    said = [(word, word.lower()) for word in _WORD.findall(case.claim.text)]
    for name in case.claim.names:
        letters = "".join(sign for sign in name if sign.isupper()).lower()
        for start in range(len(said)) if len(letters) >= _LETTERS else ():
            for end in range(start + _LETTERS, min(len(said), start + len(letters) + _SMALL_WORDS) + 1):
                run = [low for _, low in said[start:end]]
                large = [word for word in run if word not in _SMALL]
                if run[0] in _SMALL or run[-1] in _SMALL or "".join(word[0] for word in large) != letters:
                    continue
                if name.lower() not in run and not any(source.runs(" ".join(run)) for source in case.sources):
                    return f"no cited paper spells out {name} as {' '.join(word for word, _ in said[start:end])}"
    return None
