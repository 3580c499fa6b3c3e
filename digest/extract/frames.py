"""Takes a sentence out of the frame that says whose it is: `Experiments on X show that Y` tells that Y holds on X."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from digest.extract.defining import defined
from digest.extract.passages import OWN
from digest.extract.wording import capital
from digest.text.verbs import FINDING, INTRODUCING, STUDYING

if TYPE_CHECKING:
    from digest.extract.voice import Voice

Role = Literal["found", "named", "built", "studied", "plain"]

_WE = rf"(?:[Ww]e|I|[Tt]h(?:is|e)\s(?:present\s)?(?:{OWN})|[Oo]ur\s(?:{OWN})|[Tt]he\sauthors)"
_ADVERBS = r"(?:(?:[a-z]+ly|also|further|then|first|thus|therefore|here|now|next|instead)\s)*"
_PRE = r"(?P<pre>(?:[A-Z][\w’'-]*\b[^;:]{2,150}?),\s)?"
_SHOWN = (
    "show|find|found|demonstrate|observe|reveal|report|discover|uncover|establish|confirm|identify|verify|validate"
    "|conclude|see"
)
_FRAMED = re.compile(
    rf"^{_PRE}{_WE}\s{_ADVERBS}(?P<verb>{_SHOWN}|prove|argue|conjecture|hypothesi[sz]e|posit|estimate)(?:s|es|ed)?"
    r"(?:\s\w+ly)?\s(?:here\s)?that,?\s(?P<what>.+)$",
    re.DOTALL,
)
_EVIDENCE = (
    "experiments?|results?|evaluations?|analys[ie]s|simulations?|ablations?|findings?|stud(?:y|ies)|benchmarks?|tests?|trials"
    "|comparisons?|measurements?|benchmarking|experimentation|implementations?|prototypes?|deployments?|validations?|assessments?|observations?|investigations?|experiment"
)
_RESULTS = re.compile(
    rf"^(?P<lead>(?:[\w’'/-]+(?:,\s|\s(?:and\s)?)){{0,6}}?)(?P<noun>(?i:{_EVIDENCE}))"
    r"(?P<where>\s(?:conducted\s|performed\s|carried\sout\s)?(?:on|across|over|in|with|using|under|for|of"
    r"|from|against|via|at|spanning)\s(?!which\b)(?:(?!,\sand\s(?:the|our)\s).){3,150}?)?"
    r"\s(?:(?:also|further|[a-z]+ly|consistently)\s)*"
    r"(?P<verb>show|demonstrate|reveal|indicate|suggest|confirm|find|validate|establish|illustrate|verify"
    r"|prove)(?:s|ed)?"
    r"(?:\s\w+ly)?\s(?P<that>that,?\s)?(?P<what>.+)$",
    re.DOTALL,
)
_IMPERSONAL = re.compile(
    r"^(?:It is (?:shown|found|demonstrated|observed)|(?:Our|The|A) (?:key |main |central )?(?:finding|result) is)"
    r" that (?P<what>.+)$"
)
_HEDGES = frozenset({"suggest", "indicate"})
_CLAIMS = frozenset({"prove", "argue", "conjecture", "hypothesize", "hypothesise", "posit", "estimate", "conclude"})
_PLACING = ("in ", "on ", "across ", "under ", "over ", "at ", "after ", "for ", "within ", "among ")
_ON = re.compile(r"^\s(?:conducted\s|performed\s|carried\sout\s)?(?P<prep>on|across|over|in|under|at)\s")
_SINGULAR = frozenset(
    """implementation prototype deployment analysis study evaluation experiment comparison assessment investigation
    validation""".split()
)
_UNPRAISED = re.compile(r"^(?:Our |The |(?:Our )?(?:[Ee]xtensive|[Cc]omprehensive|[Tt]horough) )")
_ONE_RESULT = re.compile(
    r"(?:result|finding|study|benchmark|evaluation|comparison|observation|experiment|implementation|prototype)$"
)
_TRIED = re.compile(r"^(?:experiment|simulation|test|ablation|trial|evaluation|benchmark)")
_WE_SIGN = re.compile(r"\b[Ww]e\s")
_SHOW_SIGN = re.compile(
    r"(?:show|demonstrate|reveal|indicate|suggest|confirm|find|validate|establish|illustrate|verify|prove)(?:s|ed)?\s"
)
_ACHIEVED = re.compile(
    rf"^{_PRE}[Ww]e\s{_ADVERBS}(?P<tail>(?:achieve|obtain|attain|reach|outperform|surpass|improve|reduce"
    rf"|increase|cut|match|exceed|gain"
    r"|lower|raise|recover|retain|deliver)\s.+)$",
    re.DOTALL,
)
_VERBS = "|".join(sorted(INTRODUCING | STUDYING | FINDING, key=len, reverse=True))
_DONE = re.compile(rf"^{_PRE}{_WE}\s{_ADVERBS}(?P<verb>{_VERBS})(?P<s>s|es)?\s(?P<what>.+)$", re.DOTALL)
# What its people do in any other word.
_ACTED = re.compile(
    rf"^{_PRE}(?:We|we|I)\s{_ADVERBS}(?P<verb>(?!are|were|have|had|can|will|am|do|did|also)[a-z-]{{3,}})\s(?P<what>.+)$",
    re.DOTALL,
)
# What its people did besides would have no subject without them.
_THEN_MADE = re.compile(
    r",?\sand\s(?:[a-z]+ly\s|also\s|further\s|then\s)?(?:propose|introduce|present|develop|release|provide|design|construct|derive|describe"
    r"|discuss|identify|evaluate|validate|argue|offer|outline|examine|study|investigate|analyze|use|conduct|demonstrate|show|prove|observe)\s"
)
_SHOWS = re.compile(r"(?:exhibit|illustrate|highlight|note|notice|provide evidence|report)\s(?:\w+\s){0,5}?that\s")
_AND_FOUND = re.compile(r"\b(?:and|to)\s(?:show|find|found|demonstrate|prove|observe|reveal)\sthat\b")
# What `show that` led in twice, where it leads in nothing any more.
_AND_THAT = re.compile(r"(,?\s(?:and|but)|;(?:\sand)?) that\s(?=(?:the\s|an?\s|over\s)?[\w-]+\s)")
_ALSO_DOES = re.compile(r"(?:,|\band|\bthen)\s(?:[a-z]+ly\s|also\s|further\s)?[a-z]{3,}(?<!s)s\s")
_PASSIVE = re.compile(
    r"^(?!It\b|We\b)[^.;:]{8,160}?\b(?:is|are)\s(?:(?P<made>proposed|presented|introduced|developed|designed)"
    r"|studied|investigated|analy[sz]ed|examined)\b(?!\sas\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unframed:
    """A sentence in our words, without a full stop's worth of its frame.

    Attributes:
        role: What it tells: a finding, a named thing, something built or studied by its people, or nothing of these.
        by: Whether the people stand in it.
        hedged: Whether its people only suggest or argue it.
    """

    text: str
    role: Role
    by: bool = False
    hedged: bool = False


def without_frame(sentence: str, voice: Voice) -> Unframed | None:
    """The sentence in our words, or None where that can't be done without breaking it."""
    for way in (_finding, _result, _achievement, _deed):
        if (found := way(sentence, voice)) is not None:
            text = found.text if found.by else _AND_THAT.sub(r"\1 ", found.text)
            return replace(found, text=text) if text else None
    if voice.name and sentence.startswith(voice.name):
        return Unframed(text=sentence, role="named")
    passive = _PASSIVE.search(sentence)
    return Unframed(text=sentence, role="plain" if not passive else "built" if passive["made"] else "studied")


def _finding(sentence: str, voice: Voice) -> Unframed | None:
    found = _FRAMED.match(sentence) if " that" in sentence else None
    if not found:
        short = _IMPERSONAL.match(sentence)
        return Unframed(text=capital(short["what"]), role="found") if short else None
    pre, what, verb = found["pre"] or "", found["what"], found["verb"]
    if verb in _CLAIMS:
        text = voice.as_people_do(f"{verb} that {what}")
        return Unframed(
            text=_after(pre, text) if text else "", role="found", by=True, hedged=verb not in {"prove", "conclude"}
        )
    if (not pre or pre.lower().startswith(_PLACING)) and not _THEN_MADE.search(what):
        return Unframed(text=f"{pre}{what}" if pre else capital(what), role="found")
    text = voice.as_people_do(f"{'find' if verb == 'found' else verb} that {what}")
    return Unframed(text=_after(pre, text) if text else "", role="found", by=True)


def _result(sentence: str, voice: Voice) -> Unframed | None:
    found = _RESULTS.match(sentence) if _SHOW_SIGN.search(sentence) else None
    if not found:
        return None
    noun = found["noun"].lower()
    if not (found["that"] or voice.opens_with_name(found["what"])):
        # `Experiments show large gains`: of what, only the sentence before says.
        return (
            None
            if voice.name and voice.name in sentence
            else Unframed(
                text=capital(_UNPRAISED.sub("The " if _ONE_RESULT.match(noun) else "", sentence)), role="found"
            )
        )
    where, verb, what, singular = found["where"] or "", found["verb"], found["what"], noun in _SINGULAR
    if verb in _HEDGES:
        source = f"{capital(noun)}{where}" if where else f"Results from {voice.by}"
        text = f"{source} {verb}{'s' if singular and where else ''} that {what}"
        return Unframed(text=text, role="found", by=not where, hedged=True)
    on = _ON.match(where)
    if on:
        place = where[on.start("prep") :].rstrip(" ,")
        tried = f"In {noun if noun.endswith('s') else f'{noun}s'} {place}" if _TRIED.match(noun) else capital(place)
        return Unframed(text=f"{tried}, {what}", role="found")
    if not where:
        return Unframed(text=capital(what), role="found")
    article = ("An " if noun[0] in "aeio" else "A ") if singular else ""
    source = f"{article}{noun if article else capital(noun)}{where}"
    return Unframed(text=f"{source} {verb}{'s' if singular else ''} that {what}", role="found")


def _achievement(sentence: str, voice: Voice) -> Unframed | None:
    found = _ACHIEVED.match(sentence) if "e " in sentence and _WE_SIGN.search(sentence) else None
    if not found:
        return None
    text = voice.as_people_do(found["tail"])
    return Unframed(text=_after(found["pre"] or "", text) if text else "", role="found", by=True)


def _deed(sentence: str, voice: Voice) -> Unframed | None:
    done = _DONE.match(sentence)
    if not done:
        return _act(sentence, voice)
    verb, what, pre = done["verb"], done["what"], done["pre"] or ""
    if verb in INTRODUCING and voice.name and (named := defined(what, voice.name)):
        return Unframed(text=named, role="named")
    role: Role = (
        "built" if verb in INTRODUCING else "found" if verb in FINDING or _AND_FOUND.search(what) else "studied"
    )
    # What a paper does it goes on doing in the singular, however many verbs follow.
    goes_on = done["s"] and voice.several and _ALSO_DOES.search(what)
    text = voice.as_work_does(f"{verb}{done['s']} {what}") if goes_on else voice.as_people_do(f"{verb} {what}")
    if text is None or (pre and not _keeps(pre)):
        pre = ""
    return Unframed(text=_after(pre, text) if text else "", role=role, by=True)


def _act(sentence: str, voice: Voice) -> Unframed | None:
    """`We track every row and find that …`."""
    acted = _ACTED.match(sentence)
    if not acted:
        return None
    pre, text = acted["pre"] or "", voice.as_people_do(f"{acted['verb']} {acted['what']}")
    role: Role = (
        "found" if _AND_FOUND.search(acted["what"]) or _SHOWS.match(acted[0], acted.start("verb")) else "studied"
    )
    return Unframed(text=_after(pre if _keeps(pre) else "", text) if text else "", role=role, by=True)


def _keeps(pre: str) -> bool:
    """Whether words before the subject say something of what was done, not why."""
    return not pre.startswith(("Motivated ", "Inspired ", "Recognizing ", "Given ", "In order "))


def _after(pre: str, text: str | None) -> str:
    return f"{pre}{text}" if text else ""
