"""Tells one paper: the findings and the contribution that its abstract states, in sentences that stand alone."""

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
    r"\d|\b(?:outperform|improv|reduc|achiev|increas|degrad|fail|surpass|exceed|match|gain|lower|higher"
    r"|drop|yield|depend|correlat"
    r"|does not|do not|only|more|less|better|worse)"
)
_DEEDS = frozenset({"built", "studied"})
_ABOUT = 0.15
"""The share of the title's words that a finding says, from which it is known what it is about."""
_STEM = 5
_STEMS_OF_ALL = frozenset(
    word[:_STEM]
    for word in """using with from large language models model learning towards toward through based approach framework method
    system study analysis evaluation benchmark data their this that over under into beyond efficient novel neural deep""".split()
)
_PAIR = 430
_ONE = 330
_APPOSITION = 110
_MOST_STRANGERS = 1
_CUT = re.compile(
    r",? (?:and )?(?:while|whereas|where|which|enabling|allowing|by|without|thereby|so that)\b"
    r"|, (?=[a-z]+ing )|, (?:and )?(?=[a-z]+s )|;|\s[–—]"
)
_RESTRICTS = re.compile(r" (?:that|which|designed|to|for|tailored|based|built|aimed) ")


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
    follows: bool = False
    about: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What can be told of one paper: one or two whole sentences with their people.

    Attributes:
        sources: The abstract's sentences that they were made from.
        core: The finding alone, without people, or "".
        points: How much it tells.
    """

    text: str
    sources: tuple[str, ...]
    core: str
    points: float
    measured: bool = False
    compared: bool = False
    negative: bool = False


class Telling:
    """One paper's sentences, ready to be told.

    Attributes:
        voice: Who speaks in them.
        passages: All of them, in order.
    """

    def __init__(self, paper: Paper, facts: Facts) -> None:
        self.paper = paper
        self.voice = voice(paper, facts.names)
        self.passages = passages(paper.abstract)

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """All ways to tell it, the best first."""
        return tuple(sorted(self._stories(), key=lambda story: -story.points))

    @cached_property
    def findings(self) -> tuple[Candidate, ...]:
        """What it found, the best first."""
        found = [c for c in self._candidates if c.role not in _DEEDS and c.worth.points > 0]
        return tuple(sorted((c for c in found if _is_finding(c)), key=lambda c: -c.worth.points))

    @cached_property
    def contributions(self) -> tuple[Candidate, ...]:
        """What it brings, the best first."""
        made = [
            self._as_contribution(c)
            for c in self._candidates
            if c.role in {"named", "built", "studied"} and not c.follows
        ]
        return tuple(sorted((c for c in made if c.worth.points > 0), key=lambda c: (-c.worth.points, c.at)))

    # -- how it is told

    def _stories(self) -> Iterator[Story]:
        name = self.voice.name
        for finding in self.findings[:2]:
            earlier = [c for c in self.contributions if c.at < finding.at]
            if finding.follows:
                yield from (self._pair(made, finding, 0.2) for made in earlier[:1] if made.by and made.role == "built")
                continue
            if name and finding.text.startswith(f"{name} ") and (whole := self._apposed(finding)):
                yield self._story(whole, finding, 0.5)
            elif name and name in finding.text:
                yield from (self._pair(made, finding, 0.4) for made in earlier[:1] if self._defines(made))
                yield self._story(finding.text, finding, -0.9)
            elif finding.about:
                yield self._story(finding.text, finding, 0.0)
            else:
                yield from (self._pair(made, finding, 0.0) for made in earlier[:1])
        for made in self.contributions[:1]:
            yield self._story(made.text, made, -0.4)

    def _story(self, text: str, told: Candidate, extra: float) -> Story:
        core = text if _is_finding(told) and told.role not in _DEEDS else ""
        return Story(
            text=self.attributed(text, by=told.by),
            sources=(told.source,),
            core=core,
            points=told.worth.points + extra - 10 * (len(text) > _ONE),
            measured=told.worth.measured,
            compared=told.worth.compared,
            negative=told.worth.negative,
        )

    def _pair(self, made: Candidate, finding: Candidate, extra: float) -> Story:
        text = f"{self.attributed(made.text, by=made.by)} {finding.text}"
        story = self._story(finding.text, finding, extra - 10 * (len(text) > _PAIR))
        return replace(
            story, text=text, sources=(made.source, finding.source), core="" if finding.follows else story.core
        )

    def _defines(self, made: Candidate) -> bool:
        name = self.voice.name
        return made.role == "named" and (
            made.text.startswith(f"{name} ") or f"({name}) is " in made.text or f"The {name} " in made.text
        )

    def _apposed(self, finding: Candidate) -> str:
        """`NAME, a system that serves adapters, reaches …`, or "" where nothing short says what NAME is."""
        about = self.voice.about
        if about is None:
            return ""
        phrase = _CUT.split(about.phrase.removeprefix("our "))[0]
        if len(phrase) > _APPOSITION:
            phrase = _RESTRICTS.split(phrase)[0]
        phrase = spelt_out(phrase.strip(" ,"), self._meaning, self.voice.name)
        whole = f"{self.voice.name}, {phrase},{finding.text[len(self.voice.name) :]}"
        fits = (
            len(phrase) <= _APPOSITION
            and not flaw(f"The best of what there is now is {phrase}.")
            and len(whole) <= _ONE
        )
        return whole if fits and phrase.split()[0] in {"a", "an", "the"} else ""

    def attributed(self, text: str, *, by: bool) -> str:
        """With the people in brackets where they aren't in it already."""
        people = self.voice.by
        if by or people in text:
            return text
        if text.endswith(")."):
            return f"{text[:-2]}; {people})."
        return f"{text[:-1]} ({people})." if text.endswith(".") else f"{text} ({people})"

    # -- what it is made from

    @cached_property
    def _candidates(self) -> tuple[Candidate, ...]:
        return tuple(self._read())

    def _read(self) -> Iterator[Candidate]:
        before, began, name = "", False, self.voice.name
        for passage in self.passages:
            text = self.voice.named(passage.text)
            if name and passage.at and name in self.passages[passage.at - 1].text:
                text = self.voice.continued(text)
            said = told(text, self.voice)
            began = began or said is None or said.role != "plain"
            if said and began and (candidate := self._candidate(passage, said, before)):
                yield candidate
            before = f"{before} {passage.raw}"

    def _candidate(self, passage: Passage, said: Told, before: str) -> Candidate | None:
        text = self.voice.continued(said.text) if said.role == "found" else said.text
        text = text if text.endswith(_ENDS) else f"{text.rstrip('.')}."
        text = spelt_out(text, self._meaning, self.voice.name)
        follows = not self.voice.name and not said.by and self.voice.refers(text)
        bare = self.voice.standing(text) if follows else text
        if passage.tie == "turns" or self._turned(passage) or flaw(bare) or presumed(bare, before):
            return None
        unknown = self.unknown(text)
        if unknown > _MOST_STRANGERS:
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

    def _as_contribution(self, candidate: Candidate) -> Candidate:
        weighed = worth.contribution(
            candidate.text, named=candidate.role == "named", studied=candidate.role == "studied"
        )
        points = weighed.points - 0.1 * candidate.at + self._central(candidate.text)
        points -= 0.8 * (candidate.role == "named" and " is " not in candidate.text)
        return replace(candidate, worth=replace(weighed, points=points))

    def unknown(self, text: str) -> int:
        """How many abbreviations in it a reader can't know."""
        return strangers(text, f"{self.paper.title} {self.voice.name} {self.voice.by}")

    def _turned(self, passage: Passage) -> bool:
        """Whether the next sentence turns against this one, so that it is half of what is said."""
        after = self.passages[passage.at + 1 : passage.at + 2]
        return bool(after) and after[0].tie == "turns"

    def _central(self, text: str) -> float:
        """How much of the title it says."""
        return len(self._title & _stems(text)) / max(len(self._title), 1)

    @cached_property
    def _title(self) -> frozenset[str]:
        return _stems(self.paper.title) - _STEMS_OF_ALL

    @cached_property
    def _meaning(self) -> Mapping[str, str]:
        return definitions(self.paper.abstract)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()))


def _is_finding(candidate: Candidate) -> bool:
    if candidate.role == "found":
        return True
    weighed = candidate.worth
    return (weighed.measured or weighed.negative or weighed.compared) and bool(_RESULTISH.search(candidate.text))
