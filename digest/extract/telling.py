"""Tells one paper in one or two sentences: what it is, and what it found; and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.extract.abstract import Abstract
from digest.extract.presuming import explains
from digest.extract.standalone import flaw
from digest.extract.trimming import trimmed
from digest.roundup import WrittenBy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.extract.candidate import Candidate
    from digest.extract.worth import Worth
    from digest.model import Facts, Paper

BY_EXTRACT = WrittenBy(kind="extract")
_PAIR = 520
"""Characters that two sentences may have."""
_ONE = 330
_APPOSITION = 110
_CUT = re.compile(
    r",? (?:and )?(?:while|whereas|where|which|enabling|allowing|by|without|thereby|so that)\b"
    r"|, (?=[a-z]+ing )|, (?:and )?(?=[a-z]+s )|[;:]|\s[–—]"
)
_INTRODUCING = 3
"""Contributions, and findings, of which the best telling is sought."""
_FINDINGS = 5
_SOUGHT = 2
_LATER = 0.2
_APPOSED = -0.6
_CENTRAL = 0.28
"""The share of the title's words that must be said of a result alone, for a reader to know what it is about."""
_CENTRAL_ALONE = 0.45
"""The same where it doesn't even say whose result it is."""
_ENOUGH = 0.6
_ABOUT = 2.0
_NAMELESS = 1.2
_INTRODUCED = 0.7
_WITHOUT_RESULT = 1.5
_DESCRIBED = 1.2
_UNKNOWN = 0.7
_MOST_UNKNOWN = 2


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
        explained: Whether it uses no name that it doesn't explain.
        central: Whether it says what the paper's title says.
    """

    text: str
    worth: Worth
    explained: bool
    central: bool


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
    def findings(self) -> tuple[Candidate, ...]:
        """What it found in sentences that stand alone, the best first."""
        return tuple(c for c in self.abstract.findings if not c.flaw)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What it found, each without people and under a name that is explained or stands for nothing else."""
        return tuple(self._claims())

    @property
    def contributions(self) -> tuple[Candidate, ...]:
        """What it brings, the best first."""
        return self.abstract.contributions

    def attributed(self, text: str, *, by: bool) -> str:
        """With the people in brackets, where they don't stand in it already (`by`)."""
        people = self._voice.by
        if by or people in text:
            return text
        return f"{text[:-1]} ({people})." if text.endswith(".") else f"{text} ({people})"

    def _claims(self) -> Iterator[Claim]:
        name = self._voice.name
        for finding in self.findings[:_FINDINGS]:
            if finding.by or finding.follows:
                continue
            for text in (self._with_apposition(finding), finding.text):
                if not text or self.abstract.unknown(text.replace(name, "") if name else text):
                    continue
                known = not name or name not in text or explains(text, name)
                central = self.abstract.central(text) >= (_CENTRAL if known else _CENTRAL_ALONE)
                if central or (name and name in text):
                    yield Claim(text=text, worth=finding.worth, explained=known, central=central)

    def _stories(self) -> Iterator[Story]:
        """What it is and what it found, together where they fit, alone where that says enough."""
        made, told = self.contributions[:_INTRODUCING], 0
        for at, finding in enumerate(self.abstract.findings[:_FINDINGS]):
            for story in self._of(finding, made, _LATER * at):
                told += 1
                yield story
            if told and at >= _SOUGHT:
                break
        for what in made:
            yield from self._story((what,), self.attributed(what.text, by=what.by), 0.0)
        if made and not self.abstract.reports:
            yield from self._described(made[0])

    def _of(self, finding: Candidate, made: Sequence[Candidate], less: float) -> Iterator[Story]:
        """The ways to tell one finding."""
        if not finding.flaw and not finding.follows:
            if whole := self._with_apposition(finding):
                yield from self._story((finding,), self.attributed(whole, by=finding.by), less + _APPOSED)
            if self._says_enough(finding):
                yield from self._story((finding,), self.attributed(finding.text, by=finding.by), less)
        for what in made:
            if what.at < finding.at and finding.after(what.text, next_to_it=what.at + 1 == finding.at):
                yield from self._pair(what, finding, less)

    def _described(self, what: Candidate) -> Iterator[Story]:
        """Where nothing is reported: what it is, and what it does."""
        for further in self.abstract.candidates:
            own = (further.role == "named" or further.follows) and further.at > what.at
            if own and not further.worth.hollow and further.after(what.text, next_to_it=False):
                yield from self._pair(what, further, further.worth.points - _DESCRIBED)

    def _pair(self, what: Candidate, further: Candidate, less: float) -> Iterator[Story]:
        text = f"{what.text} {self._voice.again(what.text, further.text)}"
        yield from self._story((what, further), self.attributed(text, by=what.by or further.by), less)

    def _says_enough(self, finding: Candidate) -> bool:
        """Whether a reader learns from a result alone what the paper is about."""
        name, text = self._voice.name, finding.text
        if name and name in text and not explains(text, name):
            return False
        return self.abstract.central(text) >= (_CENTRAL if finding.by or name in text else _CENTRAL_ALONE)

    def _story(self, told: tuple[Candidate, ...], text: str, less: float) -> Iterator[Story]:
        """None where a reader couldn't understand it or it would be too long."""
        finding = told[-1]
        alone = len(told) == 1
        unknown = self.abstract.unknown(text)
        if len(text) > (_ONE if alone else _PAIR) or unknown > _MOST_UNKNOWN:
            return
        points = finding.worth.points + _ABOUT * min(self.abstract.central(text), _ENOUGH) - less - _UNKNOWN * unknown
        if alone and finding.is_finding and self._voice.name and self._voice.name not in text:
            # A part of it: what the whole does is told under its name.
            points -= _NAMELESS
        if not alone:
            points += _INTRODUCED * min(told[0].worth.points, 2.0)
        finds = finding.is_finding
        data = self._voice.is_data and finding.role == "named" and any(map(str.isdigit, finding.text))
        points -= _WITHOUT_RESULT * (not finds)
        yield Story(
            text=text,
            sources=tuple(candidate.source for candidate in told),
            points=points,
            finds=finds,
            complete=finds or data or not self.abstract.reports,
            measured=finds and finding.worth.measured,
            compared=finds and finding.worth.compared,
            negative=finds and finding.worth.negative,
        )

    def _with_apposition(self, finding: Candidate) -> str:
        """`NAME, a system that serves adapters, reaches …`, or "" where nothing short says what NAME is."""
        name, about = self._voice.name, self._voice.about
        # What says already what it is needs no second word on it.
        if not name or not finding.text.startswith(f"{name} ") or explains(finding.text, name):
            return ""
        if about is None or about.phrase.split()[0] not in {"a", "an", "the"}:
            return ""
        phrase = _CUT.split(about.phrase)[0].strip(" ,")
        phrase = trimmed(self.abstract.spelt_out(phrase))
        whole = f"{name}, {phrase},{finding.text[len(name) :]}"
        fits = len(phrase) <= _APPOSITION and not flaw(f"The best of what there is now is {phrase}.")
        return whole if fits else ""
