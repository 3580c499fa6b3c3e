"""Says whether a sentence stands alone: whether a reader who sees nothing else of its abstract understands it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract.passages import OWN
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
    r"|All\s(?:two|three|four|five|six|seven|eight|nine|ten|\d+|proposed|[a-z]+s)\b|(?:Two|Three|Four|Five"
    r"|Several)\s(?:key|main|core|major)?\s?(?:findings|insights|contributions|observations|components"
    r"|stages|challenges)\b"
    r"|The\s(?:higher|lower|larger|smaller|improved|former|latter|resulting|above|same|second|third|other|others|proposed|following|first|next"
    r"|final|remaining|latter|two|three|four|key)\b"
    r"|(?:First|Second|Third|Finally|Lastly|Additionally|Moreover|Furthermore|Similarly|Specifically"
    r"|Instead|Conversely|Consequently|Thus|Hence|Therefore|Then|Also|Notably),?\s"
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
    ("these|those", r"\bth[eo]se\s(?!of\b|who\b|that\b|with\b|in\b|from\b|using\b)[\w-]+"),
    ("this ", rf"\bthis\s(?!(?:{OWN}|end|regard)\b)[\w-]+"),
    ("such ", r"\bsuch\s(?!as\b|that\b|an?\s[\w-]+\sas\b)[\w-]+"),
    (" this.| this,| that.| that,| these.| these,| those.| those,| here.| here,| one.| one,| ones.| ones,", None),
    ("that gap|that issue|that problem|that assumption|that approach|that setting|that method", None),
    (
        "the stated |the aforementioned|the former|the latter|the above|the following|the said |the respective|the proposed",
        None,
    ),
    ("the underlying |the corresponding |as follows| as well.| as well,|the gap.|the gap,|the authors | to our ", None),
    (
        "the first |the second |the third |the other |the two |the three |the four |the five |the six ",
        rf"\bthe\s(?:first|second|third|other|two|three|four|five|six)\s{_THINGS}\b",
    ),
    ("our|us |us,|us.|we |my ", r"\b(?:our|ours|us|we|my)\b"),
    (
        "both |all |either |each ",
        rf"\b(?:both|all|either|each)\s(?:of\sthe\s|proposed\s|stated\s)?{_THINGS}(?!\s(?:and|of|in|on|that)\b)",
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
            r"(?!\s(?:of|that|from|by|for)\b)"
        ),
    ),
    ("the same ", r"\bthe\ssame\b(?![^.;]*\b(?:as|for|across|time|after|when|under|among)\b)"),
    ("instead", r"\binstead(?!\sof)\b"),
    ("alternative", r"\balternatively\b|\bas\san?\s(?:[\w-]+\s)?alternative(?!\sto)"),
    ("conversely|likewise|similarly,|similarly.|one such|do so.|do so,|doing so|so far", None),
    ("the stack |the loop |the rest ", r"\bthe\s(?:stack|loop|rest)\s(?:is|are)\b"),
)
_NUMBERED = re.compile(
    r"\b(?:campaign|experiment|study|phase|stage|task|step|theorem|section|part|table|figure|fig\.|appendix"
    r"|level|tier|condition"
    r"|setting|hypothesis|proposition|lemma|algorithm|eq\.|rq|type|category|group|layer)[\s-]?\d",
)
_CODE = re.compile(r"(?<![\w.-])(?!F1\b)[A-EG-Z]\d{1,2}(?![\w.-])")
_RAW = re.compile(r"\[[^\]]*\d\]|[\\^_{}$|]|~(?!\d)|\(\s*\)|\s,|\?\?|…|\.\.\.|\bet\.\s|\w-\s(?!and\b|or\b|to\b)")
_BROKEN = re.compile(
    r"\b(?!that\b|had\b)([a-z]+) \1\b|\b[Aa] (?=LL?M|[aei](?!u)[a-z])|\b[Aa]n (?=[bcdfgjklmnpqrstvwz][a-z]|1[02-79.])"
    r"|\b(?:propose|introduce|present|develop|design)s? (?:[A-Z][\w-]+ ){1,6}(?:\([\w-]+\) )?"
    r"(?:framework|method|approach|model|system|algorithm|network|architecture|mechanism|module|strategy)\b"
    r"|\(\s|\s\)|[a-z]{3}\.[A-Z][a-z]"
)
_CUT_OFF = re.compile(
    r"(?:,?\s(?:and|or)\s\(?\d\)?\s*\.|\?[”\"']?\s*|:\s*\.?|\b(?:through|of|by|with|and|via|the|a|an|for|to|in|on|that|which|or|as|from"
    r"|including|namely|where)\.)$"
)
_END = 16
_LONGEST_WORD = 24
_ENUMERATED = re.compile(r"\((?:i|ii|iii|1|2|3|a|b)\)|(?<![\w.])(?:1|2|i|ii)\)\s|:\s(?:1\.|First,)")
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
_PRONOUN = re.compile(r"\b(?:it|its|itself|they|their|them|themselves)\b", re.IGNORECASE)
_NOUNLIKE = re.compile(
    r"\b(?!(?:In|On|At|For|With|By|From|When|While|If|As|To|And|But|The|A|An)\b)[A-Z][\w-]*|\b(?:an?|the"
    r"|some|most|many|all|no|each|every)\s\w+|\b[a-z]{4,}s\b|\b[a-z]{7,}\b"
)
_LONE = re.compile(r"(?<![\w'’.=<>≤≥-])(?![aAI]\b)[B-Zb-z](?![\w'’.-])")
_MOST_NUMBERS = 8
_NUMBER = re.compile(r"(?<![\w.-])\d[\d.,]*")
_EARLY = 12
_LONGEST = 330
_SHORTEST = 35


def flaw(text: str) -> str:
    """What keeps a whole sentence from standing alone, or ""; told in a word, for those who look why."""
    return next((name for name, has in _FLAWS.items() if has(text)), "")


def _leans(text: str) -> bool:
    """On a sentence before it: `these gains`, `both settings`, `instead`."""
    low = text.lower()
    return bool(
        _STARTS.match(text) or _IT_AFTER.match(text) or _SUBJECT.match(text) or _LEANS(low) or _NUMBERED.search(low)
    )


def _is_raw(text: str) -> bool:
    """Broken off, or with leftovers of another notation."""
    run_together = any(len(part) > _LONGEST_WORD and part.isalpha() for part in text.split())
    marks = _RAW.search(text) or _CUT_OFF.search(text[-_END:]) or _CODE.search(text) or _BROKEN.search(text)
    return run_together or bool(marks) or _unbalanced(text)


def _lists(text: str) -> bool:
    return bool(_ENUMERATED.search(text)) or len(_NUMBER.findall(text)) > _MOST_NUMBERS or len(_LONE.findall(text)) > 1


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
    "leans": _leans,
    "raw": _is_raw,
    "list": _lists,
    "than what": _compares_with_nothing,
    "pronoun": _refers,
}


def _unbalanced(text: str) -> bool:
    pairs = (("(", ")"), ("[", "]"), ("“", "”"))
    return any(text.count(opening) != text.count(closing) for opening, closing in pairs) or text.count('"') % 2 == 1
