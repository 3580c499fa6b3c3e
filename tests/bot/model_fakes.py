"""A writer that says what it is told and a budget that writes down what was paid, for tests of what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.errors import OverBudget, WriterAway
from adapters.writers.ports import TokenBudget, Writer
from digest.roundup import Section, WrittenBy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.brief.prompting import WritingOptions
    from digest.model import Brief, Paper, Resource
    from digest.roundup import Draft, Refusal, Statement


@dataclass
class FakeWriter(Writer):
    """Gives one draft, one answer and one gist; away when told so, and writes down what it was asked."""

    draft: Draft | None = None
    mended: tuple[Statement | None, ...] = ()
    said: tuple[Statement, ...] = ()
    away: bool = False
    cant_mend: bool = False
    asked: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    @property
    @override
    def by(self) -> WrittenBy:
        return WrittenBy(kind="model", model="fake", prompt="1")

    @override
    async def write(
        self, brief: Brief, writing_options: WritingOptions, resources: Sequence[Resource], trend: str = ""
    ) -> Draft:
        self._reach("write")
        assert self.draft
        hood = next((one for one in self.draft.sections if one.kind == "resources"), None)
        hood = hood or Section(kind="resources", title="Under the hood")
        others = [one for one in self.draft.sections if one.kind != "resources"]
        filled = replace(hood, resources=tuple(resources))
        return replace(
            self.draft,
            written_by=self.by,
            sections=(*others, *([filled] if filled.resources or filled.statements else [])),
        )

    @override
    async def repair(
        self, brief: Brief, refusals: Sequence[Refusal], writing_options: WritingOptions
    ) -> tuple[Statement | None, ...]:
        self._reach("repair")
        self.refused += refusals
        if self.cant_mend:
            raise WriterAway("the model gave no usable answer")
        return (*self.mended, *[None] * len(refusals))[: len(refusals)]

    @override
    async def answer(
        self, question: str, papers: Sequence[Paper], writing_options: WritingOptions
    ) -> tuple[Statement, ...]:
        self._reach("answer")
        self.papers += papers
        return self._said_of(papers)

    @override
    async def gist(self, paper: Paper, writing_options: WritingOptions) -> tuple[Statement, ...]:
        self._reach("gist")
        return self._said_of([paper])

    def _said_of(self, papers: Sequence[Paper]) -> tuple[Statement, ...]:
        """A model knows the papers that it is shown, and no others."""
        known = {paper.id for paper in papers}
        return tuple(one for one in self.said if known.issuperset(one.cites))

    def _reach(self, what: str) -> None:
        self.asked.append(what)
        if self.away:
            raise WriterAway("the model didn't answer in time")


@dataclass
class FakeTokenBudget(TokenBudget):
    """A budget that writes down what was paid."""

    left: int = 1_000_000
    paid: list[int] = field(default_factory=list)

    @override
    async def pay(self, tokens: int) -> None:
        if tokens > self.left:
            raise OverBudget("the budget is used up")
        self.left -= tokens
        self.paid.append(tokens)

    @override
    async def back(self, tokens: int) -> None:
        self.left += tokens
