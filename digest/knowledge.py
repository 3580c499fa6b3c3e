"""What the engine knows of the field before it reads a paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from digest.source_profiles import SourceProfiles
from digest.term_vectors import unit

if TYPE_CHECKING:
    from digest.term_vectors import Floats, TermVectors
    from digest.vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True, eq=False)
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

    @cached_property
    def concept_vectors(self) -> Floats:
        """A unit vector for each concept of the vocabulary, by all its names; zero where none has a known word."""
        of_text, nowhere = self.vectors.of_text, np.zeros(self.vectors.table.shape[1], dtype=np.float32)
        concepts = self.vocabulary.concepts
        return unit(np.stack([sum((unit(of_text(name)) for name in entry.same), nowhere) for entry in concepts]))
