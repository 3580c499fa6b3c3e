"""The port of everything that papers come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import date

    from digest.model import Paper, Window

Progress = Callable[[int, int | None], None]
"""Told how many papers have been read, and of how many where that is known."""


def unwatched(_read: int, _of: int | None) -> None:
    """Progress that nobody looks at."""


class PaperSource(Protocol):
    """A place that has papers; both methods raise `SourceAway` rather than answer with too few."""

    async def during(self, window: Window, categories: Sequence[str], progress: Progress) -> tuple[Paper, ...]:
        """All papers submitted in the window in any of these categories (`cs.CL`, `cs.*`), newest first."""
        ...

    async def get(self, ids: Sequence[str]) -> tuple[Paper, ...]:
        """The papers with these ids, in the order given, without those that don't exist."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A part of what changed.

    Attributes:
        papers: As they are now, each `listed` on the day of its last change, be it the first version or a correction.
        deleted: The ids of papers that are gone, and since when.
        as_of: The day, by the source's clock, from which to ask the next time.
    """

    papers: tuple[Paper, ...]
    deleted: tuple[tuple[str, date], ...]
    as_of: date


class BulkSource(Protocol):
    """A place that tells all that changed, for whoever reads it once a day for everybody."""

    def changes(self, since: date, categories: Sequence[str]) -> AsyncIterator[Changes]:
        """All that changed on this day or later, in any of these categories, part by part; raises `SourceAway`.

        A paper may come twice, and a list may begin anew in the middle: keep papers by their ids.
        """
        ...
