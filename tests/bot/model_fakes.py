"""Models that say what they are told and a budget that writes down what was paid, for tests of what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.errors import OverBudget, WriterAway
from adapters.writers.ports import Embedder, Judge, TokenBudget, Translator, Writer
from digest.roundup import Section, WrittenBy
from tests.servers.openai import embedding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.brief.prompting import WritingOptions
    from digest.model import Brief, Paper, Resource, Topic
    from digest.roundup import Draft, Refusal, Statement
    from digest.selection.reranking import Judgment


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


@dataclass
class FakeEmbedder(Embedder):
    """Gives vectors of a length, or none after so many texts; counts what it was asked for."""

    length: int = 32
    most: int = 10_000
    texts: list[str] = field(default_factory=list)
    away: WriterAway | None = None

    @property
    @override
    def name(self) -> str:
        return "small"

    @property
    @override
    def space(self) -> str:
        return "here"

    @override
    async def embed(self, texts: Sequence[str]) -> tuple[bytes, ...]:
        if self.away:
            raise self.away
        if len(self.texts) + len(texts) > self.most:
            raise OverBudget("today's tokens don't reach for it")
        self.texts += texts
        return tuple(bytes(int(50 + one) % 100 for one in embedding(text, self.length)) for text in texts)


@dataclass
class FakeTranslator(Translator):
    """Knows the topics it was given, by what they are in other languages; counts how often it was asked."""

    known: Mapping[str, str] = field(default_factory=dict)
    away: bool = False
    times: int = 0

    @property
    @override
    def name(self) -> str:
        return "translator"

    @override
    async def english(self, said: str) -> str:
        self.times += 1
        if self.away:
            raise WriterAway("the model didn't answer in time")
        return self.known.get(said, said)


@dataclass
class FakeJudge(Judge):
    """Says one thing of all papers, or nothing; counts how often it was asked."""

    judgment: Judgment = "on"
    away: bool = False
    times: int = 0

    @property
    @override
    def by(self) -> WrittenBy:
        return WrittenBy(kind="model", model="judge", prompt="2")

    @override
    async def judge(self, topic: Topic, papers: Sequence[Paper]) -> Mapping[str, Judgment]:
        self.times += 1
        if self.away:
            raise WriterAway("the model didn't answer in time")
        return dict.fromkeys((paper.id for paper in papers), self.judgment)
