"""Asks the models at hand which papers of a window are on a topic; whatever fails, the engine's own word stands."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest import selection
from digest.brief.judging import MOST_PAPERS
from digest.selection.reranking import BUILT_IN, Reranking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.writing.embedding_cache import EmbeddingCache
    from bot.writing.judgment_cache import JudgmentCache
    from digest.corpus import Corpus, Floats
    from digest.model import Paper, Topic, Window

_LONGEST = 400
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reranker:
    """The models that have a say; without any, nobody is asked."""

    embedding: EmbeddingCache | None = None
    judging: JudgmentCache | None = None

    async def reranking(self, corpus: Corpus, topic: Topic, window: Window, *, spending: bool) -> Reranking:
        """What models say of the window's papers; without `spending` only what is kept from before."""
        if not (self.embedding or self.judging) or not topic.query.alternatives:
            return BUILT_IN
        embeddings = None
        if self.embedding:
            embeddings = await self.embedding.embeddings(embedding_text(topic), corpus.papers, spending=spending)
        judgments = None
        if self.judging:
            doubtful = await asyncio.to_thread(
                selection.borderline, corpus, topic, window, embeddings, limit=MOST_PAPERS
            )
            judgments = await self.judging.judgments(topic, window, doubtful, spending=spending)
        return Reranking(embeddings=embeddings, judgments=judgments)

    async def nearness(self, question: str, papers: Sequence[Paper]) -> Floats | None:
        """How near each of these papers is to a question, by a model's vectors; None where there are none."""
        found = await self.embedding.embeddings(question, papers, spending=True) if self.embedding else None
        return found.outstanding(papers) if found else None


def embedding_text(topic: Topic) -> str:
    """A topic as the text whose vector is asked for: its words without filters, after its name where it has another."""
    said = ", ".join(" ".join(term.text for term in row) for row in topic.query.alternatives)
    return (said if topic.name == topic.query.text else f"{topic.name}: {said}")[:_LONGEST]
