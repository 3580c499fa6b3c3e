"""The sentences of one abstract that could be told: in our words, standing alone, weighed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from digest.extract import worth
from digest.extract.acronyms import definitions, spelt_out
from digest.extract.frames import told
from digest.extract.passages import passages
from digest.extract.standalone import flaw, presumed, strangers
from digest.extract.voice import voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.extract.frames import Role, Told
    from digest.extract.passages import Passage
    from digest.extract.worth import Worth
    from digest.model import Facts, Paper

_ENDS = (".", "!", ".”", ".)", '."')
_WORD = re.compile(r"[a-z][a-z-]{3,}")
_RESULTISH = re.compile(
    r"\d|outperform|improv|reduc|achiev|increas|degrad|fail|surpass|exceed|match|gain|lower|higher|drop|yield|depend"
    r"|correlat|does not|do not|only|more|less|better|worse"
)
_DEEDS = frozenset({"built", "studied"})
_ABOUT = 0.15
"""The share of the title's words that a finding says, from which it is known what it is about."""
_STEM = 5
_STEMS_OF_ALL = frozenset(
    word[:_STEM]
    for word in """using with from large language models model learning towards toward through based approach framework
    method system study analysis evaluation benchmark data their this that over under into beyond efficient novel neural
    deep""".split()
)
_MOST_STRANGERS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that could be told.

    Attributes:
        text: In our words, whole, its people named only where they are its subject.
        source: The abstract's sentence that it was made from.
        at: The place of that sentence.
        by: Whether the people stand in it.
        follows: Whether it speaks of `their method`, and so needs a sentence before it that says what that is.
        about: Whether it says, in the title's words, what it is about.
    """

    text: str
    source: str
    at: int
    role: Role
    by: bool
    worth: Worth
    follows: bool
    about: bool

    @property
    def is_finding(self) -> bool:
        """Whether it tells something found out, not built or looked at."""
        if self.role in _DEEDS:
            return False
        weighs = self.worth.measured or self.worth.negative or self.worth.compared
        return self.role == "found" or (weighs and bool(_RESULTISH.search(self.text)))


class Abstract:
    """One abstract, read.

    Attributes:
        voice: Who speaks in it.
        passages: All its sentences, in order.
    """

    def __init__(self, paper: Paper, facts: Facts) -> None:
        self.voice = voice(paper, facts.names)
        self.passages = passages(paper.abstract)
        self._paper = paper

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """What could be told, in its order."""
        return tuple(self._read())

    def contribution(self, candidate: Candidate) -> Candidate:
        """A candidate weighed as what is new; what comes first, defines and says the title's words weighs more."""
        named = candidate.role == "named"
        weighed = worth.contribution(candidate.text, named=named, studied=candidate.role == "studied")
        points = weighed.points - 0.1 * candidate.at + self._central(candidate.text)
        points -= 0.8 * (named and " is " not in candidate.text)
        return replace(candidate, worth=replace(weighed, points=points))

    def unknown(self, text: str) -> int:
        """How many abbreviations in a text a reader can't know."""
        return strangers(text, f"{self._paper.title} {self.voice.name} {self.voice.by}")

    def spelt_out(self, text: str) -> str:
        """With the abstract's own abbreviations explained."""
        return spelt_out(text, self._meaning, self.voice.name)

    def _read(self) -> Iterator[Candidate]:
        before, began, name = "", False, self.voice.name
        for passage in self.passages:
            text = self.voice.named(passage.text)
            if name and passage.at and name in self.passages[passage.at - 1].text:
                text = self.voice.continued(text)
            said = told(text, self.voice)
            began = began or said is None or said.role != "plain"
            # What stands before the first thing that its people say of themselves is background.
            if said and began and (candidate := self._candidate(passage, said, before)):
                yield candidate
            before = f"{before} {passage.raw}"

    def _candidate(self, passage: Passage, said: Told, before: str) -> Candidate | None:
        if (
            passage.tie == "turns"
            or self._turned(passage)
            or (said.role == "plain" and not _RESULTISH.search(said.text))
        ):
            return None
        text = self.voice.continued(said.text) if said.role == "found" else said.text
        text = self.spelt_out(text if text.endswith(_ENDS) else f"{text.rstrip('.')}.")
        follows = not self.voice.name and not said.by and self.voice.refers(text)
        bare = self.voice.standing(text) if follows else text
        unknown = self.unknown(text)
        if unknown > _MOST_STRANGERS or flaw(bare) or presumed(bare, before):
            return None
        weighed = worth.finding(text, framed=said.role == "found", hedged=said.hedged)
        central = self._central(text)
        points = weighed.points + 0.8 * central - 0.8 * unknown - 0.2 * (passage.tie == "adds")
        return Candidate(
            text=self.voice.theirs(text) if follows else text,
            source=passage.raw,
            at=passage.at,
            role=said.role,
            by=said.by,
            worth=replace(weighed, points=points),
            follows=follows,
            about=central >= _ABOUT,
        )

    def _turned(self, passage: Passage) -> bool:
        """Whether the next sentence turns against this one, so that it is half of what is said."""
        after = self.passages[passage.at + 1 : passage.at + 2]
        return bool(after) and after[0].tie == "turns"

    def _central(self, text: str) -> float:
        """How much of the title it says."""
        return len(self._title & _stems(text)) / max(len(self._title), 1)

    @cached_property
    def _title(self) -> frozenset[str]:
        return _stems(self._paper.title) - _STEMS_OF_ALL

    @cached_property
    def _meaning(self) -> Mapping[str, str]:
        return definitions(self._paper.abstract)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()))
