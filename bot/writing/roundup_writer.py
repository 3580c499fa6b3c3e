"""Who writes a roundup: the model where there is one and what it writes holds, the abstracts' own sentences otherwise."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from adapters.errors import DraftRejected, OverBudget, WriterAway
from bot.writing.draft_cache import DraftCache, KeptDraft, key
from bot.writing.draft_repair import DraftRepair
from digest import extract
from digest.brief.prompting import WritingOptions
from digest.check.checking import checked_roundup
from digest.errors import NothingToShow
from digest.roundup import CheckReport, WrittenBy

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.store.ports import KeyValueStore
    from adapters.writers.ports import Writer
    from digest.model import Brief
    from digest.roundup import Draft, Roundup, Trend

_MUST_HOLD = 0.5
"""The share of a model's statements that must hold; below, the roundup isn't its work any more."""
_SLOW = 30.0
_REST = 300
"""Seconds of waiting in vain, and for how long a model is then left alone."""

_log = logging.getLogger(__name__)


class WriteRoundup(Protocol):
    """Makes a roundup of a brief; never fails for want of a model."""

    async def __call__(
        self, brief: Brief, *, now: datetime, trend: Trend | None = None, writing_options: WritingOptions | None = None
    ) -> Roundup:
        """The roundup that bears the time `now`, written as asked for or as usual."""
        ...


async def extracted(
    brief: Brief,
    *,
    now: datetime,
    trend: Trend | None = None,
    writing_options: WritingOptions | None = None,
) -> Roundup:
    """The roundup that needs no model, as long as its style wants it; its language is the abstracts' own."""
    draft = await asyncio.to_thread(extract.write, brief, extract.LENGTHS[(writing_options or WritingOptions()).style])
    return await asyncio.to_thread(checked_roundup, brief, draft, now=now, trend=trend)


class RoundupWriter:
    """Makes a roundup of a brief, whatever happens: at most one writing and one mending call, both kept for all."""

    def __init__(
        self,
        writer: Writer,
        key_values: KeyValueStore,
        *,
        writing_options: WritingOptions | None = None,
        slow: float = _SLOW,
        mending: DraftRepair | None = None,
    ) -> None:
        self._writer = writer
        self._mending = mending or DraftRepair(writer)
        self._key_values = key_values
        self._slow = slow
        self._drafts = DraftCache(key_values)
        self._writing_options = writing_options or WritingOptions()

    async def roundup(
        self, brief: Brief, *, now: datetime, trend: Trend | None = None, writing_options: WritingOptions | None = None
    ) -> Roundup:
        """The roundup that bears the time `now`; where the model fails, its footer says why it is extracted."""
        if not brief.shortlist.picks:
            return await extracted(brief, now=now, trend=trend, writing_options=writing_options)
        writing_options = writing_options or self._writing_options
        spare = await asyncio.to_thread(extract.write, brief, extract.LENGTHS[writing_options.style])
        try:
            written = await self._unless_resting(brief, spare, writing_options, trend.sentence if trend else "")
            fallback = spare if writing_options.is_english else None
            made = await asyncio.to_thread(_checked, brief, written, fallback, now, trend)
        except (WriterAway, NothingToShow) as trouble:
            _log.warning("extracted instead: %s", trouble)
            reason = trouble.reason if isinstance(trouble, WriterAway) else "nothing that the model wrote holds"
            plain = replace(spare, written_by=WrittenBy(kind="extract", why=reason))
            return await asyncio.to_thread(checked_roundup, brief, plain, now=now, trend=trend)
        language = "" if writing_options.is_english else writing_options.language
        return replace(made, written_by=replace(made.written_by, language=language))

    async def _unless_resting(
        self, brief: Brief, spare: Draft, writing_options: WritingOptions, trend: str
    ) -> KeptDraft:
        """The draft; after a long wait for nothing, nobody waits for this model again for some minutes."""
        resting, begun = f"model:resting:{self._writer.by.model}", asyncio.get_running_loop().time()
        if reason := await self._key_values.get(resting):
            raise WriterAway(reason)
        try:
            return await self._written(brief, spare, writing_options, trend)
        except OverBudget:
            raise  # what one person may not pay, the next one may
        except WriterAway as away:
            if asyncio.get_running_loop().time() - begun >= self._slow:
                await self._key_values.put(resting, away.reason, _REST)
            raise

    async def _written(self, brief: Brief, spare: Draft, writing_options: WritingOptions, trend: str) -> KeptDraft:
        by = self._writer.by
        resources = tuple(resource for section in spare.sections for resource in section.resources)

        async def write() -> KeptDraft:
            draft = await self._writer.write(brief, writing_options, resources, trend)
            return await self._mending.mended(brief, draft, writing_options)

        named = key(brief, by, writing_options, self._mending.verifier)
        return await self._drafts.get_or_write(named, by, resources, write)


def _checked(brief: Brief, written: KeptDraft, fallback: Draft | None, now: datetime, trend: Trend | None) -> Roundup:
    """The roundup of what holds; raises `DraftRejected` where that is too little to be the model's work."""
    made = checked_roundup(brief, written.draft, now=now, fallback=fallback, trend=trend)
    report = made.check
    own = report.statements - report.refused
    if own < _MUST_HOLD * written.statements:
        raise DraftRejected(f"only {own} of {written.statements} statements that the model wrote hold")
    shown = own + report.repaired
    repaired = max(0, shown - (written.statements - written.refused))
    counted = CheckReport(
        statements=written.statements, refused=written.refused, repaired=repaired, verifier=written.verifier
    )
    return replace(made, check=counted)
