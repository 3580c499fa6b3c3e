"""A judge that asks a model, all papers in one call."""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.writers.openai.writer import shipped_prompts
from adapters.writers.ports import Judge
from digest.brief import judging
from digest.roundup import WrittenBy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adapters.writers.openai.endpoint import Endpoint
    from digest.brief.prompting import Prompts
    from digest.model import Paper, Topic
    from digest.selection.reranking import Judgment


class ModelJudge(Judge):
    """Judges through an endpoint, with a new fence for every call."""

    def __init__(self, endpoint: Endpoint, *, prompts: Prompts | None = None) -> None:
        self._endpoint = endpoint
        self._prompts = prompts or shipped_prompts()

    @property
    @override
    def by(self) -> WrittenBy:
        return WrittenBy(kind="model", model=self._endpoint.model, prompt=self._prompts.version)

    @override
    async def judge(self, topic: Topic, papers: Sequence[Paper]) -> Mapping[str, Judgment]:
        task = judging.task(topic, papers, self._prompts, fence=secrets.token_hex(8))
        ids = [paper.id for paper in papers]
        return await self._endpoint.ask(task, partial(judging.judgments, ids=ids))
