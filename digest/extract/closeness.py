"""Says how close a paper is to what a topic asks for: by its relevance, and by what its title and its abstract say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Pick, Topic

_OTHERWISE = frozenset(("and", "or"))
"""What parts the names of a topic, each of which may stand alone."""
_TITLE, _ABSTRACT = 0.5, 0.2
"""How much of the relevance hangs on the share of the topic's words that each says."""


class Closeness:
    """How close papers are to one topic."""

    def __init__(self, topic: Topic) -> None:
        self._names = [name for name in map(frozenset, _names(topic)) if name]

    def __call__(self, pick: Pick) -> float:
        """From 0 to 1, comparable within one shortlist only."""
        title, abstract = words.stems(pick.paper.title), words.stems(pick.paper.abstract)
        certain = 1 - _TITLE - _ABSTRACT
        return pick.score * (
            certain + _TITLE * self._share_said(title) + _ABSTRACT * self._share_said((*title, *abstract))
        )

    def in_title(self, pick: Pick) -> float:
        """The share of the topic's words that a paper's title says, from 0 to 1."""
        return self._share_said(words.stems(pick.paper.title))

    def _share_said(self, stems: tuple[str, ...]) -> float:
        """The share of the words of the name that most is said of, from 0 to 1."""
        there = set(stems)
        return max((len(name & there) / len(name) for name in self._names), default=0.0)


def _names(topic: Topic) -> Iterator[list[str]]:
    for row in topic.query.alternatives:
        name: list[str] = []
        for said in words.split(" ".join(term.text for term in row)):
            if said in _OTHERWISE:
                yield name
                name = []
            else:
                name += [stem for stem in words.stem([said]) if stem not in words.common()]
        yield name
