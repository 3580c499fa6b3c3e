"""A judge that asks a model, all papers in one call."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.writers.openai.prompted import PromptedModel, fence
from adapters.writers.ports import Judge
from digest.brief import judging

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.model import Paper, Topic
    from digest.selection.reranking import Judgment


class ModelJudge(PromptedModel, Judge):
    """Judges through an endpoint, with a new fence for every call."""

    @override
    async def judge(self, topic: Topic, papers: Sequence[Paper]) -> Mapping[str, Judgment]:
        task = judging.task(topic, papers, self._prompts, fence=fence())
        ids = [paper.id for paper in papers]
        return await self._endpoint.ask(task, partial(judging.judgments, ids=ids))
