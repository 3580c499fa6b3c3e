"""Reads what a paper calls its own method, dataset or benchmark, the chief one first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.coinage import Shape, shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Paper

_MOST = 6
_WORD = r"[^\W_](?:[\w+./-]*[\w+])?"
_TITLE_LEAD = re.compile(r"\s*([^:]{2,60}?)\s*(?::|\s[—–-]+\s|—)\s*\S")
_BRACKETED = re.compile(r"\(([^()\s]{2,24})\)")
_CUE = re.compile(
    r"\b(?:(?P<naming>called|dubbed|named|termed|coined|referred to as|abbreviated as|denoted as|denoted by|denoted)"
    r"|(?:[Ww]e|I|[Pp]aper|[Ww]ork|[Ss]tudy|[Aa]rticle|[Aa]uthors|[Ww]e (?:also |further |then |first |thus |therefore |next )?(?:\w+ly )?"
    r"|and|also|further|then|thus|therefore|finally|first|additionally|here|to|by|\w+ly|(?P<past>[Oo]ur|[Tt]he))\s+"
    r"(?P<verb>(?:introduc|propos|present|develop|releas|construct|design|creat|contribut|describ|unveil|curat|publish|devis|formulat|provid)"
    r"(?:e|es|s|ed|ing)?|open-sources?d?|buil[dt]s?|builds)"
    r"|(?P<opening>Introducing|Presenting|Meet))\s+",
)
_ARTICLE = re.compile(
    r"(?:(?:the|a|an|our|new|novel|simple|two|three|both|first|\(?(?:a|i|1)\))\s+|[\"“'‘*`(]+)*", re.IGNORECASE
)
_DIRECT = re.compile(rf"[\"“'‘*`]*({_WORD})(?:'s)?[\"”'’*`]*(?=([\s,.:;()—–-]+(?:[a-z(]\w*)?|$))")
_TITLED_RUN = re.compile(
    r"[\"“'‘*`]*((?:[A-Z][\w-]*\s+(?:(?:of|and|with|for)\s+)?){0,4}[A-Z][\w-]*)[\"”'’*`]*(?=\s*(?:[,.:;(—–]|\s(?:an?|that|which|is)\b))"
)
_AFTER_KIND = re.compile(
    r"\b(?:framework|method|benchmark|dataset|corpus|model|system|approach|algorithm|architecture|network|suite|pipeline|tool|toolkit|library"
    r"|protocol|metric|platform|agent|variant|strategy|technique|paradigm|mechanism|module|scheme|environment|testbed|family|loss|attack"
    r"|defense|optimizer|workflow|engine|language|simulator|collection|solution|estimator|probe|policy|tokenizer|compiler|s)\s*[,:—–(]*\s*"
    rf"(?:(?:called|named|dubbed|termed|namely)\s+)?[\"“'‘*`]*({_WORD})(?=[\s\"”'’*`]*(?:[,.:;()—–]|$|\s(?:to|for|that|which|with|based|in|and|by|an?)\b))"
)
_ENUMERATED = re.compile(
    rf"\((?:b|c|d|ii|iii|iv|2|3|4)\)\s*(?:an?\s|the\s)?[\"“'‘*`]*({_WORD})(?=[\"”'’*`]*[\s,:;(—–])"
)
_JOINED = re.compile(rf"(?:,?\s+and\s+|,\s+)[\"“'‘*`]*({_WORD})(?=[\"”'’*`]*(?:[,.:;(—–]|\sand\b))")
_APPOSED = re.compile(
    rf"(?<![\w.-])({_WORD})(?:\s\([^()]{{3,80}}\))?(?:,\s(?:an?|the|our)\s(?:first|new|novel)\b|\sis\san?\s(?:new|novel)\b)"
)
_OUR = re.compile(rf"\b(?:[Oo]ur|[Tt]he proposed|[Oo]ur proposed)\s(?:\w+\s)?({_WORD})(?=\s)")
_EXPANDED = re.compile(r"([^.;:()]{3,140}?)[\"”'’*`]*\s*\([\"“'‘*`]*(" + _WORD + r")[\"”'’*`]*[);,]")
_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)")
_BETWEEN = frozenset(["for", "to", "of", "in", "on", "with", "by", "from", "that", "which", "via", "using", "against", "called", "at", "through"])
_MARKS = "\"“”'‘’*`"


def names(paper: Paper) -> tuple[str, ...]:
    """What the paper names as its own; each occurs literally in its title or abstract."""
    text = " ".join(paper.abstract.split())
    title = " ".join(paper.title.split())
    introduced = list(dict.fromkeys(_introduced(text)))
    found = dict.fromkeys(_from_title(title, text, introduced))
    in_title = [name for name in introduced if name in title]
    found.update(dict.fromkeys([*in_title, *introduced]))
    for name in tuple(found):
        found.update(dict.fromkeys(_derived(name, text)))
    return tuple(_distinct(found))[:_MOST]


def _distinct(found: dict[str, None]) -> Iterator[str]:
    seen: set[str] = set()
    for name in found:
        key = name.casefold()
        if key not in seen:
            seen.add(key)
            yield name


def _from_title(title: str, text: str, introduced: list[str]) -> Iterator[str]:
    lead = _TITLE_LEAD.match(title)
    if lead:
        yield from _from_lead(lead[1].strip(_MARKS + " "), text, introduced)
    for bracketed in _BRACKETED.finditer(title):
        if shape(bracketed[1]) is Shape.COINED:
            yield bracketed[1]


def _from_lead(lead: str, text: str, introduced: list[str]) -> Iterator[str]:
    words = lead.split()
    if len(words) == 1:
        if _stands_alone(lead, text, introduced):
            yield lead
    elif lead in introduced or (len(words) <= 3 and shape(words[0]) is Shape.COINED and _mid_sentence(lead, text)):  # noqa: PLR2004
        yield lead


def _stands_alone(lead: str, text: str, introduced: list[str]) -> bool:
    kind = shape(lead)
    if kind is Shape.COINED or lead in introduced:
        return True
    return kind is Shape.TITLED and _mid_sentence(lead, text)


def _mid_sentence(name: str, text: str) -> bool:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if (
            at > 1
            and text[at - 2] not in ".!?:"
            and text[at - 1] == " "
            and not text[end : end + 1].isalnum()
            and text[end : end + 1] != "-"
        ):
            return not text[end : end + 2].strip()[:1].isupper()
        at = text.find(name, end)
    return False


def _introduced(text: str) -> Iterator[str]:
    for cue in _CUE.finditer(text):
        if cue["past"] and not (cue["verb"] or "").endswith(("ed", "t")):
            continue
        end = _SENTENCE_END.search(text, cue.end())
        yield from _objects(text[cue.end() : end.end() if end else len(text)][:400])
    for apposed in _APPOSED.finditer(text):
        if shape(apposed[1]) is Shape.COINED:
            yield apposed[1]
    for ours in _OUR.finditer(text):
        if shape(ours[1]) is Shape.COINED and text.count(ours[1]) > 1:
            yield ours[1]


def _objects(clause: str) -> Iterator[str]:
    start = _ARTICLE.match(clause)
    clause = clause[start.end() :] if start else clause
    head = _head(clause)
    if head:
        yield head
        after = clause[clause.find(head) + len(head) :]
        joined = _JOINED.match(after)
        if joined and shape(joined[1]) is Shape.COINED:
            yield joined[1]
    for enumerated in _ENUMERATED.finditer(clause):
        if shape(enumerated[1]) is not Shape.ORDINARY:
            yield enumerated[1]


def _head(clause: str) -> str | None:
    direct = _DIRECT.match(clause)
    if direct and shape(direct[1]) is Shape.COINED and "(" + direct[1] + ")" not in clause:
        return direct[1]
    expanded = _EXPANDED.match(clause)
    if expanded and shape(expanded[2]) is Shape.COINED and _stands_for(expanded[2], expanded[1]):
        return expanded[2]
    after = _AFTER_KIND.search(clause[:140])
    if after and shape(after[1]) is Shape.COINED and not _BETWEEN.intersection(clause[: after.start()].split()):
        return after[1]
    run = _TITLED_RUN.match(clause)
    if run and (len(run[1].split()) > 1 or shape(run[1]) is not Shape.ORDINARY):
        return run[1]
    return None


def _stands_for(short: str, words: str) -> bool:
    """Whether `words` end in what `short` abbreviates, right where the sentence names what it offers."""
    all_words = words.replace("-", " ").split()
    for at in range(len(all_words) - 1, -1, -1):
        if all_words[at][0].casefold() == short[0].casefold() and _in_order(short, " ".join(all_words[at:])):
            return not _BETWEEN.intersection(all_words[:at])
    return not _BETWEEN.intersection(all_words)


def _in_order(short: str, words: str) -> bool:
    letters = iter(words.casefold())
    return all(letter in letters for letter in short.casefold() if letter.isalnum())


def _derived(name: str, text: str) -> Iterator[str]:
    if len(name) < 3 or " " in name:  # noqa: PLR2004
        return
    at = text.find(name + "-")
    while at >= 0:
        match = re.compile(_WORD).match(text, at)
        if (
            match
            and (at == 0 or not text[at - 1].isalnum())
            and shape(match[0]) is Shape.COINED
            and match[0][len(name) + 1 :][:1].isupper()
        ):
            yield match[0]
        at = text.find(name + "-", at + len(name))
