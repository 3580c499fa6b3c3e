"""What the engine knows of the field before it reads a paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.source_profiles import SourceProfiles

if TYPE_CHECKING:
    from digest.term_vectors import TermVectors
    from digest.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Knowledge:
    """What ships with the package and is read outside the engine.

    Attributes:
        vocabulary: What the field calls things.
        vectors: How near the meanings of its words are.
        sources: How the places that papers come from write ids and categories.
    """

    vocabulary: Vocabulary
    vectors: TermVectors
    sources: SourceProfiles = field(default_factory=SourceProfiles)
