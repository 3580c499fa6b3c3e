"""Cuts from a sentence what says nothing: labels, marks, boasts, and counts without a list."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"^(?:backgrounds?|objectives?|aims?|purpose|methods?|methodology|materials and methods|results?|main results|"
    r"findings|conclusions?|significance|discussion|interpretation|contributions?|limitations?|implications|approach|"
    r"results and discussion|methods and results|impact|summary|novelty|design/methodology/approach|outcomes?|tl;dr)"
    r"\s?[:.–—-]\s+(?=[A-Z\d])",
    re.IGNORECASE,
)
_MARKS = re.compile(r"(?<![*\w])(\*{1,3}|`{1,2})(?=\S)([^*`\n]{1,80}?)(?<=\S)\1(?![*\w])")
_BOAST = re.compile(
    r"""(?:,\s(?:and\s)?|\sand\s)(?:(?:thereby|thus|hence|further|also|ultimately)\s)?(?:
    (?:(?:pav|lay|open)ing|(?<=and\s)(?:pav|lay|open)e?s)\b|
    (?:setting|sets)\sthe\sstage\b|
    (?:pointing|points)\sthe\sway\b|
    shedding\slight\b|
    (?:positioning|establishing|marking|representing)\s(?:it|itself|them|this)\b|
    (?:highlight|underscor|demonstrat|showcas|illustrat|show|confirm|validat|emphasiz|reinforc)ing\s(?:the|its|their|[\w-]+['’]s)\s
    (?:[\w-]+\s){0,2}?(?:potential|promise|effectiveness|efficacy|robustness|superiority|versatility|importance|value|viability
    |generali[sz]ability|generali[sz]ation|practicality|feasibility|scalability|utility|usefulness|benefits?|advantages?|power)\b|
    (?:offer|provid|bring|giv|contribut|mak)ing\s(?:an?\s)?(?:[\w-]+\s(?:and\s)?){0,2}?(?:promising|practical|powerful|valuable|viable|critical|
    crucial|solid|reliable|principled|scalable|robust|essential|strong|new|significant|meaningful|important)\b
    )(?![^.;]*\d)[^.;]*\.$""",
    re.VERBOSE,
)
_BY_DOING = re.compile(
    r"\b((?:[Ww]e|I) (?:\w+ly )?)(?:address|tackle|bridge|fill|close|overcome|resolve|meet|solve|mitigate)"
    r" (?:this|these|the|that|those|such|both)(?: [\w-]+){0,3}? by "
    r"(introduc|propos|present|develop|design|provid|establish|construct|build|releas)ing\b"
)
_SPELLED = {"introduc": "introduce", "propos": "propose", "provid": "provide", "releas": "release"}
_COUNTED = re.compile(
    r"""(?<!ed),?\s(?:(?:that|which)\s(?:\w+ly\s)?(?:[a-z]+s)|through|via|by|with|in|featuring|comprising|including|integrating
    |combining|consisting\sof|along|built\s(?:on|upon|around)|based\son)\s(?:its\s|our\s)?
    (?:two|three|four|five|six|several|the\sfollowing)\s(?:(?:and|key|main|core|major|new|complementary|technical|synergistic
    |critical|important|methodological|tightly|coupled|interconnected|sequential|primary|essential|novel)\s){0,3}
    (?:innovations?|contributions?|components?|modules?|designs?|stages?|steps?|parts?|mechanisms?|techniques?|ideas?|pillars?
    |strategies|phases?|aspects|features|principles|elements|improvements|advances|commitments|properties)\.$""",
    re.VERBOSE,
)
_NOVEL = re.compile(
    r"\b([Aa]n?) (?:(?:simple|new|completely|entirely|fundamentally|truly) (?:yet|but"
    r"|and) )?novel(?:,? and|,? yet|,? but|,)? (?=((?!one\b)[a-z]+))"
)
_VOWEL = re.compile(r"(?!eu|one|once|uni(?!nf|nt|mp)|us)[aeiou]", re.IGNORECASE)
"""How a word begins that has `an` before it."""


def unmarked(text: str) -> str:
    """Without Markdown: `**X** is *fast*` is `X is fast`; a lone star stays."""
    return _MARKS.sub(r"\2", text) if "*" in text or "`" in text else text


def unlabelled(sentence: str) -> str:
    """Without the label of a structured abstract: `Methods: we …`."""
    return _LABEL.sub("", sentence, count=1)


def trimmed(sentence: str) -> str:
    """Without closing boasts, and without counts of what isn't listed."""
    if " by " in sentence:
        sentence = _BY_DOING.sub(lambda m: m[1] + _SPELLED.get(m[2], m[2]), sentence, count=1)
    end = sentence[-_TAIL:]
    for pattern, signs in ((_COUNTED, _COUNTED_SIGNS), (_BOAST, _BOAST_SIGNS)):
        found = pattern.search(sentence) if any(sign in end for sign in signs) else None
        if found and found.start() > _LEAST:
            sentence = f"{sentence[: found.start()].rstrip(' ,')}."
    return _NOVEL.sub(_article, sentence) if "novel " in sentence or "novel, " in sentence else sentence


_TAIL = 260
"""Characters from the end in which a closing remark must have its signs."""
_COUNTED_SIGNS = ("two ", "three ", "four ", "five ", "six ", "several ", "the following")
_BOAST_SIGNS = ("ing ", "and pave", "and lay", "and open", " sets ", " points ")
_LEAST = 30
"""Characters that must be left for a sentence to be whole."""


def _article(match: re.Match[str]) -> str:
    a_or_an = "an" if _VOWEL.match(match[2]) else "a"
    return f"{a_or_an.capitalize() if match[1][0] == 'A' else a_or_an} "
