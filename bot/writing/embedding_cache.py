"""Vectors of topics and papers, each paid for once and kept, by day of listing, for as long as papers are."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

from adapters.errors import WriterAway
from adapters.store.leases import leased
from adapters.store.ledger import Superseded
from adapters.writers.ports import MOST_TEXTS
from bot.writing.json_notes import JsonNotes
from digest.selection.reranking import Embeddings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from adapters.store.ports import KeyValueStore
    from adapters.writers.ports import Embedder
    from digest.model import Paper

_KEPT_FOR = 60 * 86_400
"""As long as the store keeps a paper."""
_BESIDE = 4
"""Requests at a time; what they gave is kept before the next ones."""
_ENOUGH = 0.98
"""The share of a window's papers that must have a vector for any of them to count."""
_PATIENCE = 240.0
"""Seconds after which a roundup goes on without; what has come by then is kept, and the next one goes on from there."""
_REST = 300
"""Seconds for which a model is left alone after it failed."""
_LEASE = 60.0

_log = logging.getLogger(__name__)


class EmbeddingCache:
    """Gives a topic and the papers of a window their vectors, or says that it can't; it never raises for the model's sake."""

    def __init__(self, embedder: Embedder, key_values: KeyValueStore, *, patience: float = _PATIENCE) -> None:
        self._embedder = embedder
        self._key_values = key_values
        self._notes = JsonNotes(key_values, bytes, _KEPT_FOR)
        self._patience = patience

    async def embeddings(self, text: str, papers: Sequence[Paper], *, spending: bool) -> Embeddings | None:
        """The vectors of a text and of these papers; None where too many are missing.

        Without `spending` no model is asked: there is what is kept, or nothing.
        """
        if spending and await self._key_values.get(self._note_name("resting")):
            spending = False
        try:
            async with asyncio.timeout(self._patience):
                return await self._embeddings(text, papers, spending=spending)
        except TimeoutError:
            _log.info("the vectors of %s take long; this roundup does without", self._embedder.name)
        except (WriterAway, Superseded) as trouble:
            _log.warning("no vectors of %s: %s", self._embedder.name, trouble)
            await self._key_values.put(self._note_name("resting"), "x", _REST)
        return None

    async def _embeddings(self, text: str, papers: Sequence[Paper], *, spending: bool) -> Embeddings | None:
        vector = await self._of_text(text, spending=spending)
        if vector is None or not papers:
            return None
        kept = await self._stored_vectors(papers)
        missing = _missing(papers, kept, len(vector))
        if missing and spending:
            kept = await self._fill_missing(papers, len(vector))
            missing = _missing(papers, kept, len(vector))
        if len(missing) > (1 - _ENOUGH) * len(papers):
            if spending:  # the model behind the name has changed, and the text's vector is an older one's
                await self._key_values.drop(self._text_note(text))
            return None
        return Embeddings(model=self._embedder.name, text=vector, papers=kept)

    async def _of_text(self, text: str, *, spending: bool) -> bytes | None:
        note = self._text_note(text)
        kept = (await self._notes.get(note)).get("")
        if kept is None and spending:
            (kept,) = await self._embedder.embed([text])
            await self._notes.put(note, {"": kept})
        return kept

    async def _fill_missing(self, papers: Sequence[Paper], length: int) -> dict[str, bytes]:
        """The vectors of these papers after those that are missing were asked for, by one process at a time."""
        async with leased(self._key_values, self._note_name("asking"), _LEASE):
            kept = await self._stored_vectors(papers)
            # By day, so that little is written again with each step.
            missing = sorted(_missing(papers, kept, length), key=lambda paper: paper.listed)
            for at in range(0, len(missing), MOST_TEXTS * _BESIDE):
                vectors, trouble = await self._some(missing[at : at + MOST_TEXTS * _BESIDE])
                await self._keep(missing, vectors)
                kept |= vectors
                if trouble:
                    raise trouble
            return kept

    async def _some(self, papers: Sequence[Paper]) -> tuple[dict[str, bytes], BaseException | None]:
        """The vectors of papers in a few requests at a time, and what the first that failed did of."""
        batches = [papers[at : at + MOST_TEXTS] for at in range(0, len(papers), MOST_TEXTS)]
        asking = (self._embedder.embed(list(map(_text, batch))) for batch in batches)
        found = await asyncio.gather(*asking, return_exceptions=True)
        vectors: dict[str, bytes] = {}
        for batch, given in zip(batches, found, strict=True):
            if not isinstance(given, BaseException):
                vectors |= {paper.id: one for paper, one in zip(batch, given, strict=True)}
        return vectors, next((given for given in found if isinstance(given, BaseException)), None)

    async def _stored_vectors(self, papers: Sequence[Paper]) -> dict[str, bytes]:
        days = {paper.listed for paper in papers}
        kept: dict[str, bytes] = {}
        for day in sorted(days):
            kept |= await self._notes.get(self._day_note(day))
        return kept

    async def _keep(self, papers: Sequence[Paper], vectors: Mapping[str, bytes]) -> None:
        by_day: dict[date, dict[str, bytes]] = defaultdict(dict)
        for paper in papers:
            if paper.id in vectors:
                by_day[paper.listed][paper.id] = vectors[paper.id]
        for day, more in by_day.items():
            note = self._day_note(day)
            await self._notes.put(note, await self._notes.get(note) | more)

    def _note_name(self, rest: str) -> str:
        return f"embeddings:{self._embedder.space}:{rest}"

    def _day_note(self, day: date) -> str:
        return self._note_name(day.isoformat())

    def _text_note(self, text: str) -> str:
        return self._note_name(f"text:{sha256(text.encode()).hexdigest()[:24]}")


def _text(paper: Paper) -> str:
    return f"{paper.title}\n{paper.abstract}"


def _missing(papers: Sequence[Paper], kept: Mapping[str, bytes], length: int) -> list[Paper]:
    return [paper for paper in papers if len(kept.get(paper.id, b"")) != length]
