"""Where papers come from: all sources of this installation as one, or files that it can read."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.errors import BadFile, SourceAway
from adapters.sources.combined import InteractiveSource, combined
from adapters.sources.ports import unwatched
from adapters.sources.rate_limit import LocalSourceRateLimit
from bot import registry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from adapters.settings import Settings
    from adapters.sources.ports import (
        ConnectedSource,
        FileReading,
        PaperSource,
        Progress,
        SourceDeclaration,
        SourceRateLimit,
    )
    from adapters.store.ports import KeyValueStore
    from digest.model import Paper

_SECONDS = 10.0
SAMPLE = "sample"


class LocalRateLimits:
    """One rate limit a source for all that one process asks of it."""

    def __init__(self) -> None:
        self._rate_limits: dict[str, SourceRateLimit] = {}

    def __call__(self, source: str) -> SourceRateLimit:
        """That of a source, by its name."""
        return self._rate_limits.setdefault(source, LocalSourceRateLimit())


def connect_interactive(
    settings: Settings, rate_limits: Callable[[str], SourceRateLimit], cache: KeyValueStore | None = None
) -> ConnectedSource:
    """The same for somebody who sits and waits, and is told within ten seconds where a source can't be reached."""
    return combined(
        {one.profile: _connect_interactive(one, settings, rate_limits, cache) for one in registry.sources()}
    )


def _connect_interactive(
    declared: SourceDeclaration,
    settings: Settings,
    rate_limits: Callable[[str], SourceRateLimit],
    cache: KeyValueStore | None,
) -> ConnectedSource:
    """Each source by itself, so that one that is away keeps nobody from the others."""
    rate_limit = rate_limits(declared.profile.name)
    patient = declared.connect(settings, rate_limit, cache, None)
    hurried = declared.connect(settings, rate_limit, None, _SECONDS)
    return replace(patient, papers=InteractiveSource(patient.papers, hurried.papers, declared.example))


def connect(
    settings: Settings,
    rate_limits: Callable[[str], SourceRateLimit],
    cache: KeyValueStore | None = None,
    seconds: float | None = None,
) -> ConnectedSource:
    """The sources as this installation asks them; with `seconds`, for somebody who waits no longer than that.

    All that asks a source is under the same rate limit, since a source counts the requests of all of them.
    """
    return combined(
        {
            one.profile: one.connect(settings, rate_limits(one.profile.name), cache, seconds)
            for one in registry.sources()
        }
    )


async def wait_for_any(papers: PaperSource, seconds: float) -> None:
    """Return as soon as one of the sources answers.

    Args:
        papers: All of them.
        seconds: How long they may take.

    Raises:
        SourceAway: All of them are away.
        TimeoutError: None has answered in time.
    """
    asked = [asyncio.ensure_future(papers.get([one.example])) for one in registry.sources()]
    away: SourceAway | None = None
    try:
        async with asyncio.timeout(seconds):
            for answer in asyncio.as_completed(asked):
                try:
                    await answer
                except SourceAway as why:
                    away = away or why
                else:
                    return
    finally:
        for one in asked:
            one.cancel()
        await asyncio.gather(*asked, return_exceptions=True)
    if away:
        raise away


def read_files(names: Sequence[str], progress: Progress) -> FileReading:
    """The papers of all these files, and what couldn't be used; raises `BadFile`.

    They are in the forms of the first source that has any.
    """
    readers = (source.files for source in registry.sources() if source.files)
    reader = next(readers, None)
    if reader is None:
        raise BadFile("No source of this installation reads files.")
    return reader(names, progress)


def sample() -> tuple[Paper, ...]:
    """The sample week: invented papers that ship with Paperround."""
    return read_files((SAMPLE,), unwatched).papers
