"""A writer that asks a model: makes the task, asks, and reads the answer, all by the engine's rules."""

from __future__ import annotations

import secrets
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.writers.ports import Writer
from digest.brief import answer, prompting, tasks
from digest.roundup import WrittenBy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.writers.openai.endpoint import Endpoint
    from digest.brief.prompting import Prompts, WritingOptions
    from digest.model import Brief, Paper, Resource
    from digest.roundup import Draft, Refusal, Statement

BUDGET = 60_000
"""Tokens sent for one roundup; a hundred abstracts have about 30,000."""
_FOR_A_QUESTION = 6_000


@cache
def shipped_prompts() -> Prompts:
    """The prompt file that ships with the engine."""
    return prompting.prompts((files("digest.brief") / "prompts" / "writer.md").read_text(encoding="utf-8"))


class ModelWriter(Writer):
    """Writes through an endpoint, with a new fence for every call."""

    def __init__(self, endpoint: Endpoint, *, budget: int = BUDGET, prompts: Prompts | None = None) -> None:
        self._endpoint = endpoint
        self._budget = budget
        self._prompts = prompts or shipped_prompts()

    @property
    @override
    def by(self) -> WrittenBy:
        return WrittenBy(kind="model", model=self._endpoint.model, prompt=self._prompts.version)

    @override
    async def write(
        self, brief: Brief, writing_options: WritingOptions, resources: Sequence[Resource], trend: str = ""
    ) -> Draft:
        task = tasks.write(brief, writing_options, self._prompts, fence=_fence(), budget=self._budget, trend=trend)
        return await self._endpoint.ask(
            task, partial(answer.draft, brief=brief, by=self.by, resources=tuple(resources))
        )

    @override
    async def repair(
        self, brief: Brief, refusals: Sequence[Refusal], writing_options: WritingOptions
    ) -> tuple[Statement | None, ...]:
        task = tasks.repair(brief, refusals, writing_options, self._prompts, fence=_fence())
        return await self._endpoint.ask(task, partial(answer.repaired, brief=brief, count=len(refusals)))

    @override
    async def answer(
        self, question: str, papers: Sequence[Paper], writing_options: WritingOptions
    ) -> tuple[Statement, ...]:
        budget = min(self._budget, _FOR_A_QUESTION)
        task = tasks.question(question, papers, writing_options, self._prompts, fence=_fence(), budget=budget)
        return await self._endpoint.ask(task, partial(answer.statements, ids=[paper.id for paper in papers]))

    @override
    async def gist(self, paper: Paper, writing_options: WritingOptions) -> tuple[Statement, ...]:
        task = tasks.gist(
            paper, writing_options, self._prompts, fence=_fence(), budget=min(self._budget, _FOR_A_QUESTION)
        )
        return await self._endpoint.ask(task, partial(answer.statements, ids=[paper.id]))


def _fence() -> str:
    return secrets.token_hex(8)
