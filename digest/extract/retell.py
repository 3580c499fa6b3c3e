"""Turns an author's sentence into one of ours: third person, named, shorter, with its meaning unchanged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract.trimming import unlabelled
from digest.text.verbs import ADVERBS, AMBIGUOUS, AUXILIARY, BASE, BASE_OF, single

if TYPE_CHECKING:
    from digest.model import Paper

_OPENERS = re.compile(
    r"""^(?:(?:in\s(?:this|the\spresent|our)\s(?:paper|work|study|article|letter|thesis|report|survey|contribution|research|
    manuscript|preprint|note|review),?\s+)|
    (?:however|moreover|furthermore|additionally|in\saddition|also|besides|specifically|empirically|
    experimentally|as\ssuch|to\ssummarize|to\sour\ssurprise|in\sparticular|concretely|notably|
    importantly|crucially|interestingly|surprisingly|remarkably|finally|lastly|overall|therefore|thus|hence|consequently|
    accordingly|meanwhile|instead|here|now|then|first|second|third|firstly|secondly|thirdly|next|
    to\s(?:this|that|these|such)\s(?:end|aim|effect)s?|for\s(?:example|instance)|to\sour\sknowledge|to\sthe\sbest\sof\sour\sknowledge|as\sa\sresult|
    (?:for|with|under|in|at|on)\s(?:this|these|such|that)\b[^,]{0,60}|taken\stogether|together|collectively|more\sgenerally|
    in\ssummary|in\s(?:the\s)?light\sof\s(?:this|these|those|such)\b[^,]{0,80}|in\sshort|in\sconclusion|in\sresponse|
    more\s(?:specifically|precisely|importantly|broadly)|going\sbeyond\s(?:this|these)\b[^,]{0,60}|
    by\scontrast|in\scontrast|at\sthe\ssame\stime|that\sis|and|but|yet|so|
    (?:motivated|inspired|driven|guided)\sby\s(?:this|these|those|such)\b[^,]{0,80}|
    (?:given|considering|despite|beyond|based\son|building\son)\s(?:this|these|those|such|that)\b[^,]{0,80}|
    (?:to|in\sorder\sto)\s(?:(?:[a-z]+ly|better|further)\s)?[a-z]+\s(?:this|these|those|such|the\sabove|both|it|the\sfirst|so|all|
    the\s(?:gap|issue|problem|challenge|limitation)s?)\b[^,]{0,90})
    (?:,\s+|\s+(?=(?:we|I|our|this|the|an?)\s)))""",
    re.IGNORECASE | re.VERBOSE,
)
_ACRONYM = re.compile(r"\s?\((?:the\s)?([A-Z][A-Za-z0-9&+\-]{1,11}s?)\)(?![\w-])")
_ASIDE = re.compile(r"\s?\((?:e\.g\.|i\.e\.|for example|such as|see|cf\.)[^()]*\)")
_TAIL = re.compile(
    r""",\s(?:(?:thereby|thus|hence|further|also)\s)?(?:highlighting|underscoring|demonstrating|suggesting|showing|paving|
    opening|making|offering|providing|enabling|indicating|illustrating|confirming|establishing|positioning|supporting|
    revealing|laying|emphasizing|validating|allowing|facilitating|ensuring|advancing|bridging|fostering|proving|
    contributing)\b[^,;:]*(?:,\sand\s[^,;:]*)?\.$""",
    re.VERBOSE,
)
_SUBJECT = re.compile(r"(?<![\w'’“\"-])(?:[Ww]e|I(?= [a-z]))(?![\w'’-])")
_MAIN = re.compile(
    r"(?:^|(?:[,;:–—]|\s-)\s*(?:and|but|then|so|which|where|while|here)?\s*|\b(?:that|and|but|because|since|while|where|when|as|if|"
    r"whether|then|thus|therefore|hence|how|why|here|also|first|finally)\s|^(?:In|On|Using|By|With|For|To|From|Through|Under|At|"
    r"Based|Building|Across|Within|Given|After|Before|During|Via|Unlike|Following|Extending)\b[^,]*\s)$"
)
_ADVERB = re.compile(
    r"^ (?:further|furthermore|specifically|accordingly|consequently|instead|therefore|thus|then|hence|additionally|also"
    r"|finally|next|first|firstly|here|moreover)\b,?(?= \w)"
)
_WORK = re.compile(
    r"(?:^(?:The|This|Our)|(?<=[,:] )(?:this|our)|(?<=^Here )this) (?:present |current |proposed )?"
    r"(paper|work|study|article|letter|thesis|report|survey|review|manuscript|contribution|research|note|preprint)"
    r"(?P<tail> (?P<adverb>[a-z]+ly |also |first |then |further )?(?P<verb>[a-z]+))?(?![\w'’-])"
)
_COORDINATED = re.compile(r"(?:\band|\bthen|,)\s(?:[a-z]+ly\s|also\s|then\s)?([a-z]+s)\b")
_OWN_METHOD = re.compile(
    r"\b(?:[Oo]ur|[Tt]he\s(?:proposed|resulting|new)|[Tt]his(?:\s(?:proposed|new))?)\s"
    r"(?:(?:novel|full|final|best|new|unified|proposed|overall)\s)?"
    r"(?:method|approach|framework|model|system|algorithm|technique|pipeline|architecture|scheme|strategy|solution|design)\b"
    r"(?!['’\w-])(?!\s(?:of|for|to|that|which|based|with|family|class|size|parameters|weights|performance|design)\b)"
)
_LATER = (
    (r"(?<![\w“\"-])[Ww]e(?![\w-])", "they"),
    (r"\bours\b", "theirs"),
    (r"\bour own\b", "their own"),
    (r"\bus\b", "them"),
    (r"\bourselves\b", "themselves"),
)
_LEFTOVER = re.compile(
    r"\b(?:(?<![“\"-])(?:[Ww]e|[Oo]urs?|us|[Oo]urselves|[Mm]y|[Hh]ere)\b|I(?= (?:am|[a-z]+e|show|have|find|do)\b))"
)


def stripped(sentence: str) -> str:
    """Without the words that tie it to the sentence before it: `However,`, `To address this gap,`."""
    sentence = unlabelled(sentence)
    for _ in range(3):
        shorter = _OPENERS.sub("", sentence, count=1)
        if shorter == sentence or not shorter:
            break
        sentence = shorter
    return sentence[:1].upper() + sentence[1:]


def shortened(sentence: str, names: tuple[str, ...], limit: int) -> str:
    """Shorter where that changes no meaning: acronyms never used again, asides, and a closing remark if still too long."""

    def keep_names(match: re.Match[str]) -> str:
        used_again = sentence.count(match[1]) > 1
        return match[0] if match[1] in names or used_again else ""

    shorter = _ACRONYM.sub(keep_names, sentence)
    if len(shorter) > limit:
        shorter = _ASIDE.sub("", shorter)
    if len(shorter) > limit:
        shorter = _TAIL.sub(".", shorter)
    return shorter


def third_person(sentence: str, paper: Paper, name: str) -> str | None:
    """The sentence with its authors named, or None where that can't be done without breaking it.

    Args:
        sentence: Already stripped.
        paper: Whose sentence it is.
        name: What the paper calls its method, or "".
    """
    several = len(paper.authors) != 1
    text = _OWN_METHOD.sub(lambda m: _method(m, name), sentence)
    text = re.sub(r"\b[Oo]urs\b", name, text) if name else text
    text, works = _WORK.subn(lambda m: _by(m, paper, several=several), text, count=1)
    subject = None if works else _subject(text, several=several)
    if subject:
        head, tail = text[: subject.start()], text[subject.end() :]
        if not several and (tail := _conjugated(tail) or "") == "":
            return None
        head = re.sub(r"\bour\b", "their", re.sub(r"\bOur\b", "Their", head))
        text = f"{head}{paper.byline}{_ADVERB.sub('', tail, count=1)}"
    for pattern, replacement in _LATER:
        text = re.sub(pattern, replacement, text)
    text = re.sub(r"\bOur\b", "Their", re.sub(r"\bour\b", "their", text))
    return None if _LEFTOVER.search(text.replace(paper.byline, "")) else text


def _subject(text: str, *, several: bool) -> re.Match[str] | None:
    """The authors as the subject of a main clause; `every method we tried` is no place for names."""
    for found in _SUBJECT.finditer(text):
        if found[0] == "I" and several:
            continue
        return found if _MAIN.search(text[: found.start()]) else None
    return None


def _by(match: re.Match[str], paper: Paper, *, several: bool) -> str:
    """`This paper presents` with its authors for a subject, or the paper by them where more verbs depend on it."""
    adverb, verb = match["adverb"] or "", match["verb"] or ""
    rest = match.string[match.end() :]
    alone = not any(word in BASE_OF for word in _COORDINATED.findall(rest))
    if verb in BASE_OF and (alone or not several):
        return f"{paper.byline} {adverb}{BASE_OF[verb] if several else verb}"
    article = "the" if match.start() else "The"
    return f"{article} {match[1]} by {paper.byline}{match['tail'] or ''}"


def _method(match: re.Match[str], name: str) -> str:
    """The method's own name in place of `our method`."""
    if name:
        return name
    first = match[0].split()[0]
    if first.lower() == "our":
        return ("Their" if first[0].isupper() else "their") + match[0][3:]
    return match[0]


def _conjugated(tail: str) -> str | None:
    """` introduce X and show Y` after one author: ` introduces X and shows Y`; None where a word could be a noun too."""
    words = tail.split(" ")
    expecting, after_and, conjugated = True, False, False
    for i, word in enumerate(words):
        bare = word.strip(",;:").lower()
        if bare in ADVERBS or not bare:
            continue
        if expecting and (bare in BASE or bare in AUXILIARY):
            if after_and and bare in AMBIGUOUS:
                return None
            words[i] = word.lower().replace(bare, single(bare))
            conjugated = True
        expecting = after_and = bare in {"and", "then"}
    return " ".join(words) if conjugated else None
