"""An abstract as passages: each sentence as it stands, and freed from what ties it to its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, starmap
from typing import Literal

from digest.extract.trimming import trimmed, unlabelled, unmarked
from digest.text.sentences import split, unlisted

Tie = Literal["", "adds", "turns"]

OWN = "paper|work|study|article|letter|thesis|report|survey|review|manuscript|preprint|contribution|research|note"
_TURNS = (
    "however|but|yet|nevertheless|nonetheless|conversely|instead|in contrast|by contrast|on the contrary"
    "|on the other hand|meanwhile|still|that said|unfortunately|rather|alternatively|at the same time"
)
_ADDS = (
    "moreover|furthermore|additionally|in addition|also|besides|likewise|similarly|second|third|secondly|thirdly"
    "|finally|lastly|next|then|for example|for instance|beyond (?:this|that|these)|further|in turn|again"
)
_NEUTRAL = rf"""
    in\s(?:this|the\spresent|our)\s(?:{OWN})|specifically|empirically|experimentally|as\ssuch|to\ssummarize|in\sparticular
    |concretely|notably|importantly|crucially|critically|interestingly|surprisingly|strikingly|remarkably|overall|therefore
    |thus|hence|consequently|accordingly|here|now|first|firstly|for\sthe\sfirst\stime|as\sa\sresult
    |to\s(?:this|that|these|such)\s(?:end|aim|effect|purpose|goal)s?|to\s(?:the\sbest\sof\s)?our\s(?:knowledge|surprise)
    |as\sa\shighlight|taken\stogether|together|collectively|more\sgenerally|in\s(?:summary|short|conclusion|response|practice|essence)
    |more\s(?:specifically|precisely|importantly|broadly)|that\sis|and|so
    |(?:motivated|inspired|driven|guided)\sby\s(?:this|these|those|such)\b[^,]{{0,80}}
    |(?:given|considering|based\son|building\son|in\slight\sof)\s(?:this|these|those|such|that|it|them)\b[^,]{{0,80}}
    |(?:to|in\sorder\sto)\s(?:(?:[a-z]+ly|better|further)\s)?[a-z]+\s(?:and\s[a-z]+\s)?(?:this|these|those|such|the\sabove|both|it\b|them\b
        |so\b|the\s(?:gap|issue|problem|challenge|limitation|shortcoming|question)s?\b)[^,]{{0,90}}
"""
_OPENER = re.compile(
    rf"^(?:(?P<turns>{_TURNS.replace(' ', chr(92) + 's')})|(?P<adds>{_ADDS.replace(' ', chr(92) + 's')})|{_NEUTRAL})"
    r"(?:,\s+|\s+(?=(?:we|I|our|this|the|an?|it)\s))",
    re.IGNORECASE | re.VERBOSE,
)
_ITEM = re.compile(r"^\(?(?:\d|[ivx]{1,4}|[a-d])\)\s(?=[A-Z])")
_STATISTICS = re.compile(
    r"\s\((?:[pP]|all p|SE|SD|adjusted p)\s?[<=>≤≥][^()]*\)|[,;]\s?(?:(?:all\s)?[pP]|SE"
    r"|SD)(?:-values?)?\s?[<=>≤≥]\s?[\d.]+(?:e-?\d+)?(?=[,;)])"
)
_SUBJECT_ADVERB = re.compile(
    r"^((?:We|This paper|This work|[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,2})) (?:also|further|additionally|then"
    r"|therefore|thus|thereby"
    r"|consequently|accordingly|instead|subsequently|finally),? (?=[a-z])"
    r"|^([^,;:]{3,60}?) (?:also|further|additionally|furthermore|thus|therefore) (?=[a-z]+(?:s|ed) )"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence of an abstract.

    Attributes:
        raw: As it stands there, which is what evidence quotes.
        text: Without labels, marks and what ties it to the sentence before it.
        at: Its place, from 0.
        tie: Whether it was tied to the one before: it adds something, or turns against it.
    """

    raw: str
    text: str
    at: int
    tie: Tie


def passages(abstract: str, *, opener: str = "") -> tuple[Passage, ...]:
    """All sentences as they come; `opener` is a word in small letters that may open one."""
    raws = split(abstract)
    if opener:
        opens = re.compile(rf"(?<=[.!?])\s(?={opener}\s)")
        raws = tuple(chain.from_iterable(map(opens.split, raws)))
    return tuple(starmap(_passage, enumerate(raws)))


def _passage(at: int, raw: str) -> Passage:
    text, tie = untied(unlabelled(_ITEM.sub("", unmarked(raw), count=1)))
    text = _STATISTICS.sub("", text) if "=" in text or "<" in text else text
    return Passage(raw=raw, text=trimmed(unlisted(text)), at=at, tie=tie)


def untied(sentence: str) -> tuple[str, Tie]:
    """A sentence without the words that tie it to the one before it, and which kind of tie it was."""
    tie: Tie = ""
    for _ in range(3):
        opener = _OPENER.match(sentence)
        if not opener or opener.end() == len(sentence):
            break
        tie = "turns" if opener["turns"] else "adds" if opener["adds"] and not tie else tie
        sentence = sentence[opener.end() :]
    sentence = _SUBJECT_ADVERB.sub(lambda m: f"{m[1] or m[2]} ", sentence[:1].upper() + sentence[1:], count=1)
    return sentence, tie
