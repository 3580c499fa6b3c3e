"""A writer that asks a model: makes the task, asks, and reads the answer, all by the engine's rules."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.writers.openai.prompted import PromptedModel, fence
from adapters.writers.ports import Writer
from digest.brief import answer, tasks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.writers.openai.endpoint import Endpoint
    from digest.brief.prompting import Prompts, WritingOptions
    from digest.model import Brief, Paper, Resource
    from digest.roundup import Draft, Refusal, Statement

BUDGET = 60_000
"""Tokens sent for one roundup; a hundred abstracts have about 30,000."""
_FOR_A_QUESTION = 6_000


class ModelWriter(PromptedModel, Writer):
    """Writes through an endpoint, with a new fence for every call."""

    def __init__(self, endpoint: Endpoint, *, budget: int = BUDGET, prompts: Prompts | None = None) -> None:
        super().__init__(endpoint, prompts=prompts)
        self._budget = budget

    @override
    async def write(
        self, brief: Brief, writing_options: WritingOptions, resources: Sequence[Resource], trend: str = ""
    ) -> Draft:
        task = tasks.write(brief, writing_options, self._prompts, fence=fence(), budget=self._budget, trend=trend)
        return await self._endpoint.ask(
            task, partial(answer.draft, brief=brief, by=self.by, resources=tuple(resources))
        )

    @override
    async def repair(
        self, brief: Brief, refusals: Sequence[Refusal], writing_options: WritingOptions
    ) -> tuple[Statement | None, ...]:
        task = tasks.repair(brief, refusals, writing_options, self._prompts, fence=fence())
        return await self._endpoint.ask(task, partial(answer.repaired, brief=brief, count=len(refusals)))

    @override
    async def answer(
        self, question: str, papers: Sequence[Paper], writing_options: WritingOptions
    ) -> tuple[Statement, ...]:
        budget = min(self._budget, _FOR_A_QUESTION)
        task = tasks.question(question, papers, writing_options, self._prompts, fence=fence(), budget=budget)
        return await self._endpoint.ask(task, partial(answer.statements, ids=[paper.id for paper in papers]))

    @override
    async def gist(self, paper: Paper, writing_options: WritingOptions) -> tuple[Statement, ...]:
        task = tasks.gist(
            paper, writing_options, self._prompts, fence=fence(), budget=min(self._budget, _FOR_A_QUESTION)
        )
        return await self._endpoint.ask(task, partial(answer.statements, ids=[paper.id]))
