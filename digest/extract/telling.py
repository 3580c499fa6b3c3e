"""Tells one paper in one or two sentences: what it found, what that is, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from digest.extract.candidates import Abstract
from digest.extract.standalone import flaw
from digest.extract.trimming import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.extract.candidates import Candidate
    from digest.model import Facts, Paper

_PAIR = 430
"""Characters that two sentences may have."""
_ONE = 330
_APPOSITION = 110
_CUT = re.compile(
    r",? (?:and )?(?:while|whereas|where|which|enabling|allowing|by|without|thereby|so that)\b"
    r"|, (?=[a-z]+ing )|, (?:and )?(?=[a-z]+s )|[;:]|\s[–—]"
)
_RESTRICTS = re.compile(r" (?:that|which|designed|to|for|tailored|based|built|aimed) ")
_WORTH_A_PAIR = 1.0
_ACRONYM_LAST = re.compile(r"\s\(([A-Z][\w-]{1,9})\)\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What can be told of one paper: one or two whole sentences with their people.

    Attributes:
        sources: The abstract's sentences that they were made from.
        core: The finding alone, without people, or "".
        coined: Whether the finding speaks of a name that nobody knows yet, without saying what it is.
        points: How much it tells.
        measured: Whether it has a number with its unit.
        compared: Whether it says against what.
        negative: Whether it tells of a failure, a harm or a limit.
    """

    text: str
    sources: tuple[str, ...]
    core: str
    coined: bool
    points: float
    measured: bool
    compared: bool
    negative: bool


class Telling:
    """One paper's sentences, ready to be told.

    Attributes:
        paper: The paper told of.
        abstract: Its sentences, and who speaks in them.
    """

    def __init__(self, paper: Paper, facts: Facts) -> None:
        self.paper = paper
        self.abstract = Abstract(paper, facts)
        self._voice = self.abstract.voice

    @property
    def called(self) -> str:
        """The paper by the name of its method, else by its people."""
        return self._voice.name or self._voice.by

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The ways to tell it, the best first."""
        return tuple(sorted(self._stories(), key=lambda story: -story.points))

    @cached_property
    def findings(self) -> tuple[Candidate, ...]:
        """What it found, the best first."""
        found = [c for c in self.abstract.candidates if c.is_finding and c.worth.points > 0]
        return tuple(sorted(found, key=lambda c: -c.worth.points))

    @cached_property
    def contributions(self) -> tuple[Candidate, ...]:
        """What it brings, the best first."""
        roles = {"named", "built", "studied"}
        made = [self.abstract.contribution(c) for c in self.abstract.candidates if c.role in roles and not c.follows]
        return tuple(sorted((c for c in made if c.worth.points > 0), key=lambda c: (-c.worth.points, c.at)))

    def attributed(self, text: str, *, by: bool) -> str:
        """With the people in brackets, where they don't stand in it already (`by`)."""
        people = self._voice.by
        if by or people in text:
            return text
        acronym = _ACRONYM_LAST.search(text)
        if acronym and text.count(acronym[1]) == 1:
            text = f"{text[: acronym.start()]}."
        if text.endswith(")."):
            return f"{text[:-2]}; {people})."
        return f"{text[:-1]} ({people})." if text.endswith(".") else f"{text} ({people})"

    def _stories(self) -> Iterator[Story]:
        for finding in self.findings[:2]:
            yield from self._found(finding)
        for made in self.contributions[:1]:
            yield self._story(made.text, made, -0.4)

    def _found(self, finding: Candidate) -> Iterator[Story]:
        """A finding alone where it says what it is about; else behind what was made, or with it in apposition."""
        name = self._voice.name
        earlier = [c for c in self.contributions if c.at < finding.at and c.worth.points >= _WORTH_A_PAIR]
        made = next(iter(earlier), None)
        if finding.follows:
            if made and made.by and made.role == "built":
                yield self._pair(made, finding, 0.2)
        elif name and finding.text.startswith(f"{name} ") and (whole := self._apposed(finding)):
            yield self._story(whole, finding, 0.5)
        elif name and name in finding.text:
            if made and self._defines(made):
                yield self._pair(made, finding, 0.4)
            yield self._story(finding.text, finding, -0.9)
        elif finding.about:
            yield self._story(finding.text, finding, 0.0)
        elif made and made.role != "studied":
            yield self._pair(made, finding, 0.0)

    def _story(self, text: str, told: Candidate, extra: float) -> Story:
        name = self._voice.name
        return Story(
            text=self.attributed(text, by=told.by),
            sources=(told.source,),
            core=text if told.is_finding and not told.by else "",
            coined=bool(name) and name in text and text == told.text,
            points=told.worth.points + extra - 10 * (len(text) > _ONE),
            measured=told.worth.measured,
            compared=told.worth.compared,
            negative=told.worth.negative,
        )

    def _pair(self, made: Candidate, finding: Candidate, extra: float) -> Story:
        text = f"{self.attributed(made.text, by=made.by)} {finding.text}"
        story = self._story(finding.text, finding, extra - 10 * (len(text) > _PAIR))
        alone = story.core if finding.about and not finding.follows else ""
        return replace(story, text=text, sources=(made.source, finding.source), core=alone)

    def _defines(self, made: Candidate) -> bool:
        name = self._voice.name
        opens = made.text.startswith((f"{name} ", f"The {name} ")) or f"({name}) is " in made.text
        return made.role == "named" and opens

    def _apposed(self, finding: Candidate) -> str:
        """`NAME, a system that serves adapters, reaches …`, or "" where nothing short says what NAME is."""
        name, about = self._voice.name, self._voice.about
        if about is None or about.phrase.split()[0] not in {"a", "an", "the"}:
            return ""
        phrase = _CUT.split(about.phrase)[0]
        if len(phrase) > _APPOSITION:
            phrase = _RESTRICTS.split(phrase)[0]
        phrase = trimmed(self.abstract.spelt_out(phrase.strip(" ,")))
        whole = f"{name}, {phrase},{finding.text[len(name) :]}"
        fits = (
            len(phrase) <= _APPOSITION
            and len(whole) <= _ONE
            and not flaw(f"The best of what there is now is {phrase}.")
        )
        return whole if fits else ""
