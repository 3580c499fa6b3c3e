"""Says whether a reader understands a sentence who sees nothing else of its abstract, or one sentence before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract.passages import OWN
from digest.extract.wholeness import is_raw, lists
from digest.text.cues import Cues

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_VERB = r"(?:is|are|was|were|has|have|had|can|could|may|might|will|would|do|does|did|must|should|[a-z]{3,}(?<!s)s|[a-z]{3,}ed)"
_STARTS = re.compile(
    rf"(?:It|They|Its|Their|Them|These|Those|Such|Both|Another|Each|Either|Neither|Others?|One|There|Here"
    rf"|He|She|His|Her|Thereby|Doing"
    rf"|Which|Where|Who|While it|When it|Yet|But|However|Still|Whereas|This(?!\s(?:{OWN})\b))\b|[a-z(\[]"
    r"|(?:In|On|At|For|With|By|From|Through|Under|Across|Among|Within|Beyond|Despite|Unlike|Using"
    r"|Of)\s(?:this|these|those|such|its|their|it|them|both|each|all\s(?:two|three|four|five|six|\d))\b"
    r"|(?:Because|Since|Given\sthat)\s(?:the|this|these|it|they)\b"
    r"|All\s(?:two|three|four|five|six|seven|eight|nine|ten|\d+|proposed|[a-z]+s)\b|(?:Two|Three|Four|Five"
    r"|Several)\s(?:key|main|core|major)?\s?(?:findings|insights|contributions|observations|components"
    r"|stages|challenges)\b"
    r"|The\s(?:higher|lower|larger|smaller|improved|former|latter|resulting|above|same|second|third|other|others|proposed|following|first|next"
    r"|final|remaining|latter|two|three|four|key)\b"
    r"|(?:First|Second|Third|Finally|Lastly|Additionally|Moreover|Furthermore|Similarly|Specifically"
    r"|Instead|Conversely|Consequently|Thus|Hence|Therefore|Then|Also|Notably),?\s"
)
# `Experiments show large gains`: of what is told before it.
_TRIALS = re.compile(
    r"(?:[\w-]+\s){0,2}(?i:experiments?|results|evaluations?|simulations|findings)\s(?:\w+ly\s)?"
    r"(?:show|demonstrate|reveal|confirm|indicate)s?\s(?!that\b)"
)
# A definite subject with nothing behind it that says which: `The projection sheds …`, `On ImageNet, the small models reach …`.
_SAYS_WHICH = r"(?:of|for|in|between|that|to|from|with|on|behind|by|among|at|under|over|who|which|across|within|than)\b"
_SUBJECT = re.compile(
    rf"^(?:[^,]{{3,140}},\s)?[Tt]he\s(?!(?:best|most|only|largest|smallest|highest|lowest|strongest"
    rf"|majority|\w+est|\w+est-\w+|best-\w+)\b)"
    rf"(?:(?:(?!{_SAYS_WHICH})[\w’'/.-]+\s){{4}}|(?:(?!{_SAYS_WHICH})[\w’'/.-]+\s){{1,3}}{_VERB}\s)"
)
_IT_AFTER = re.compile(
    r"^(?:In|On|Across|At|For|With|By|From|Through|Under|Over|Among|Within|When|While|After|Despite|Using"
    r"|Compared|Unlike|As|If|Evaluated"
    r"|Trained|Without|Beyond|To|Even|Given|Based|Built)\b[^,]{2,140},\s(?:it|they|its|their|this|these|both|each)\b"
)
_THINGS = (
    r"(?:settings?|cases?|tasks?|datasets?|benchmarks?|domains?|models?|stages?|metrics?|scenarios?|aspects"
    r"|challenges|issues|methods?"
    r"|regimes?|conditions?|approaches|configurations?|evaluations?|experiments?|systems?|criteria|variants?"
    r"|components?|modules?"
    r"|phases?|steps?|parts?|groups?|stud\w+|ones?)"
)
_LEANS = Cues(
    ("these|those", r"\bth[eo]se\s(?![\w-]+ed\b|of\b|who\b|that\b|with\b|in\b|from\b|using\b)[\w-]+"),
    ("this ", rf"\bthis\s(?!(?:{OWN}|end|regard)\b)[\w-]+"),
    ("such ", r"\bsuch\s(?!as\b|that\b|an?\s[\w-]+\sas\b)[\w-]+"),
    (" this.| this,| that.| that,| these.| these,| those.| those,| here.| here,| one.| one,| ones.| ones,", None),
    ("that gap|that issue|that problem|that assumption|that approach|that setting|that method", None),
    (
        "the stated |the aforementioned|the former|the latter|the above|the following|the said |the respective|the proposed",
        None,
    ),
    ("the underlying |the corresponding |as follows| as well.| as well,|the gap.|the gap,| to our ", None),
    (
        "the first |the second |the third |the other |the two |the three |the four |the five |the six ",
        rf"\bthe\s(?:first|second|third|other|two|three|four|five|six)\s{_THINGS}\b(?!\sof\b)",
    ),
    (
        "both |all |either |each ",
        rf"\b(?:both|all|either|each)\s(?:of\sthe\s|proposed\s|stated\s)?{_THINGS}(?!\s(?:of|in|on|that)\b)",
    ),
    ("both ", r"\bboth\s(?![^.;]{0,80}\band\b)"),
    ("respectively", r"^(?!.*\band\b.*\band\b).*\brespectively\b"),
    ("which, ", r"\bwhich,\s[a-z]+ly,"),
    (
        " settings| cases| conditions| metrics| variants| regimes|of them",
        (
            r"\b(?:all|across|on|over)\s(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s"
            r"(?:of\sthem|settings|cases|conditions|metrics|variants|regimes)\b"
        ),
    ),
    (
        "the evaluated|the tested|the considered|the examined|the compared|the studied|the selected|the investigated",
        r"\bthe\s(?:evaluated|tested|considered|examined|compared|studied|selected|investigated)\s[\w-]+s\b",
    ),
    (
        "the generated|the learned|the trained|the extracted|the collected|the obtained|the synthesized|the predicted",
        (
            r"\bthe\s(?:generated|learned|trained|extracted|collected|obtained|synthesized|predicted)\s[\w-]+\b"
            r"(?!\s(?:of|that|from|by|for|to|on|in|with|between|at)\b)"
        ),
    ),
    ("instead", r"\binstead(?!\sof)\b"),
    ("alternative", r"\balternatively\b|\bas\san?\s(?:[\w-]+\s)?alternative(?!\sto)"),
    ("conversely|likewise|similarly,|similarly.|one such|do so.|do so,|doing so|so far", None),
    ("the stack |the loop |the rest ", r"\bthe\s(?:stack|loop|rest)\s(?:is|are)\b"),
)
_SPEAKS = Cues(("our|us |us,|us.|we |my ", r"\b(?:our|ours|us|we|my)\b"), ("the authors ", None))
# What the sentence right before it says, where that is told too.
_POINTS = re.compile(
    r"(?:It|This|These|Those|Such|Both|Each|Here|While it|When it)\b"
    r"|(?:In|On|At|For|With|By|From|Through|Under|Across|Within|Beyond|Despite|Unlike|Using|Of)\s"
    r"(?:this|these|those|such|its|it|them|both|each)\b"
    r"|The\s(?:improved|resulting|former|latter|same|other|others|proposed|remaining|final|higher|lower|larger|smaller)\b"
    r"|All\s|(?:First|Specifically),?\s"
)
_POINTED = re.compile(r"\b(?:[Tt]h(?:is|ese|ose)|[Ss]uch|[Bb]oth|[Aa]ll)\s(?:[\w-]+\s)?(?P<what>[a-z][\w-]+)")
_NOUN = re.compile(r"[a-z][a-z-]{3,}")
_SAID_STEM = 5
_ALWAYS_KNOWN = frozenset(
    "result gain gains improv code gap diffe advan effec error perfo accur evalu exper analy findi".split()
)
_NUMBERED = re.compile(
    r"\b(?:campaign|experiment|study|phase|stage|task|step|theorem|section|part|table|figure|fig\.|appendix"
    r"|level|tier|condition"
    r"|setting|hypothesis|proposition|lemma|algorithm|eq\.|rq|type|category|group|layer)[\s-]?\d",
)
_COMPARES = re.compile(
    r"\b(?:more|less|fewer|higher|lower|better|worse|faster|slower|larger|smaller|greater|stronger|weaker"
    r"|shorter|longer|cheaper|superior|inferior"
    r"|comparable|competitive|closer|harder|easier|safer|richer|deeper|broader)\b(?!\s(?:bound|level|layer"
    r"|order|dimension|education|learning\srate|half|limit|body))",
    re.IGNORECASE,
)
_COMPARING = (
    *"more |less |fewer |higher|lower|better|worse|faster|slower|larger|smaller|greater|stronger|weaker|shorter".split(
        "|"
    ),
    *"longer|cheaper|superior|inferior|comparable|competitive|closer|harder|easier|safer|richer|deeper|broader".split(
        "|"
    ),
    *"twice|fold|times|×|x ".split("|"),
)
_AGAINST = re.compile(
    r"\b(?:than|compared|relative|versus|vs\.?|against|over|baselines?|prior|existing|previous"
    r"|from\s[\d.]+|as\s(?:the|those|a|much|many|well)\b|counterparts?|to\sthose|to\sthat|with\sthe"
    r"|alternatives?|state-of-the-art"
    r"|when|if|while|whereas|under|only|the\s(?:more|less|higher|lower|better|larger|longer|fewer)"
    r"|to\s(?:full|\d|[A-Z])|with\s(?:[A-Z]|full|human|larger|standard|supervised))\b|by\s(?:up\sto\s"
    r"|over\s|about\s|approximately\s|an?\saverage\sof\s|roughly\s|nearly\s|around\s|at\sleast\s|~"
    r"|≈)?[\d+]",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"(?:\d(?:\.\d+)?\s?[×x]|\b(?:twice|thrice|two|three|four|five|ten|half)(?:\stimes|-fold"
    r"|fold)?\s(?:as\b|the\b)|-fold)(?:\s[\w-]+)?\s?(?:higher|lower|faster|slower|fewer|more|less|larger"
    r"|smaller|as|better|longer|shorter|greater|the)\b"
)
_DANGLES = re.compile(
    r"\b(?:suggests?|indicates?|shows?|finds?|argues?)\sthat\s(?:their|its|it|they|these|this|both|such)\b"
)
_PRONOUN = re.compile(r"\b(?:it|its|itself|they|their|them|themselves)\b", re.IGNORECASE)
_NOUNLIKE = re.compile(
    r"\b(?!(?:In|On|At|For|With|By|From|When|While|If|As|To|And|But|The|A|An)\b)[A-Z][\w-]*|\b(?:an?|the"
    r"|some|most|many|all|no|each|every)\s\w+|\b[a-z]{4,}s\b|\b[a-z]{7,}\b"
)
_EARLY = 12
_LONGEST = 330
_SHORTEST = 35
_SHORT = 22
"""Characters of the shortest sentence behind another."""


def flaw(text: str, *, before: str = "", next_to_it: bool = False) -> str:
    """What keeps a whole sentence from standing, or ""; told in a word, for those who look why.

    Args:
        text: The sentence.
        before: What is told before it, or "".
        next_to_it: Whether that stands right before it in the abstract too, so that `this` means it.
    """
    found = next((name for name, has in _FLAWS.items() if has(text) and not (before and _is_mended(name, text))), "")
    if found or (leans(text) and not (before and _is_led_to(text, before, next_to_it=next_to_it))):
        return found or "leans"
    return "" if next_to_it or not _refers(text) else "pronoun"


def _is_mended(name: str, text: str) -> bool:
    """Whether a flaw is none behind another sentence: few words, and comparisons without a number."""
    return (name == "length" and _SHORT <= len(text) < _SHORTEST) or (name == "than what" and not _TIMES.search(text))


def leans(text: str) -> bool:
    """Whether it needs a sentence before it: `these gains`, `both settings`, `instead`."""
    low = text.lower()
    return bool(
        _STARTS.match(text)
        or _TRIALS.match(text)
        or _IT_AFTER.match(text)
        or _SUBJECT.match(text)
        or _LEANS(low)
        or _SPEAKS(low)
        or _NUMBERED.search(low)
        or _DANGLES.search(low)
    )


def _is_led_to(text: str, before: str, *, next_to_it: bool) -> bool:
    """Whether what a sentence leans on is told before it."""
    low, said = text.lower(), before.lower()
    if _SPEAKS(low) or _NUMBERED.search(low):
        return False
    if next_to_it:
        return not _STARTS.match(text) or bool(_POINTS.match(text))
    if _STARTS.match(text) or _IT_AFTER.match(text):
        return False
    if (subject := _SUBJECT.match(text)) and not _is_said(subject[0].rsplit(" ", 2)[0], said):
        return False
    return not _LEANS(_POINTED.sub(lambda m: "" if _is_said(m["what"], said) else m[0], text).lower())


def _is_said(words: str, said: str) -> bool:
    stems = {word[:_SAID_STEM] for word in _NOUN.findall(words.lower().rpartition(", ")[2])}
    return any(stem in said or stem in _ALWAYS_KNOWN for stem in stems)


def _compares_with_nothing(text: str) -> bool:
    low = text.lower()
    if not any(sign in low for sign in _COMPARING):
        return False
    # A pair compares itself: `the longer the prompt, the lower the accuracy`.
    return bool(_TIMES.search(text) or len(_COMPARES.findall(low)) == 1) and not _AGAINST.search(text)


def _refers(text: str) -> bool:
    """By a pronoun before there is anything that it could mean."""
    pronoun = _PRONOUN.search(text) if "it" in text or "the" in text else None
    return pronoun is not None and (pronoun.start() < _EARLY or not _NOUNLIKE.search(text, 0, pronoun.start()))


_FLAWS: Mapping[str, Callable[[str], bool]] = {
    "length": lambda text: not _SHORTEST <= len(text) <= _LONGEST,
    "raw": is_raw,
    "list": lists,
    "than what": _compares_with_nothing,
}
