"""The port of everything that papers come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
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
