"""The seam between the bot and the places that papers come from; docs/adding-a-source.md says how to add one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager
    from datetime import date

    from adapters.settings import Setting, Settings
    from adapters.store.ports import KeyValueStore
    from digest.full_text import FullText
    from digest.model import Paper, Window
    from digest.source_profiles import SourceProfile

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

    def covers(self, category: str) -> bool:
        """Whether all of a category is in its lists."""
        ...

    def changes(self, since: date, categories: Sequence[str]) -> AsyncIterator[Changes]:
        """All that changed on this day or later, in any of these categories, part by part; raises `SourceAway`.

        A paper may come twice, and a list may begin anew in the middle: keep papers by their ids.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectedSource:
    """What a source offers an installation.

    Attributes:
        papers: Asked for single papers, and for the days that nobody has read yet.
        bulk: Asked once a day for all that changed; None where the source has no such thing.
        pages: Whole papers; None where the source has none.
    """

    papers: PaperSource
    bulk: BulkSource | None = None
    pages: FullTextPages | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What files gave.

    Attributes:
        complaints: Whatever could not be used, in sentences for people.
    """

    papers: tuple[Paper, ...]
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDeclaration:
    """All that the bot is told of a source.

    Attributes:
        example: The id of a paper that is there for ever, by which to see whether the source answers.
        address: Where it is for an installation, as people are told.
        connect: Makes no request. Its requests wait for their turn under the rate limit of all processes; the cache keeps
            pages, and without it there are none. With seconds, for somebody who waits no longer than that.
        files: Reads files of papers in the source's own forms, and its sample week by the name `sample`; raises `BadFile`.
            None where it has no such thing.
    """

    profile: SourceProfile
    settings: tuple[Setting[Any], ...]
    example: str
    address: Callable[[Settings], str]
    connect: Callable[[Settings, SourceRateLimit, KeyValueStore | None, float | None], ConnectedSource]
    files: Callable[[Sequence[str], Progress], FileReading] | None = None


class FullTextPages(Protocol):
    """Somewhere that has papers whole."""

    async def of(self, paper: Paper) -> FullText | None:
        """What the paper's page adds to its abstract; None where there is no page, or none in time. Never raises."""
        ...


PAUSE = 3.0
"""Seconds between two requests, as arXiv's terms have it; as good for any source that says nothing."""


class SourceRateLimit(Protocol):
    """Lets one request through at a time, over the whole installation."""

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Wait for a turn, and hold it while the request is under way."""
        ...
