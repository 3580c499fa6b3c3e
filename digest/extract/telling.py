"""Tells one paper in our words: what it is, what is new, by whom, and the result it reports."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from digest.extract.acronyms import definitions, spelt_out
from digest.extract.cues import AHEAD, OWN
from digest.extract.keysentences import KeySentences
from digest.extract.retell import shortened, third_person
from digest.text.sentences import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digest.extract.keysentences import Key
    from digest.model import Facts, Paper

_SENTENCE = 280
_ENDS = (".", "!", ".”", ".)", '."')
_LONGEST = 400
_STATEMENT = 480
_LEANS_BACK = re.compile(
    r"^(?:This (?!paper|work|study|article|letter|survey|report|review|thesis)|These|Those|Such|It|They|Its|Their|Both)\b"
)
_HARD_TO_FOLLOW = re.compile(
    r"^(?:The (?:former|latter|resulting|above|same|second|third|other)|Another|Second|Third|Finally|Previous methods)\b"
)
_FRAGMENT = re.compile(
    r"^(?:An? (?:(?!(?:is|are|was|were|has|have|can|may|will|could)\b)[\w-]+ ){1,7}(?:that|which|for|of|to|with) [^,;:]*\.$"
    r"|[a-z]*ing (?:[\w-]+ ){0,12}[\w-]+\.$)"
)
_PARTS = 2
_OPENING = frozenset('(“"')
_POSSESSIVE = frozenset("'’")


class Telling:
    """One paper's sentences, ready to be told.

    Attributes:
        paper: The paper told of.
        name: What it calls its method, or "".
    """

    def __init__(self, paper: Paper, facts: Facts) -> None:
        self.paper = paper
        self._facts = facts
        self.name = facts.names[0] if facts.names else ""
        self._key = KeySentences(paper.abstract, paper.title, self.name)

    @cached_property
    def _meaning(self) -> Mapping[str, str]:
        return definitions(self.paper.abstract)

    @cached_property
    def _new(self) -> tuple[str, Key | None]:
        """The sentence that says best what is new, told, and its source."""
        return self._first(self._key.newest, None)

    @property
    def clear(self) -> bool:
        """Whether it can be told without leaning on what isn't told."""
        source = self._new[1]
        if source is None:
            return any(not key.loose for key in self._key.reported)
        return not self._leans(source)

    def statement(self) -> str:
        """Who did what, and the result they report: one or two whole sentences, or "" where the abstract has none."""
        new, source = self._new
        result = self._first(self._reported(), source)[0]
        if not new or not result or _says_the_same(new, result):
            return self._attributed(new or result)
        both = self._attributed(f"{new} {self._again(result)}")
        return both if len(both) <= _STATEMENT else self._attributed(new)

    def contribution(self) -> str:
        """Who did what, in one whole sentence, or ""."""
        return self._attributed(self._new[0])

    def result(self) -> str:
        """The result they report, in one whole sentence that stands alone, or ""."""
        text, source = self._first(self._reported(), None)
        return "" if source and self._leans(source) else self._attributed(text)

    def new(self, most: int = 2) -> tuple[str, ...]:
        """What is new, in whole sentences."""
        return self._several(self._key.newest, most)

    def results(self, most: int = 3) -> tuple[str, ...]:
        """What it reports, in whole sentences."""
        taken = self._key.newest[:_PARTS]
        return self._several((key for key in self._key.reported if key not in taken), most)

    @property
    def looks_ahead(self) -> bool:
        """Whether it is worth asking for an outlook, found out at little cost."""
        return bool(AHEAD.search(self.paper.abstract, len(self.paper.abstract) // _PARTS))

    def outlook(self) -> str:
        """Where it leads or what stays open, by whom, or ""; never what `statement` or `result` says."""
        ahead = tuple(key for key in self._key.ahead if not key.loose)
        if not ahead:
            return ""
        told = (self._new[1], self._first(self._reported(), self._new[1])[1], self._first(self._reported(), None)[1])
        ahead = tuple(key for key in ahead if key not in told)
        text = self._first(ahead, None)[0]
        # What looks ahead may have been the closing remark that made it too long.
        return self._attributed(text) if AHEAD.search(text) else ""

    def _leans(self, key: Key) -> bool:
        return key.loose or self._key.presumes(key, "")

    def _reported(self) -> tuple[Key, ...]:
        return tuple(key for key in self._key.reported if key != self._new[1])

    def _attributed(self, text: str) -> str:
        """A statement that says whose work it is."""
        byline = self.paper.byline
        if not text or byline in text:
            return text
        for at in places(text, self.name) if self.name else ():
            end = at + len(self.name)
            # `QAL (Ada Lovelace)'s`, and a bracket in a bracket, are no ways to write.
            if (
                text[at - 1 : at] not in _OPENING
                and text[end : end + 1] not in _POSSESSIVE
                and text[end : end + 2] != " ("
            ):
                return f"{text[:end]} ({byline}){text[end:]}"
        return f"“{self.paper.title.rstrip('.')}” ({byline}): {text}"

    def _again(self, told: str) -> str:
        """A second sentence, which needn't repeat a byline."""
        byline = self.paper.byline
        if byline not in told:
            return told
        for own in OWN.split("|"):
            told = told.replace(f"he {own} by {byline}", f"he {own}")
        if len(self.paper.authors) <= 1:
            return told.replace(byline, byline.rsplit(" ", 1)[-1])
        first, *rest = told.split(byline)
        told = first
        for piece in rest:
            kept = told.endswith("by ") or piece[:1] in _POSSESSIVE
            told += f"{byline if kept else 'they' if told else 'They'}{piece}"
        return told

    def _several(self, keys: Iterable[Key], most: int) -> tuple[str, ...]:
        told = (self._told(key, None) for key in keys)
        return tuple([sentence for sentence in told if sentence][:most])

    def _first(self, keys: tuple[Key, ...], before: Key | None) -> tuple[str, Key | None]:
        """The first that can be told, and its source; one that leans on what isn't told only where there is no other."""
        said = before.text if before else ""
        leaning = []
        for key in keys:
            if key.loose or self._key.presumes(key, said):
                leaning.append(key)
            elif told := self._told(key, before):
                return told, key
        for key in leaning:
            if (not before or self._key.follows(key, before)) and (told := self._told(key, before)):
                return told, key
        return "", None

    def _told(self, key: Key, before: Key | None) -> str:
        """One sentence told so that it is understood after `before`, or on its own; "" where that can't be."""
        leans = _LEANS_BACK.match(key.text)
        if _HARD_TO_FOLLOW.match(key.text) or (leans and not (before and self._key.follows(key, before))):
            return ""
        if _FRAGMENT.match(key.text):
            return ""
        told = third_person(key.text, self.paper, self.name)
        if told is None:
            return ""
        told = shortened(spelt_out(told, self._meaning, self.name), self._facts.names, _SENTENCE)
        whole = told if told.endswith(_ENDS) else f"{told}."
        return whole if len(whole) <= _LONGEST else ""


def _says_the_same(one: str, other: str) -> bool:
    """Whether two sentences share most of their words."""
    words, others = set(one.lower().split()), set(other.lower().split())
    return len(words & others) > 0.7 * min(len(words), len(others))
