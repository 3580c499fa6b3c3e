"""What moves a paper up a little beside its relevance; every bonus is stated among its reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.facts.venues import venue
from digest.selection.filters import of_author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.corpus import Corpus
    from digest.model import Paper

CODE, VENUE, FOLLOWED, LIKED = 0.01, 0.01, 0.08, 0.05
LIKED_FROM = 0.2
"""How like a liked paper another must be to profit from it."""

_HOSTS = ("github.com", "gitlab.com", "huggingface.co", "bitbucket.org", "anonymous.4open.science")
_RELEASED = re.compile(r"\b(?:code|implementation)\b[^.]{0,60}\b(?:available|released|open[- ]sourced?)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a channel likes.

    Attributes:
        followed_authors: Names as people write them.
        liked: The ids of papers that this channel liked.
        known: The ids of papers that it was shown already, which are left out.
    """

    followed_authors: tuple[str, ...] = ()
    liked: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()


NONE = Preferences()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """What moves a paper up, and why, in words."""

    value: float
    why: str


class Bonuses:
    """The bonuses of a channel's preferences on one corpus."""

    def __init__(self, corpus: Corpus, preferences: Preferences) -> None:
        self._corpus = corpus
        self._preferences = preferences
        liked = [corpus.index_of(paper_id) for paper_id in preferences.liked]
        self._liked = [(row, corpus.vectors.like(row)) for row in liked if row is not None]

    def of(self, row: int) -> tuple[Bonus, ...]:
        """The bonuses of a paper, the greatest first."""
        return (*self._personal(row), *_general(self._corpus.papers[row]))

    def _personal(self, row: int) -> Iterator[Bonus]:
        paper = self._corpus.papers[row]
        for name in self._preferences.followed_authors:
            if of_author(paper, (name,)):
                yield Bonus(value=FOLLOWED, why=f"by {name}, whom this channel follows")
                break
        for liked, likeness in self._liked:
            if likeness[row] >= LIKED_FROM and liked != row:
                title = self._corpus.papers[liked].title
                yield Bonus(value=LIKED, why=f"like “{title}”, which this channel liked")
                break


@lru_cache(maxsize=4096)
def _general(paper: Paper) -> tuple[Bonus, ...]:
    """What speaks for a paper whatever the topic; remembered, since the topics of a week share many papers."""
    code = (Bonus(value=CODE, why="code released"),) if _code(f"{paper.abstract} {paper.comment}".lower()) else ()
    place = venue(paper) if paper.comment or paper.journal_ref else None
    return (*code, Bonus(value=VENUE, why=f"accepted at {place}")) if place else code


def _code(text: str) -> bool:
    if any(host in text for host in _HOSTS):
        return True
    return ("code" in text or "implementation" in text) and _RELEASED.search(text) is not None
