"""A sentence that could be told: in our words, with its place in its abstract and what it does there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.extract.frames import Role
    from digest.extract.passages import Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSentence:
    """A sentence that could be told.

    Attributes:
        text: In our words, whole, its people named only where they are its subject.
        source: The abstract's sentence that it was made from.
        at: The number of that sentence, from 0.
        place: The same from 0 for the first one to 1 for the last.
        since: How many sentences after the first that the paper says of itself.
        tie: How it was tied to the sentence before it.
        by: Whether the people stand in it.
        hedged: Whether its people only suggest or argue it.
        follows: Whether it speaks of `their method`, and so needs a sentence before it that says what that is.
    """

    text: str
    source: str
    at: int
    place: float
    since: int
    tie: Tie
    role: Role
    by: bool
    hedged: bool
    follows: bool
