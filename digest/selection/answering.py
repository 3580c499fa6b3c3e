"""Which papers a question in plain words is likely answered by: its rare words decide, nearness of meaning helps."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from digest.term_vectors import unit
from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.corpus import Corpus, Floats
    from digest.model import Paper

TITLE = 2.0
WORDS = 4.0
"""What having all of the question's words counts, beside being of the same meaning."""
PAIR = 2.0
"""How much more a frequent pair of words tells than one word, where the question's meaning is sought."""
LEAST = 0.3
"""Below this a paper has nothing to do with the question."""


def answering(corpus: Corpus, question: str, limit: int = 8, *, prior: Floats | None = None) -> tuple[Paper, ...]:
    """The papers that a question in plain words is likely answered by, the likeliest first; () where none is near.

    Args:
        corpus: Where to look.
        question: As a person asks it.
        limit: At most so many.
        prior: For each paper of the corpus how likely it is before the question is heard, such as its relevance to a
            topic, from 0 to 1.
    """
    weights = _rarity(corpus, question)
    if not weights or not corpus.papers:
        return ()
    fit = WORDS * _said(corpus, weights) + corpus.meanings @ _meaning(corpus, question, weights)
    score = fit if prior is None else fit + prior
    order = np.argsort(-score, kind="stable")[:limit].tolist()
    return tuple(corpus.papers[row] for row in order if corpus.standing[row] and fit[row] >= LEAST)


def _rarity(corpus: Corpus, question: str) -> Mapping[str, float]:
    """How rare each telling word of a question is among the papers."""
    stems = [stem for stem in dict.fromkeys(words.stems(question)) if stem not in words.common()]
    papers = len(corpus.papers)
    frequency = [int(corpus.frequency[corpus.stems[stem]]) if stem in corpus.stems else 0 for stem in stems]
    return {
        stem: float(np.log(1 + (papers + 0.5) / (count + 0.5))) for stem, count in zip(stems, frequency, strict=True)
    }


def _said(corpus: Corpus, weights: Mapping[str, float]) -> Floats:
    """How much of the question's words each paper has, the rare ones counting most, from 0 to 1."""
    total = np.zeros(len(corpus.papers))
    for stem, weight in weights.items():
        places = corpus.where((stem,))
        row = corpus.row[places]
        often = np.bincount(row, np.where(places < corpus.bodies[row], TITLE, 1.0), len(total))
        total += weight * often / (often + 1)
    return total / sum(weights.values())


def _meaning(corpus: Corpus, question: str, weights: Mapping[str, float]) -> Floats:
    vectors = corpus.knowledge.vectors
    total = np.zeros(vectors.table.shape[1])
    for stem, weight in weights.items():
        if stem in vectors.numbers:
            total += weight**0.5 * vectors.table[vectors.numbers[stem]]
    for pair in map(" ".join, pairwise(words.stems(question))):
        if pair in vectors.numbers:
            total += PAIR * vectors.table[vectors.numbers[pair]]
    return unit(total.astype(np.float32)).astype(np.float64)
