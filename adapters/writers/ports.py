"""The ports of a language model: a writer in the words of the engine, and what its calls cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.brief.prompting import WritingOptions
    from digest.brief.verifying import VerifierVerdict
    from digest.model import Brief, Paper, Resource, Topic
    from digest.roundup import Draft, Refusal, Statement, WrittenBy
    from digest.selection.reranking import Judgment


class Writer(Protocol):
    """A model behind an endpoint; each method is one call.

    What it gives is unchecked. After one retry, every method raises `WriterAway`, or `OverBudget` before it pays.
    """

    @property
    def by(self) -> WrittenBy:
        """The model's name and the version of its prompt."""
        ...

    async def write(
        self, brief: Brief, writing_options: WritingOptions, resources: Sequence[Resource], trend: str = ""
    ) -> Draft:
        """A draft of a whole roundup; the resources are code's, and come along; `trend` is how the volume moves."""
        ...

    async def repair(
        self, brief: Brief, refusals: Sequence[Refusal], writing_options: WritingOptions
    ) -> tuple[Statement | None, ...]:
        """The refused statements, mended, in their order; None where one was given up."""
        ...

    async def answer(
        self, question: str, papers: Sequence[Paper], writing_options: WritingOptions
    ) -> tuple[Statement, ...]:
        """What these papers say on a question; () where they don't."""
        ...

    async def gist(self, paper: Paper, writing_options: WritingOptions) -> tuple[Statement, ...]:
        """One sentence on one paper."""
        ...


class Verifier(Protocol):
    """A second reader of statements and their evidence, in a context of its own; it raises as a writer does."""

    @property
    def name(self) -> str:
        """The model's."""
        ...

    async def verify(self, claims: Sequence[Statement], papers: Mapping[str, Paper]) -> tuple[VerifierVerdict, ...]:
        """What the `papers`, by id, that each statement cites say of it, in the statements' order."""
        ...


class Judge(Protocol):
    """A reader of titles who says what is on a topic; it raises as a writer does."""

    @property
    def by(self) -> WrittenBy:
        """The model's name and the version of its prompt."""
        ...

    async def judge(self, topic: Topic, papers: Sequence[Paper]) -> Mapping[str, Judgment]:
        """On topic, near or off, by the ids of the papers; nearly all of them."""
        ...


class Translator(Protocol):
    """Says in English what somebody wants to read about; it raises as a writer does."""

    @property
    def name(self) -> str:
        """The model's."""
        ...

    async def english(self, said: str) -> str:
        """The same topic in English; one line that is a query. What is English already comes back as it is."""
        ...


MOST_TEXTS = 64
"""As many as endpoints take in one request, and no more."""


class Embedder(Protocol):
    """A model that gives each text a place in a space where what is near in meaning is near; it raises as a writer does."""

    @property
    def name(self) -> str:
        """The model's."""
        ...

    @property
    def space(self) -> str:
        """The same where vectors can be compared, in a word: for one model at one address."""
        ...

    async def embed(self, texts: Sequence[str]) -> tuple[bytes, ...]:
        """The direction of each of at most `MOST_TEXTS` as int8 numbers, in their order, all of one length: one request."""
        ...


class TokenBudget(Protocol):
    """What the calls to a model may cost."""

    async def pay(self, tokens: int) -> None:
        """Take tokens out before a call; raises `OverBudget` where there aren't so many left."""
        ...

    async def back(self, tokens: int) -> None:
        """Put back what a call didn't need; or, below zero, take what it needed beyond."""
        ...
