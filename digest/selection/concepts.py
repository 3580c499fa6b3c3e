"""What a topic asks for, as nouns: its concepts, how they belong together, and what its words describe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.selection.names import Name
    from digest.term_vectors import Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Concept:
    """A thing that a topic asks for.

    Attributes:
        names: Any of them will do; the first is the person's own.
        vector: Where its meaning lies by all its names; zero where none of their words is known.
        own: Where the person's own words alone lie.
        covered: The share of the person's own words whose meaning is known.
        known: Whether the vocabulary has it.
        strange: The person's own words whose meaning isn't known: new names, slips, other languages.
    """

    names: tuple[Name, ...]
    vector: Floats
    own: Floats
    covered: float
    known: bool
    strange: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The concept as the person named it."""
        return self.names[0].said


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Described:
    """A concept that the field has a name for and the person told in other words.

    Attributes:
        nearness: How near the person's words lie to it, up to 1.
    """

    concept: Concept
    nearness: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Understanding:
    """What a query means.

    Attributes:
        alternatives: Any of these will do; the concepts of one belong together.
        listed: Whether it is a list of names, which says by itself what belongs.
        described: What the words of an alternative, taken together, describe, the nearest first.
    """

    alternatives: tuple[tuple[Concept, ...], ...]
    listed: bool
    described: tuple[Described, ...] = ()

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """All concepts, in the order of the query."""
        return tuple(concept for row in self.alternatives for concept in row)

    @property
    def known_as(self) -> tuple[str, ...]:
        """What the field calls that which the topic describes and doesn't name, the nearest first."""
        named = {name.stems for concept in self.concepts for name in concept.names}
        return tuple(one.concept.said for one in self.described if one.concept.names[0].stems not in named)

    @property
    def sounds_foreign(self) -> bool:
        """Whether most of its words are strange, as those of another language are."""
        said = sum(len(concept.said.split()) for concept in self.concepts)
        return 2 * sum(len(concept.strange) for concept in self.concepts) > said
