"""Judgments of the papers that the engine is in doubt of, paid for once for a topic and a window, and kept."""

from __future__ import annotations

import logging
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from adapters.errors import WriterAway
from adapters.store.leases import leased
from adapters.store.ledger import Superseded
from bot.writing.json_notes import JsonNotes
from digest.selection.reranking import Judgment, Judgments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.store.ports import KeyValueStore
    from adapters.writers.ports import Judge
    from digest.model import Paper, Topic, Window

_KEPT_FOR = 30 * 86_400
_ENOUGH = 0.9
"""The share of the papers in doubt on which what is kept must say something."""
_LEASE = 60.0

_log = logging.getLogger(__name__)


class JudgmentCache:
    """Has the papers in doubt judged, or says that it can't; it never raises for the model's sake."""

    def __init__(self, judge: Judge, key_values: KeyValueStore) -> None:
        self._judge = judge
        self._key_values = key_values
        self._notes: JsonNotes[Judgment] = JsonNotes(key_values, Judgment, _KEPT_FOR)  # type: ignore[arg-type]  # a choice of words

    async def judgments(
        self, topic: Topic, window: Window, papers: Sequence[Paper], *, spending: bool
    ) -> Judgments | None:
        """What the model says of these papers; without `spending` only what it has said before."""
        if not papers:
            return None
        note = self._note(topic, window)
        try:
            kept = await self._notes.get(note)
            if spending and not _covers(kept, papers):
                async with leased(self._key_values, f"{note}:judging", _LEASE):
                    kept = await self._notes.get(note)  # somebody else may have asked meanwhile
                    if not _covers(kept, papers):
                        kept |= await self._judge.judge(topic, papers)
                        await self._notes.put(note, kept)
        except (WriterAway, Superseded) as trouble:
            _log.warning("the papers in doubt weren't judged: %s", trouble)
            return None
        return Judgments(model=self._judge.by.model or "", of_paper=kept) if _covers(kept, papers) else None

    def _note(self, topic: Topic, window: Window) -> str:
        by = self._judge.by
        parts = [topic.query.text, window.start.isoformat(), window.end.isoformat(), by.model, by.prompt]
        return f"model:judged:{sha256(msgspec.json.encode(parts)).hexdigest()[:24]}"


def _covers(kept: dict[str, Judgment], papers: Sequence[Paper]) -> bool:
    return sum(paper.id in kept for paper in papers) >= _ENOUGH * len(papers)
