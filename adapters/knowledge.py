"""What ships with the package beside its code: the vocabulary of the field, read once, when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from digest.knowledge import Knowledge
from digest.topics import Topics
from digest.vocabulary import Vocabulary


@cache
def knowledge() -> Knowledge:
    """The shipped knowledge of the field."""
    return Knowledge(vocabulary=Vocabulary.of((files("digest") / "vocabulary.txt").read_text(encoding="utf-8")))


@cache
def topics() -> Topics:
    """The well-known topics of the shipped vocabulary."""
    return Topics.of(knowledge().vocabulary)
