"""How relevant each paper of a week is to a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from digest import words

if TYPE_CHECKING:
    from digest.corpus import Corpus, Floats
    from digest.query import Query


def scores(corpus: Corpus, query: Query) -> Floats:
    """The relevance of every paper, from 0 to 1."""
    hits = np.zeros(len(corpus.papers))
    for row in query.alternatives:
        phrase = [stem for term in row for stem in words.stems(term.text)]
        places = corpus.where(phrase)
        hits += np.bincount(
            corpus.row[places], np.where(places < corpus.bodies[corpus.row[places]], 3.0, 1.0), len(hits)
        )
    return hits / (hits + 2.0)
