"""What the bot knows before it reads a paper: the field's vocabulary and term vectors, read once, and the sources."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np

from bot import registry
from digest.knowledge import Knowledge
from digest.term_vectors import TermVectors
from digest.topics import Topics
from digest.vocabulary import Vocabulary

VOCABULARY, TERM_VECTORS = "vocabulary.txt", "term_vectors.npz"


@cache
def knowledge() -> Knowledge:
    """The shipped knowledge of the field, and the sources."""
    vocabulary = Vocabulary.of((files("digest") / VOCABULARY).read_text(encoding="utf-8"))
    return Knowledge(vocabulary=vocabulary, vectors=_term_vectors(), sources=registry.profiles())


@cache
def topics() -> Topics:
    """The well-known topics of the shipped vocabulary."""
    return Topics.of(knowledge())


def _term_vectors() -> TermVectors:
    with (files("digest") / TERM_VECTORS).open("rb") as file, np.load(file) as packed:
        terms = bytes(packed["terms"]).decode().split("\n")
        table = packed["vectors"].astype(np.float32) * packed["scales"][:, None]
    return TermVectors.of(terms, table)
