"""What every model behind a port and every budget of tokens promises: at the wire, the product's own, and the tests' fakes."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from adapters.errors import OverBudget, WriterAway
from adapters.store.memory.key_value import InMemoryKeyValue
from adapters.writers.openai.embedder import ModelEmbedder
from adapters.writers.openai.endpoint import Endpoint, ModelRetryPolicy
from adapters.writers.openai.judge import ModelJudge
from adapters.writers.openai.translator import ModelTranslator
from adapters.writers.openai.writer import ModelWriter
from adapters.writers.ports import MOST_TEXTS
from bot.writing.limits import DailyTokenBudget
from digest.brief.prompting import WritingOptions
from digest.roundup import Refusal, Statement
from tests.bot.model_fakes import FakeEmbedder, FakeJudge, FakeTokenBudget, FakeTranslator, FakeWriter
from tests.clock import SetClock
from tests.digest.samples import BRIEF, DRAFT, HERON, MARLIN, MARLIN_CODE, PAPERS, TERN, TERN_DATA, TOPIC
from tests.servers import models
from tests.servers.openai import Fault, ModelServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.writers.ports import Embedder, Judge, TokenBudget, Translator, Writer

OPTIONS = WritingOptions()
HASTE = ModelRetryPolicy(silence=0.4, seconds=2.0, first_wait=0.01, longest_wait=1.0)
OF_MARLIN = Statement(text="MarlinTune improves accuracy by 44.5%.", cites=(MARLIN.id,))
OF_TERN = Statement(text="TernBench has 1,000 questions.", cites=(TERN.id,))
LIES = tuple(Refusal(statement=one, reason="no number of it stands there") for one in (OF_MARLIN, OF_TERN))


@asynccontextmanager
async def endpoints() -> AsyncIterator[tuple[Endpoint, Endpoint]]:
    """One whose model answers, and one whose model fails."""
    with ModelServer(model=models.honest) as server, ModelServer(model=models.honest) as failing:
        failing.always = Fault(kind="fail")
        made = tuple(Endpoint(model="m", base_url=one.url, patience=HASTE) for one in (server, failing))
        yield made[0], made[1]
        for one in made:
            await one.close()


@dataclass(frozen=True, kw_only=True)
class Writers:
    """One that answers, and one whose model doesn't."""

    writer: Writer
    away: Writer


@pytest.fixture(params=["endpoint", "fake"])
async def writers(request: pytest.FixtureRequest) -> AsyncIterator[Writers]:
    """Each implementation in turn."""
    if request.param == "fake":
        said = (OF_MARLIN, OF_TERN)
        yield Writers(writer=FakeWriter(draft=DRAFT, said=said, mended=(*said, OF_TERN)), away=FakeWriter(away=True))
        return
    async with endpoints() as (answering, failing):
        yield Writers(writer=ModelWriter(answering), away=ModelWriter(failing))


async def test_a_draft_says_who_wrote_it_and_tells_of_papers_on_the_list(writers: Writers) -> None:
    """The name and prompt are the writer's own, and no statement cites a paper that wasn't given."""
    draft = await writers.writer.write(BRIEF, OPTIONS, ())
    cited = {cite for section in draft.sections for one in section.statements for cite in one.cites}

    assert draft.written_by == writers.writer.by
    assert draft.written_by.kind == "model"
    assert cited
    assert cited <= {paper.id for paper in PAPERS}


async def test_the_resources_come_along_as_they_are(writers: Writers) -> None:
    """All of them in the one section that is theirs, which isn't there without any."""
    with_some = await writers.writer.write(BRIEF, OPTIONS, (MARLIN_CODE, TERN_DATA))
    without = await writers.writer.write(BRIEF, OPTIONS, ())

    assert [one.resources for one in with_some.sections if one.kind == "resources"] == [(MARLIN_CODE, TERN_DATA)]
    assert [one for section in without.sections for one in section.resources] == []


async def test_as_many_come_back_as_were_refused(writers: Writers) -> None:
    """In their order; None stands for what was given up."""
    for refused in (LIES, LIES[:1], ()):
        assert len(await writers.writer.repair(BRIEF, refused, OPTIONS)) == len(refused)


async def test_an_answer_is_of_the_papers_that_were_shown(writers: Writers) -> None:
    """Of nothing else, and a gist of the one paper."""
    answer = await writers.writer.answer("What is new?", (MARLIN, TERN), OPTIONS)
    gist = await writers.writer.gist(TERN, OPTIONS)

    assert {cite for one in answer for cite in one.cites} == {MARLIN.id, TERN.id}
    assert {cite for one in gist for cite in one.cites} == {TERN.id}
    assert TERN.id not in {
        cite for one in await writers.writer.answer("?", (MARLIN, HERON), OPTIONS) for cite in one.cites
    }


async def test_a_model_that_gives_nothing_is_away(writers: Writers) -> None:
    """Whatever it is asked."""
    with pytest.raises(WriterAway):
        await writers.away.write(BRIEF, OPTIONS, ())
    with pytest.raises(WriterAway):
        await writers.away.repair(BRIEF, LIES, OPTIONS)
    with pytest.raises(WriterAway):
        await writers.away.answer("What is new?", PAPERS, OPTIONS)
    with pytest.raises(WriterAway):
        await writers.away.gist(MARLIN, OPTIONS)


@pytest.fixture(params=["endpoint", "fake"])
async def embedders(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Embedder, Embedder]]:
    """Each implementation in turn: one that answers, and one whose model doesn't."""
    if request.param == "fake":
        yield FakeEmbedder(), FakeEmbedder(away=WriterAway("it is gone"))
        return
    async with endpoints() as (answering, failing):
        yield ModelEmbedder(answering), ModelEmbedder(failing)


async def test_each_text_has_a_direction_in_its_place(embedders: tuple[Embedder, Embedder]) -> None:
    """However many there are at once, however long or empty; the same text has the same one, another text another."""
    embedder, _ = embedders
    texts = ["ponds", "lakes", "", "rivers " * 2000, "ponds", *(f"text {number}" for number in range(MOST_TEXTS - 5))]
    found = await embedder.embed(texts)
    (alone,) = await embedder.embed(["lakes"])

    assert len(found) == len(texts)
    assert len({len(vector) for vector in found}) == 1
    assert found[0] == found[4] != found[1] == alone
    assert await embedder.embed([]) == ()


async def test_directions_are_compared_as_signed_numbers(embedders: tuple[Embedder, Embedder]) -> None:
    """A text is nearest to itself, and none points nowhere."""
    embedder, _ = embedders
    table = np.array([np.frombuffer(one, np.int8) for one in await embedder.embed(["ponds", "lakes", "mills"])], float)
    lengths = np.linalg.norm(table, axis=1)

    assert lengths.all()
    assert list((table @ (table / lengths[:, None]).T / lengths[:, None]).argmax(axis=1)) == [0, 1, 2]


async def test_an_embedder_names_its_model_and_its_space(embedders: tuple[Embedder, Embedder]) -> None:
    """In words that do for the name of a note; a model that doesn't answer is away."""
    embedder, away = embedders

    assert embedder.name
    assert re.fullmatch(r"\w+", embedder.space)
    with pytest.raises(WriterAway):
        await away.embed(["ponds"])


@pytest.fixture(params=["endpoint", "fake"])
async def judges(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Judge, Judge]]:
    """Each implementation in turn: one that answers, and one whose model doesn't."""
    if request.param == "fake":
        yield FakeJudge(), FakeJudge(away=True)
        return
    async with endpoints() as (answering, failing):
        yield ModelJudge(answering), ModelJudge(failing)


async def test_a_judgment_is_of_the_papers_that_were_shown(judges: tuple[Judge, Judge]) -> None:
    """Of nearly all of them and of no others, in the three words that there are."""
    judge, _ = judges
    said = await judge.judge(TOPIC, PAPERS)

    assert set(said) <= {paper.id for paper in PAPERS}
    assert len(said) >= len(PAPERS) - 1
    assert set(said.values()) <= {"on", "near", "off"}
    assert (judge.by.kind, bool(judge.by.model), bool(judge.by.prompt)) == ("model", True, True)


async def test_a_judge_whose_model_gives_nothing_is_away(judges: tuple[Judge, Judge]) -> None:
    """As a writer is."""
    with pytest.raises(WriterAway):
        await judges[1].judge(TOPIC, PAPERS)


@pytest.fixture(params=["endpoint", "fake"])
async def translators(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Translator, Translator]]:
    """Each implementation in turn: one that answers, and one whose model doesn't."""
    if request.param == "fake":
        yield FakeTranslator(known={"распознавание речи": "speech recognition"}), FakeTranslator(away=True)
        return
    async with endpoints() as (answering, failing):
        yield ModelTranslator(answering), ModelTranslator(failing)


async def test_a_topic_comes_back_in_english(translators: tuple[Translator, Translator]) -> None:
    """On one line; one that is English already as it was."""
    translator, away = translators

    assert await translator.english("распознавание речи") == "speech recognition"
    assert await translator.english("graph neural networks") == "graph neural networks"
    assert translator.name
    with pytest.raises(WriterAway):
        await away.english("распознавание речи")


@pytest.mark.parametrize(
    "answer", ['{"english": ""}', '{"english": "a -b OR"}', '{"english": "речь"}', '{"english": "x' + 500 * " x" + '"}']
)
async def test_what_is_no_topic_is_no_translation(answer: str) -> None:
    """Nothing, half a query, another language still, or a whole essay: the topic stays as it was typed."""
    with ModelServer(model=lambda _: answer) as server:
        endpoint = Endpoint(model="m", base_url=server.url, patience=HASTE)
        with pytest.raises(WriterAway):
            await ModelTranslator(endpoint).english("распознавание речи")
        await endpoint.close()


@pytest.fixture(params=["daily", "fake"])
def hundred(request: pytest.FixtureRequest) -> TokenBudget:
    """Each budget in turn, of a hundred tokens."""
    if request.param == "fake":
        return FakeTokenBudget(left=100)
    return DailyTokenBudget(InMemoryKeyValue(), SetClock(datetime(2026, 5, 18, tzinfo=UTC)), a_day=100)


async def test_what_is_left_can_be_paid_to_the_last_token(hundred: TokenBudget) -> None:
    """A refused payment takes nothing."""
    await hundred.pay(40)
    with pytest.raises(OverBudget):
        await hundred.pay(61)
    await hundred.pay(60)

    with pytest.raises(OverBudget):
        await hundred.pay(1)


async def test_what_a_call_did_not_need_comes_back_and_what_it_needed_beyond_goes(hundred: TokenBudget) -> None:
    """Below nothing, if need be: then the next call waits for the next day."""
    await hundred.pay(100)
    await hundred.back(30)
    await hundred.pay(30)
    await hundred.back(-50)
    await hundred.back(50)

    with pytest.raises(OverBudget):
        await hundred.pay(1)
