"""What a topic doesn't ask for though it lies close: other concepts of the vocabulary, for people to add or to leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from digest.term_vectors import unit
from digest.text import words

if TYPE_CHECKING:
    from digest.knowledge import Knowledge
    from digest.selection.understanding import Understanding

NEAR = 0.4
"""From this nearness on a concept is worth offering."""


def neighbours(understanding: Understanding, knowledge: Knowledge, limit: int = 3) -> tuple[str, ...]:
    """The chief names of the nearest concepts that share no name with the topic's own, nearest first."""
    asked = [concept for concept in understanding.concepts if concept.vector.any()]
    if not asked:
        return ()
    own = {name.stems for concept in understanding.concepts for name in concept.names}
    said = {stem for concept in understanding.concepts for stem in words.stems(concept.said)}
    names = [
        entry.same[0]
        for entry in knowledge.vocabulary.concepts
        if entry.same
        and not own.intersection(map(words.stems, entry.same))
        and not said.issuperset(words.stems(entry.same[0]))
    ]
    vectors = unit(np.stack([knowledge.vectors.of_text(name) for name in names]))
    near = vectors @ unit(np.sum([unit(concept.vector) for concept in asked], axis=0, dtype=np.float32))
    best = np.argsort(-near, kind="stable")[:limit].tolist()
    return tuple(names[at] for at in best if near[at] >= NEAR)
