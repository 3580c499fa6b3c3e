"""The people of a paper as they stand in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.model import Paper

_PARTICLES = frozenset("van von der den de del della di da dos du la le el al bin ibn ten ter zu af".split())
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv phd".split())
_GROUPS = frozenset("team group collaboration consortium lab labs project contributors".split())
_COUPLE = 2


def surnames(paper: Paper) -> str:
    """`Lovelace`, `Lovelace and Hopper`, or `Lovelace et al.`."""
    if not paper.authors:
        return "unknown authors"
    if len(paper.authors) <= _COUPLE:
        return " and ".join(map(surname, paper.authors))
    return f"{surname(paper.authors[0])} et al."


def surname(author: str) -> str:
    """The family name with its particles, in `Given Family` order; a group keeps its whole name."""
    parts = author.split()
    if not parts or parts[-1].lower() in _GROUPS:
        return author
    end = len(parts)
    while end > 1 and parts[end - 1].lower() in _SUFFIXES:
        end -= 1
    start = end - 1
    while start > 1 and parts[start - 1].lower() in _PARTICLES:
        start -= 1
    name = " ".join(parts[start:end])
    return name.title() if name.islower() else name
