"""Finds the sentences of an abstract that say what is new, what came out, and where it leads."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from digest import cues
from digest.sentences import split, unlisted

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(r"[a-z0-9][a-z0-9-]{3,}")
_NUMBER = re.compile(r"(?<![\w.-])\d[\d.,]*")
_LEAST = 0.7


class KeySentences:
    """The sentences of one abstract by what they do, best first; one may stand in several lists.

    Each list is made when it is first asked for: most papers are never asked for all of them.

    Attributes:
        order: All sentences as they come.
    """

    def __init__(self, abstract: str, title: str, name: str = "") -> None:
        self.order = split(abstract)
        self._name = name
        gist = _content(title)
        # Sentences that say what the title says come first.
        self._central = [len(gist & _content(sentence)) / max(len(gist), 1) for sentence in self.order]

    @cached_property
    def new(self) -> tuple[str, ...]:
        """What is new."""
        return self._best(self._newness, 1.0)

    @cached_property
    def results(self) -> tuple[str, ...]:
        """What came out."""
        return self._best(_result, 0.4)

    @cached_property
    def outlook(self) -> tuple[str, ...]:
        """Where it leads, and what stays open."""
        return self._best(_outlook, 0.2)

    def follows(self, later: str, earlier: str) -> bool:
        """Whether `later` comes right after `earlier`, so that its `It` and `This` are understood."""
        return (
            later in self.order and earlier in self.order and self.order.index(later) == self.order.index(earlier) + 1
        )

    def _newness(self, sentence: str, position: float) -> float:
        points = _said_to_be_new(sentence)
        if self._name and self._name in sentence:
            # `Thistledown is a signature scheme …` introduces it as well as anybody could.
            acts = cues.acting(self._name, sentence) and not cues.MEASURED.search(sentence)
            points = max(points + 0.5 * (points > 0), 2.4 * acts)
        return points - 1.2 * bool(cues.BACKWARD.match(sentence)) - 0.5 * position

    @cached_property
    def _losses(self) -> list[float]:
        return [_unclear(sentence) for sentence in self.order]

    def _best(self, score: Callable[[str, float], float], weight: float) -> tuple[str, ...]:
        """Those that score enough, best first, earlier first among equals; position runs from 0 to 1."""
        last = max(len(self.order) - 1, 1)
        points = [score(sentence, i / last) for i, sentence in enumerate(self.order)]
        scored = [
            (points[i] + weight * self._central[i] - self._losses[i], -i, sentence)
            for i, sentence in enumerate(self.order)
            if points[i] >= _LEAST
        ]
        return tuple(sentence for total, _, sentence in sorted(scored, reverse=True) if total > 0)


def _content(text: str) -> frozenset[str]:
    """The words that carry meaning, roughly: the longer ones, without their endings."""
    return frozenset(word[:6] for word in _WORD.findall(text.lower()))


def _unclear(sentence: str) -> float:
    """What is lost when a sentence leans on its neighbours, breaks off, or is too short or long to stand alone."""
    loss = 1.5 * bool(cues.LOOSE.search(sentence)) + 2.0 * bool(cues.BROKEN_OFF.search(sentence))
    length = len(unlisted(sentence))
    loss += 0.8 * (length < 50) + 0.5 * (length > 260) + 0.8 * (length > 340) + 1.5 * (length > 430)  # noqa: PLR2004 - characters
    # A string of statistics is no sentence to read in passing.
    loss += 0.3 * max(len(_NUMBER.findall(sentence)) - 5, 0)
    return loss


def _said_to_be_new(sentence: str) -> float:
    if not cues.ACTOR.search(sentence):
        return 0.0
    return (
        3.0 * bool(cues.INTRODUCES.search(sentence))
        or 2.0 * bool(cues.STUDIES.search(sentence))
        or 1.8 * bool(cues.FINDS.search(sentence))
    )


def _result(sentence: str, position: float) -> float:
    points = (
        0.8 * bool(cues.RESULT.search(sentence))
        + 0.9 * bool(cues.MEASURED.search(sentence))
        + 0.2 * bool(cues.EVIDENCE.search(sentence))
    )
    points += 0.9 * bool(cues.FINDS.search(sentence) or cues.REPORTED.search(sentence))
    early = position < 0.35  # noqa: PLR2004 - background and problem come first
    points -= 1.5 * early + 1.0 * bool(cues.INTRODUCES.search(sentence)) + 1.0 * bool(cues.PROCEDURE.search(sentence))
    return points - 0.4 * bool(cues.BACKWARD.match(sentence))


def _outlook(sentence: str, position: float) -> float:
    points = 1.4 * bool(cues.FUTURE.search(sentence)) + 0.3 * bool(cues.REPORTED.search(sentence))
    early = position < 0.6  # noqa: PLR2004 - conclusions come last
    return (
        points - 1.0 * early - 0.3 * bool(cues.BACKWARD.match(sentence)) - 0.6 * bool(cues.INTRODUCES.search(sentence))
    )
