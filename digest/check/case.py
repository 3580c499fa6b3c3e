"""A claim beside its sources: what every rule and feature of the check is given, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from digest.check import alignment, amounts
from digest.check.naming import words
from digest.check.rivals import Rivals

if TYPE_CHECKING:
    from digest.check.alignment import Clause
    from digest.check.amounts import Amount
    from digest.check.claims import ParsedClaim
    from digest.check.sources import SourcePaper

_ENGLISH = frozenset("the of to and is that with for on by its from as are than it at what which".split())
_SOME = 0.1


@dataclass(frozen=True, kw_only=True)
class Case:
    """A claim and the papers that it cites, as many of them as are known.

    Attributes:
        rivals: All papers at hand, of which it may be told instead.
    """

    claim: ParsedClaim
    sources: tuple[SourcePaper, ...]
    rivals: Rivals = field(default_factory=lambda: Rivals({}), repr=False, compare=False)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The parts of it that each say one thing."""
        return alignment.clauses(self.claim.text, self.sources, self.claim.marks)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """What it states."""
        return amounts.read(self.claim.text)

    @cached_property
    def low(self) -> str:
        """All that its sources say, in lower case."""
        return " . ".join(source.low for source in self.sources)

    @cached_property
    def is_english(self) -> bool:
        """Whether its wording can be held against abstracts, which are in English."""
        said = words(self.claim.text)
        return sum(word in _ENGLISH for word in said) >= _SOME * len(said)

    def clause_at(self, place: int) -> Clause:
        """The clause around a place of the text."""
        return next(clause for clause in self.clauses if place < clause.end)

    def nearest(self, place: int) -> str:
        """The passages nearest to the clause around a place, in lower case."""
        return " . ".join(passage.low for passage in self.clause_at(place).nearest)


Rule = Callable[[Case], "str | None"]
"""Says what is wrong with a claim, or None."""


@dataclass(frozen=True, slots=True)
class Feature:
    """How strongly one thing speaks against a claim, from 0, and what it is in a sentence."""

    strength: float = 0.0
    reason: str = ""


Measure = Callable[[Case], Feature]


Ruling = Literal["supported", "refused", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckVerdict:
    """What is said of a statement, and why, the weightiest reason first."""

    ruling: Ruling
    reasons: tuple[str, ...] = ()
