"""What every writer and every budget of tokens promises: a model at its wire, the product's own, and the tests' fakes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from adapters.errors import OverBudget, WriterAway
from adapters.store.memory.key_value import InMemoryKeyValue
from adapters.writers.openai.endpoint import Endpoint, ModelRetryPolicy
from adapters.writers.openai.writer import ModelWriter
from bot.clock import SetClock
from bot.writing.limits import DailyTokenBudget
from digest.brief.prompting import WritingOptions
from digest.roundup import Refusal, Statement
from tests.bot.model_fakes import FakeTokenBudget, FakeWriter
from tests.digest.samples import BRIEF, DRAFT, HERON, MARLIN, MARLIN_CODE, PAPERS, TERN, TERN_DATA
from tests.servers import models
from tests.servers.openai import Fault, ModelServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.writers.ports import TokenBudget, Writer

OPTIONS = WritingOptions()
HASTE = ModelRetryPolicy(silence=0.4, seconds=2.0, first_wait=0.01, longest_wait=1.0)
OF_MARLIN = Statement(text="MarlinTune improves accuracy by 44.5%.", cites=(MARLIN.id,))
OF_TERN = Statement(text="TernBench has 1,000 questions.", cites=(TERN.id,))
LIES = tuple(Refusal(statement=one, reason="no number of it stands there") for one in (OF_MARLIN, OF_TERN))


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
    with ModelServer(model=models.honest) as server, ModelServer(model=models.honest) as failing:
        failing.always = Fault(kind="fail")
        endpoints = [Endpoint(model="m", base_url=one.url, patience=HASTE) for one in (server, failing)]
        yield Writers(writer=ModelWriter(endpoints[0]), away=ModelWriter(endpoints[1]))
        for one in endpoints:
            await one.close()


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
