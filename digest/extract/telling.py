"""Tells one paper: the ways to tell it, the best first, and what it found as clauses for a headline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.extract.abstract import Abstract
from digest.extract.features import has_comparison, has_measurement
from digest.extract.presuming import explains
from digest.extract.stories import attributed, stories
from digest.extract.tone import is_hollow, is_negative
from digest.roundup import WrittenBy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.extract.scoring import ScoredSentence
    from digest.extract.stories import Story
    from digest.model import Facts, Paper

BY_EXTRACT = WrittenBy(kind="extract")
_TRIED = 3
"""Findings that may be a headline."""
_STANDS = 0.4
"""The logit from which on a sentence stands alone."""
_AS_GOOD = 1.5
"""Logits by which a finding may be less surely the main one than the best and still be a headline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A finding in one sentence, without its people.

    Attributes:
        name: What the paper calls its method, or "".
        kind: What the paper says that is, in a few words with their article, or "".
        points: How surely it is the paper's main result.
        explained: Whether it stands alone and uses no name that it doesn't explain.
        coverage: How much of the title's own words it says, from 0 to 1.
    """

    text: str
    name: str
    kind: str
    points: float
    explained: bool
    coverage: float
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
    def name(self) -> str:
        """The paper by the name of its method, else by its people."""
        return self._voice.name or self._voice.by

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The ways to tell it, the best first."""
        return tuple(sorted(stories(self.abstract), key=lambda story: -story.good))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What it found, each without people."""
        return tuple(self._claims())

    @property
    def findings(self) -> tuple[ScoredSentence, ...]:
        """What it found, the best first."""
        return self.abstract.findings

    @property
    def contributions(self) -> tuple[ScoredSentence, ...]:
        """What it brings, the best first."""
        return self.abstract.contributions

    def attributed(self, text: str, *, by: bool) -> str:
        """With its people and its title in brackets; the people only where they don't stand in it already (`by`)."""
        return attributed(text, self.abstract, by=by)

    def _claims(self) -> Iterator[Claim]:
        name, about = self._voice.name, self._voice.about
        kind = about.kind if about else ""
        for finding in self.findings[:_TRIED]:
            text = finding.text
            if finding.point < self.findings[0].point - _AS_GOOD:
                break
            if finding.candidate.by or finding.candidate.follows or is_hollow(text):
                continue
            yield Claim(
                text=text,
                name=name,
                kind=kind,
                points=finding.point,
                explained=finding.alone >= _STANDS and (not name or name not in text or explains(text, name)),
                coverage=self.abstract.subject.coverage(text),
                measured=has_measurement(text),
                compared=has_comparison(text),
                negative=is_negative(text),
            )
