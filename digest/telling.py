"""Tells one paper in our words: what it is, what is new, by whom, and the result it reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.keysentences import KeySentences
from digest.retell import shortened, stripped, third_person
from digest.sentences import unlisted

if TYPE_CHECKING:
    from digest.model import Facts, Paper

_SENTENCE = 280
_ENDS = (".", "!", ".”", ".)", '."')
_LONGEST = 400
_STATEMENT = 480
_LEANS_BACK = re.compile(
    r"^(?:This (?!paper|work|study|article|letter|survey|report|review|thesis)|These|Those|Such|It|They|Its|Their|Both)\b"
)
_HARD_TO_FOLLOW = re.compile(
    r"^(?:The (?:former|latter|resulting|above|same|second|third)|Another|Second|Third|Finally)\b"
)


class Telling:
    """One paper's sentences, ready to be told.

    Attributes:
        paper: The paper told of.
        name: What it calls its method, or "".
    """

    __slots__ = ("_facts", "_key", "_used", "name", "paper")

    def __init__(self, paper: Paper, facts: Facts) -> None:
        self.paper = paper
        self._facts = facts
        self.name = facts.names[0] if facts.names else ""
        self._key = KeySentences(paper.abstract, paper.title, self.name)

    def statement(self) -> str:
        """Who did what, and the result they report: one or two whole sentences, or "" where the abstract has none."""
        new, result = self.contribution(), self._result_after_new()
        if not new or not result or _says_the_same(new, result):
            return new or self._attributed(result)
        both = self._attributed(f"{new} {self._again(result)}")
        return both if len(both) <= _STATEMENT else new

    def contribution(self) -> str:
        """Who did what, in one whole sentence, or ""."""
        return self._attributed(self._first(self._key.new, None)[0])

    def result(self) -> str:
        """The result they report, in one whole sentence that stands alone, or ""."""
        source = self._first(self._key.new, None)[1]
        return self._attributed(self._first(tuple(s for s in self._key.results if s != source), None)[0])

    def _result_after_new(self) -> str:
        source = self._first(self._key.new, None)[1]
        return self._first(tuple(s for s in self._key.results if s != source), source)[0]

    def new(self, most: int = 2) -> tuple[str, ...]:
        """What is new, in whole sentences."""
        return self._several(self._key.new, most)

    def results(self, most: int = 3) -> tuple[str, ...]:
        """What it reports, in whole sentences."""
        taken = set(self._key.new[:2])
        return self._several(tuple(s for s in self._key.results if s not in taken), most)

    def outlook(self) -> str:
        """Where it leads or what stays open, by whom, or ""."""
        return self._attributed(self._first(tuple(s for s in self._key.outlook if s not in self._key.new[:1]), None)[0])

    def _attributed(self, text: str) -> str:
        """A statement that says whose work it is."""
        byline = self.paper.byline
        if not text or byline in text:
            return text
        if self.name:
            named = re.sub(rf"(?<![\w-]){re.escape(self.name)}(?![\w-])", f"{self.name} ({byline})", text, count=1)
            if named != text:
                return named
        return f"“{self.paper.title.rstrip('.')}” ({byline}): {text}"

    def _again(self, told: str) -> str:
        """A second sentence, which needn't repeat a byline."""
        byline = self.paper.byline
        if len(self.paper.authors) <= 1:
            return told.replace(byline, byline.rsplit(" ", 1)[-1])
        told = f"They{told[len(byline) :]}" if told.startswith(byline) else told
        return re.sub(rf"(?<!by ){re.escape(byline)}(?!['’])", "they", told)

    def _several(self, sentences: tuple[str, ...], most: int) -> tuple[str, ...]:
        told = (self._told(sentence, None) for sentence in sentences)
        return tuple([sentence for sentence in told if sentence][:most])

    def _first(self, sentences: tuple[str, ...], before: str | None) -> tuple[str, str]:
        """The first that can be told, and its source; both "" where none can."""
        for sentence in sentences:
            told = self._told(sentence, before)
            if told:
                return told, sentence
        return "", ""

    def _told(self, sentence: str, before: str | None) -> str:
        """One sentence told so that it is understood after `before`, or on its own; "" where that can't be."""
        text = unlisted(stripped(sentence))
        leans = _LEANS_BACK.match(text)
        if _HARD_TO_FOLLOW.match(text) or (leans and not (before and self._key.follows(sentence, before))):
            return ""
        told = third_person(text, self.paper, self.name)
        if told is None:
            return ""
        told = shortened(told, self._facts.names, _SENTENCE)
        whole = told if told.endswith(_ENDS) else f"{told}."
        return whole if len(whole) <= _LONGEST else ""


def _says_the_same(one: str, other: str) -> bool:
    """Whether two sentences share most of their words."""
    words, others = set(one.lower().split()), set(other.lower().split())
    return len(words & others) > 0.7 * min(len(words), len(others))
