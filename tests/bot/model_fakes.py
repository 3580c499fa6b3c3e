"""A writer that says what it is told, for tests of what is done with its words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.errors import WriterAway
from adapters.writers.ports import Writer
from digest.roundup import WrittenBy

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
        hood = tuple(
            replace(section, resources=tuple(resources)) if section.kind == "resources" else section
            for section in self.draft.sections
        )
        return replace(self.draft, sections=hood)

    @override
    async def repair(
        self, brief: Brief, refusals: Sequence[Refusal], writing_options: WritingOptions
    ) -> tuple[Statement | None, ...]:
        self._reach("repair")
        self.refused += refusals
        if self.cant_mend:
            raise WriterAway("the model gave no usable answer")
        return (*self.mended, *(None for _ in range(len(refusals) - len(self.mended))))

    @override
    async def answer(
        self, question: str, papers: Sequence[Paper], writing_options: WritingOptions
    ) -> tuple[Statement, ...]:
        self._reach("answer")
        self.papers += papers
        return self.said

    @override
    async def gist(self, paper: Paper, writing_options: WritingOptions) -> tuple[Statement, ...]:
        self._reach("gist")
        return self.said

    def _reach(self, what: str) -> None:
        self.asked.append(what)
        if self.away:
            raise WriterAway("the model didn't answer in time")
