"""What the bot knows before it reads a paper: the vocabulary of the field, read once, and the sources there are."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from bot.sources import PROFILES
from digest.knowledge import Knowledge
from digest.topics import Topics
from digest.vocabulary import Vocabulary


@cache
def knowledge() -> Knowledge:
    """The shipped vocabulary, and the sources."""
    text = (files("digest") / "vocabulary.txt").read_text(encoding="utf-8")
    return Knowledge(vocabulary=Vocabulary.of(text), sources=PROFILES)


@cache
def topics() -> Topics:
    """The well-known topics of the shipped vocabulary."""
    return Topics.of(knowledge())
