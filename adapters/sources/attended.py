"""A source for somebody who sits and waits: whether it is there at all is known within seconds, not minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.errors import SourceAway
from adapters.sources.ports import PaperSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.sources.ports import Progress
    from digest.model import Paper, Window


class AttendedSource(PaperSource):
    """Asks a hurried source for single papers, and the patient one for whole windows once the hurried one has answered.

    A source that was away stays away, so that one command waits for it once.
    """

    def __init__(self, patient: PaperSource, hurried: PaperSource, example: str) -> None:
        """`example` is the id of a paper that is always there."""
        self._patient = patient
        self._hurried = hurried
        self._example = example
        self._is_there = False
        self._away: SourceAway | None = None

    @override
    async def during(self, window: Window, categories: Sequence[str], progress: Progress) -> tuple[Paper, ...]:
        if not self._is_there:
            await self.get([self._example])
        return await self._patient.during(window, categories, progress)

    @override
    async def get(self, ids: Sequence[str]) -> tuple[Paper, ...]:
        if self._away is not None:
            raise self._away
        try:
            found = await self._hurried.get(ids)
        except SourceAway as away:
            self._away = away
            raise
        self._is_there = True
        return found
