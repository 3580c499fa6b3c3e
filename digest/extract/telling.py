"""Tells one paper in one or two sentences: what it is, and what it found; and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.extract.abstract import Abstract
from digest.extract.features import compared, measured
from digest.extract.presuming import explains
from digest.extract.task import task
from digest.extract.tone import is_hollow, is_negative
from digest.roundup import WrittenBy
from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.extract.scoring import Weighed
    from digest.model import Facts, Paper

# What only the sentence before says, wherever it stands.
_POINTS_BACK = re.compile(
    r"\b(?:[Tt]h(?:is|ese|ose)|[Ss]uch(?! as\b| that\b))\s(?!work\b|paper\b|who\b|that\b|of\b|with\b)"
)
BY_EXTRACT = WrittenBy(kind="extract")
_PAIR = 520
"""Characters that two sentences may have."""
_ONE = 330
_TRIED = 3
"""Contributions, and findings, of which the best telling is sought."""
_STANDS = 0.4
"""The logit from which on a sentence stands alone."""
BEHIND = -2.2
"""The logit from which on it is understood behind the one that says what the paper is."""
_BY_POINT, _BY_ABOUT, _BY_ALONE = 1.0, 0.5, 0.5
_MOST = 3.0
"""Logits from which on a sentence gains no more by being surer."""
_AS_GOOD = 1.5
"""Logits by which a finding may be less surely the main one than the best and still be a headline."""
_WITHOUT_RESULT = 3.0
_PARTLY = 1.0
"""What a result loses that isn't told behind what the paper is."""
_ENOUGH = 0.4
"""The share of the words on what a paper works on from which on they needn't be added."""
_NEARLY = -0.8
"""The logit from which on a sentence stands alone under what its paper works on."""
_CENTRAL = 0.28
"""The share of the title's words that a result must say for a reader to know what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What can be told of one paper: one or two whole sentences with their people.

    Attributes:
        sources: The abstract's sentences that they were made from.
        points: How much it tells.
        finds: Whether it tells of something found, not only of what was built or looked at.
        complete: Whether it leaves out no result that the abstract has.
        measured: Whether it has a number with its unit.
        compared: Whether it says against what.
        negative: Whether it tells of a failure, a harm or a limit.
    """

    text: str
    sources: tuple[str, ...]
    points: float
    finds: bool
    complete: bool
    measured: bool
    compared: bool
    negative: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A finding in one sentence, without its people.

    Attributes:
        subject: What its paper works on, where it doesn't say that itself; else "".
        points: How surely it is the paper's main result.
        explained: Whether it uses no name that it doesn't explain.
        central: Whether it says what the paper's title says.
    """

    text: str
    subject: str
    points: float
    explained: bool
    central: bool
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
        """The ways to tell it, the best first; what leaves out a result comes after all others."""
        return tuple(sorted(self._stories(), key=lambda story: (not story.complete, -story.points)))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What it found, each without people, in sentences that stand alone."""
        return tuple(self._claims())

    @property
    def findings(self) -> tuple[Weighed, ...]:
        """What it found, the best first."""
        return self.abstract.findings

    @property
    def contributions(self) -> tuple[Weighed, ...]:
        """What it brings, the best first."""
        return self.abstract.contributions

    def attributed(self, text: str, *, by: bool) -> str:
        """With the people in brackets, where they don't stand in it already (`by`), and with what they work on."""
        people, on = self._voice.by, self._unsaid(text)
        if by or people in text:
            return f"In work on {on}, {text}" if on and text.startswith(people) else text
        people = f"{people}, on {on}" if on else people
        return f"{text[:-1]} ({people})." if text.endswith(".") else f"{text} ({people})"

    def _unsaid(self, text: str) -> str:
        """What the title says the paper works on, where a text says too little of it; else ""."""
        sought = frozenset(words.stems(self._task)) - words.common()
        return self._task if len(sought & set(words.stems(text))) < _ENOUGH * len(sought) else ""

    @cached_property
    def _task(self) -> str:
        return task(self.paper)

    def _claims(self) -> Iterator[Claim]:
        name = self._voice.name
        for finding in self.findings[:_TRIED]:
            text = finding.text
            if finding.point < self.findings[0].point - _AS_GOOD:
                break
            if finding.candidate.by or finding.candidate.follows or is_hollow(text):
                continue
            subject = self._unsaid(text)
            stands = finding.alone >= (_NEARLY if subject else _STANDS)
            yield Claim(
                text=text,
                subject=subject,
                points=finding.point,
                explained=stands and (bool(subject) or not name or name not in text or explains(text, name)),
                central=bool(subject) or self.abstract.subject.coverage(text) >= _CENTRAL,
                measured=measured(text),
                compared=compared(text),
                negative=is_negative(text),
            )

    def _stories(self) -> Iterator[Story]:
        """What it is and what it found, together where they fit, alone where that says enough."""
        made = self.contributions[:_TRIED]
        for finding in self.findings[:_TRIED]:
            if finding.alone >= _STANDS and not finding.candidate.follows:
                yield from self._story((finding,), finding.alone)
            for what in made:
                if what.at < finding.at:
                    yield from self._story((what, finding), finding.behind(what))
        for what in made:
            yield from self._story((what,), what.alone)

    def _story(self, told: Sequence[Weighed], understood: float) -> Iterator[Story]:
        """None where a reader couldn't understand it or it would be too long."""
        first, last = told[0], told[-1]
        if _POINTS_BACK.search(first.text) or (first.at + 1 < last.at and _POINTS_BACK.search(last.text)):
            return
        alone = len(told) == 1
        found = last in self.findings
        text = first.text if alone else f"{first.text} {self._voice.again(first.text, last.text)}"
        text = self.attributed(text, by=any(one.candidate.by for one in told))
        if len(text) > (_ONE if alone else _PAIR) or (not alone and understood < BEHIND):
            return
        points = _BY_ALONE * min(understood, _MOST) + _BY_POINT * min(last.point, _MOST) * found
        points += _BY_ABOUT * min(first.about, _MOST) * (not alone or not found) - _PARTLY * (alone and found)
        points -= _WITHOUT_RESULT * (not found)
        data = self._voice.is_data and any(map(str.isdigit, last.text))
        yield Story(
            text=text,
            sources=tuple(one.source for one in told),
            points=points,
            finds=found,
            complete=found or data or not self.abstract.reports,
            measured=found and measured(last.text),
            compared=found and compared(last.text),
            negative=found and is_negative(last.text),
        )
