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
from digest.extract.presuming import explains, presumed, strangers
from digest.extract.standalone import flaw
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
    r"outperform|improv|reduc|achiev|increas|degrad|fails?\b|surpass|exceed|match|gains?\b|lowers|yields|depends"
    r"|correlat|does not|do not"
    r"|cannot|drops?\b|falls?\b|reach|attain|retain|remain|recover|speedup|accura|faster|better|worse|higher|lower"
)
_COMPARES = re.compile(
    r"\b(?:outperform|surpass|exceed|match)(?:s|ed|es)?\b|\b(?:more|less|better|worse|\w+er)\s(?:[\w-]+\s){0,3}than\b"
)
_DEEDS = frozenset({"built", "studied"})
_MEANS = re.compile(r"\s(?:via|using|through|based on|by means of|powered by)\s|\swith\s", re.IGNORECASE)
_FEW = 2
# What others do, and what the paper is only compared with.
_OTHERS = re.compile(
    r"^(?:[\w,-]+\s){1,5}baselines?\s|^(?:Most|Existing|Prior|Previous|Current|Conventional|Traditional|Standard|Many|Recent)\s(?:[\w-]+\s){0,3}"
    r"(?:work|works|approaches|methods|studies|research|techniques|systems|solutions)\b"
)
_STEM = 5
_STEMS_OF_ALL = frozenset(
    word[:_STEM]
    for word in """using with from large language models model learning towards toward through based approach framework
    method system study analysis evaluation benchmark data their this that over under into beyond efficient novel neural
    deep""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that could be told.

    Attributes:
        text: In our words, whole, its people named only where they are its subject.
        source: The abstract's sentence that it was made from.
        at: The place of that sentence.
        by: Whether the people stand in it.
        follows: Whether it speaks of `their method`, and so needs a sentence before it that says what that is.
    """

    text: str
    source: str
    at: int
    role: Role
    by: bool
    worth: Worth
    follows: bool

    @property
    def is_finding(self) -> bool:
        """Whether it tells something found out, not built or looked at."""
        if self.role in _DEEDS or _OTHERS.match(self.text):
            return False
        return self.role == "found" or self.worth.measured or bool(_COMPARES.search(self.text))


class Abstract:
    """One abstract, read.

    Attributes:
        voice: Who speaks in it.
    """

    def __init__(self, paper: Paper, facts: Facts) -> None:
        self.voice = voice(paper, facts.names)
        self._names = facts.names
        self._paper = paper

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All its sentences, in order."""
        return passages(self._paper.abstract)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """What could be told, in its order."""
        return tuple(self._read())

    def contribution(self, candidate: Candidate) -> Candidate:
        """A candidate weighed as what is new; what comes first, defines and says the title's words weighs more."""
        named = candidate.role == "named"
        weighed = worth.contribution(candidate.text, named=named, studied=candidate.role == "studied")
        points = weighed.points - 0.1 * candidate.at - 0.8 * (named and " is " not in candidate.text)
        return replace(candidate, worth=replace(weighed, points=points))

    def presumes(self, text: str, *, but: str = "") -> bool:
        """Whether what is told of the paper speaks of things that a reader can't know, apart from one name."""
        coined = (name for name in self._names if name != but and name in text and not explains(text, name))
        return any(coined) or bool(presumed(text)) or bool(strangers(text, f"{self.voice.name} {self.voice.by}"))

    def spelt_out(self, text: str) -> str:
        """With the abstract's own abbreviations explained."""
        return spelt_out(text, self._meaning, self.voice.name)

    def _read(self) -> Iterator[Candidate]:
        began, name = False, self.voice.name
        for passage in self.passages:
            text = self.voice.named(passage.text)
            if name and passage.at and name in self.passages[passage.at - 1].text:
                text = self.voice.continued(text)
            said = told(text, self.voice)
            began = began or said is None or said.role != "plain"
            # What stands before the first thing that its people say of themselves is background.
            if said and began and (candidate := self._candidate(passage, said)):
                yield candidate

    def _candidate(self, passage: Passage, said: Told) -> Candidate | None:
        if (
            passage.tie == "turns"
            or self._turned(passage)
            or (said.role == "plain" and not worth.measured(said.text) and not _RESULTISH.search(said.text))
        ):
            return None
        text = self.voice.continued(said.text) if said.role == "found" else said.text
        text = self.spelt_out(text if text.endswith(_ENDS) else f"{text.rstrip('.')}.")
        follows = not self.voice.name and not said.by and self.voice.refers(text)
        bare = self.voice.standing(text) if follows else text
        if flaw(bare):
            return None
        weighed = worth.finding(text, framed=said.role == "found", hedged=said.hedged)
        points = weighed.points - 0.2 * (passage.tie == "adds")
        return Candidate(
            text=self.voice.theirs(text) if follows else text,
            source=passage.raw,
            at=passage.at,
            role=said.role,
            by=said.by,
            worth=replace(weighed, points=points),
            follows=follows,
        )

    def _turned(self, passage: Passage) -> bool:
        """Whether the next sentence turns against this one, so that it is half of what is said."""
        after = self.passages[passage.at + 1 : passage.at + 2]
        return bool(after) and after[0].tie == "turns"

    def central(self, text: str) -> float:
        """How much it says of what the title says, its names apart, from 0 to 1."""
        return len(self._title & _stems(text)) / max(len(self._title), 1)

    @cached_property
    def _title(self) -> frozenset[str]:
        """The title's words on what was done; those on the means only where there are too few others."""
        title = _stems(self._paper.title) - _STEMS_OF_ALL
        aim = _stems(_MEANS.split(self._paper.title)[0]) - _STEMS_OF_ALL
        return aim if len(aim) >= _FEW else title

    @cached_property
    def _meaning(self) -> Mapping[str, str]:
        return definitions(self._paper.abstract)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()))
