"""Finds the sentences of an abstract that say what is new, what came out, and where it leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.extract import cues
from digest.extract.retell import stripped
from digest.extract.trimming import trimmed, unmarked
from digest.text.sentences import split, unlisted

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(r"[a-z0-9][a-z0-9-]{3,}")
_NUMBER = re.compile(r"(?<![\w.-])\d[\d.,]*")
_THE = re.compile(
    r"\b[Tt]he (?:(?:expanded|final|optimized|resulting|full|trained|extracted|collected) )?([a-z]{3,})\b"
    r"(?! (?:of|that|which|in|for|to)\b)"
)
_BROUGHT_IN = re.compile(r"\b[Aa]n? ([\w-]+(?: [\w-]+){0,2})")
# These are the paper's own work, wherever it speaks of them.
_UNDERSTOOD = frozenset(
    """method approach framework model system algorithm technique pipeline architecture scheme strategy solution design tool
    agent benchmark dataset paper study work proposed resulting latter same first best most""".split()
)
_LEAST = 0.7
_NEW = {"introduces": 3.0, "studies": 2.0, "finds": 1.8, None: 0.0}


@dataclass(frozen=True, kw_only=True)
class Key:
    """A sentence of an abstract; without slots, since what costs something is found out when first asked.

    Attributes:
        raw: As it stands there.
        text: Without what ties it to its neighbours and what says nothing.
        position: Where it stands, from 0 to 1.
        deeds: What the authors say they do in it.
    """

    raw: str
    text: str
    position: float
    deeds: frozenset[cues.Deed]

    @cached_property
    def loose(self) -> bool:
        """Whether it leans on its neighbours all the same."""
        return cues.loose(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Those that say something."""
        return _content(self.text)


class KeySentences:
    """The sentences of one abstract by what they do, best first; one may stand in several lists.

    Each list is made when it is first asked for: most papers are never asked for all of them.
    """

    def __init__(self, abstract: str, title: str, name: str = "") -> None:
        self._abstract = abstract
        self._title = title
        self._name = name

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All sentences as they come."""
        return split(unmarked(self._abstract))

    @cached_property
    def _gist(self) -> frozenset[str]:
        return _content(self._title)

    @cached_property
    def _keys(self) -> tuple[Key, ...]:
        last = max(len(self.order) - 1, 1)
        return tuple(self._key(raw, i / last) for i, raw in enumerate(self.order))

    @cached_property
    def newest(self) -> tuple[Key, ...]:
        """What is new."""
        return self._best(self._newness, 1.0)

    @cached_property
    def reported(self) -> tuple[Key, ...]:
        """What came out."""
        return self._best(_result, 0.4)

    @cached_property
    def ahead(self) -> tuple[Key, ...]:
        """Where it leads, and what stays open."""
        return self._best(_outlook, 0.2)

    @property
    def new(self) -> tuple[str, ...]:
        """What is new, as it stands there."""
        return tuple(key.raw for key in self.newest)

    @property
    def results(self) -> tuple[str, ...]:
        """What came out, as it stands there."""
        return tuple(key.raw for key in self.reported)

    @property
    def outlook(self) -> tuple[str, ...]:
        """Where it leads, and what stays open, as it stands there."""
        return tuple(key.raw for key in self.ahead)

    def follows(self, later: Key, earlier: Key) -> bool:
        """Whether `later` comes right after `earlier`, so that its `It` and `This` are understood."""
        return self._keys.index(later) == self._keys.index(earlier) + 1

    def presumes(self, key: Key, told: str) -> bool:
        """Whether it speaks of `the band` where an earlier sentence, that isn't told, spoke of `a small band`."""
        nouns = {noun for noun in _THE.findall(key.text) if noun not in _UNDERSTOOD and noun not in told}
        if not nouns:
            return False
        earlier = " ".join(self.order[: self._keys.index(key)])
        return any(noun in said.split() for noun in nouns for said in _BROUGHT_IN.findall(earlier))

    def _key(self, raw: str, position: float) -> Key:
        text = trimmed(unlisted(stripped(raw)))
        return Key(raw=raw, text=text, position=position, deeds=cues.deeds(text))

    def _central(self, key: Key) -> float:
        """How much of the title it says: sentences that do come first."""
        return len(self._gist & key.words) / max(len(self._gist), 1)

    def _newness(self, key: Key) -> float:
        points = _NEW[cues.chief(key.deeds)]
        if self._name and self._name in key.text:
            # `Thistledown is a signature scheme …` introduces it as well as anybody could.
            acts = cues.acting(self._name, key.text) and not cues.MEASURED.search(key.text)
            points = max(points + 0.8 * (points > 0), 2.4 * acts)
        if not points:
            return 0.0
        backward, sources = cues.BACKWARD.match(key.text), cues.SOURCES.search(key.text)
        hollow = cues.HOLLOW.search(key.text) or cues.TRIES.search(key.text)
        return points - 1.2 * bool(backward) - 1.5 * bool(sources or hollow) - 0.5 * key.position

    def _best(self, score: Callable[[Key], float], weight: float) -> tuple[Key, ...]:
        """Those that score enough, best first, earlier first among equals."""
        scored = []
        for i, key in enumerate(self._keys):
            points = score(key)
            if points >= _LEAST and (total := points + weight * self._central(key) - _unclear(key)) > 0:
                scored.append((total, -i, key))
        return tuple(key for _, _, key in sorted(scored, key=lambda one: one[:2], reverse=True))


def _content(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in _WORD.findall(text.lower()))


def _unclear(key: Key) -> float:
    """What is lost when a sentence leans on its neighbours, breaks off, or is too short or long to stand alone."""
    loss = 1.5 * key.loose + 2.0 * bool(cues.BROKEN_OFF.search(key.text))
    length = len(key.text)
    loss += 0.8 * (length < 50) + 0.5 * (length > 260) + 0.8 * (length > 340) + 1.5 * (length > 430)  # noqa: PLR2004 - characters
    # A string of statistics is no sentence to read in passing.
    loss += 0.3 * max(len(_NUMBER.findall(key.text)) - 5, 0)
    return loss


def _result(key: Key) -> float:
    text = key.text
    measured = bool(cues.MEASURED.search(text))
    points = 0.8 if cues.ACHIEVES.search(text) else 0.5 * bool(cues.CHANGES.search(text))
    points += 0.9 * measured + 0.2 * bool(cues.EVIDENCE.search(text))
    found = bool("finds" in key.deeds or cues.REPORTED.search(text))
    points += 0.9 * found - 1.0 * bool(not found and cues.TROUBLE.search(text))
    if points < _LEAST:
        return points
    early = key.position < 0.35  # noqa: PLR2004 - background and problem come first
    points -= 1.5 * early + 1.0 * ("introduces" in key.deeds) + 1.0 * bool(cues.PROCEDURE.search(text))
    points -= 2.0 * bool(cues.OTHERS.match(text)) + 1.5 * bool(
        cues.EMPTY.search(text) or cues.HOLLOW.search(text) or cues.TRIES.search(text)
    )
    return points - 0.4 * bool(cues.BACKWARD.match(text)) - 1.5 * bool(cues.SOURCES.search(text))


def _outlook(key: Key) -> float:
    late = key.position >= 0.5  # noqa: PLR2004 - conclusions come last
    if not late or not cues.AHEAD.search(key.text) or cues.MEASURED.search(key.text) or cues.HOLLOW.search(key.text):
        return 0.0
    points = 1.4 + 0.3 * bool(cues.REPORTED.search(key.text)) - 0.3 * bool(cues.BACKWARD.match(key.text))
    return points - 0.6 * ("introduces" in key.deeds) - 1.5 * bool(cues.SOURCES.search(key.text))
