"""An endpoint at its wire: every way in which it can answer, refuse, stall or lie."""

from __future__ import annotations

import asyncio
import logging
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from adapters.errors import OverBudget, WriterAway
from adapters.store.memory.key_value import InMemoryKeyValue
from adapters.writers.openai.endpoint import Endpoint, ModelRetryPolicy
from adapters.writers.openai.speech import EndpointFeatures
from adapters.writers.openai.writer import ModelWriter
from digest.brief.prompting import WritingOptions
from digest.roundup import Refusal, Statement
from tests.bot.model_fakes import FakeTokenBudget
from tests.digest.samples import BRIEF, MARLIN, PAPERS
from tests.servers import models
from tests.servers.openai import Fault, ModelServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.servers.openai import Kind


KEY = "stand-in"
OPTIONS = WritingOptions()
HASTE = ModelRetryPolicy(silence=0.4, seconds=2.0, first_wait=0.01, longest_wait=1.0)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """A well-behaved endpoint that wants the key."""
    with ModelServer(model=models.honest, key=KEY) as running:
        yield running


@pytest.fixture
async def endpoint(server: ModelServer) -> AsyncIterator[Endpoint]:
    """A client of it."""
    made = Endpoint(model="stand-in", key=KEY, base_url=server.url, patience=HASTE)
    yield made
    await made.close()


async def test_a_roundup_is_written_in_one_call(server: ModelServer, endpoint: Endpoint) -> None:
    """The draft has the model's themes, cites papers by id, and says who wrote it."""
    draft = await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())

    assert len(server.asked) == 1
    assert server.asked[0].shape == "json_schema"
    assert [section.kind for section in draft.sections] == ["lead", "theme", "theme", "theme"]
    assert {cite for section in draft.sections for s in section.statements for cite in s.cites} == {
        p.id for p in PAPERS
    }
    assert draft.written_by.model == "stand-in"
    assert draft.written_by.prompt == "3"


@pytest.mark.parametrize(
    "kind", ["throttle", "fail", "close", "truncate", "schema", "refuse", "empty", "garbage", "length"]
)
async def test_one_bad_answer_is_retried(server: ModelServer, endpoint: Endpoint, kind: Kind) -> None:
    """Whatever goes wrong once, the second answer is taken."""
    server.faults = [Fault(kind=kind)]

    draft = await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())

    assert draft.sections
    assert len(server.asked) == 2


REASONS: list[tuple[Kind, str]] = [
    ("throttle", "asked to wait"),
    ("fail", "failed"),
    ("stall", "in time"),
    ("close", "broke off|can't be reached"),
    ("truncate", "cut off"),
    ("schema", "form"),
    ("refuse", "refused to answer"),
    ("empty", "empty"),
    ("garbage", "empty|completion"),
    ("length", "cut off"),
]


@pytest.mark.parametrize(("kind", "reason"), REASONS, ids=[kind for kind, _ in REASONS])
async def test_two_bad_answers_are_enough(server: ModelServer, endpoint: Endpoint, kind: Kind, reason: str) -> None:
    """After the retry the writer is away, and says why."""
    server.always = Fault(kind=kind)

    with pytest.raises(WriterAway, match=reason):
        await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())

    assert len(server.asked) == 2


async def test_bad_answers_without_streaming_are_told_apart_too(server: ModelServer, endpoint: Endpoint) -> None:
    """Refusals, empty choices and limits look different in one piece."""
    server.streams = False
    for kind, reason in (
        ("refuse", "refused"),
        ("empty", "empty"),
        ("length", "cut off"),
        ("garbage", "completion|empty"),
    ):
        server.always = Fault(kind=kind)  # type: ignore[arg-type]

        with pytest.raises(WriterAway, match=reason):
            await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())


async def test_the_endpoints_own_wait_is_kept(server: ModelServer) -> None:
    """Retry-After is obeyed, unless it asks for longer than anybody waits."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    endpoint = Endpoint(
        model="m", key=KEY, base_url=server.url, patience=ModelRetryPolicy(sleep=sleep, longest_wait=30)
    )
    server.faults = [Fault(kind="throttle", retry_after="7")]
    await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())
    server.faults = [Fault(kind="throttle", retry_after="3600")]
    with pytest.raises(WriterAway):
        await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())
    await endpoint.close()

    assert waited == [7.0]


@pytest.mark.parametrize(
    ("shapes", "found"),
    [(("json_object", "text"), "json_object"), (("text",), "text")],
    ids=["json mode", "plain text"],
)
async def test_the_ladder_is_climbed_down_once_and_remembered(
    server: ModelServer, shapes: tuple[str, ...], found: str
) -> None:
    """What an endpoint doesn't understand is asked once only, also when another process asks next."""
    server.shapes, server.limit, server.streams = shapes, "max_completion_tokens", False
    notes = InMemoryKeyValue()
    for _ in range(2):
        endpoint = Endpoint(model="m", key=KEY, base_url=server.url, notes=notes, patience=HASTE)
        await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())
        await endpoint.close()

    assert [asked.shape for asked in server.asked[-2:]] == [found, found]
    assert "max_completion_tokens" in server.asked[-1].body
    assert len(server.asked) == len(shapes) % 2 + 5


async def test_an_endpoint_that_understands_nothing_is_away(server: ModelServer, endpoint: Endpoint) -> None:
    """The ladder ends."""
    server.shapes = ()

    with pytest.raises(WriterAway, match="status 400"):
        await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())


def test_no_limit_is_the_last_step_of_limits() -> None:
    """An endpoint that knows neither parameter is asked without."""
    speech = EndpointFeatures(limit="max_completion_tokens").simpler("max_completion_tokens?")

    assert speech == EndpointFeatures(limit="none")
    assert speech.simpler("max_tokens?") is None


async def test_a_torn_note_is_found_out_anew(server: ModelServer) -> None:
    """A note that can't be read counts as none."""
    notes = InMemoryKeyValue()
    endpoint = Endpoint(model="m", key=KEY, base_url=server.url, notes=notes, patience=HASTE)
    await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())
    notes.notes = dict.fromkeys(notes.notes, "{")
    again = Endpoint(model="m", key=KEY, base_url=server.url, notes=notes, patience=HASTE)

    draft = await ModelWriter(again).write(BRIEF, OPTIONS, ())
    await endpoint.close()
    await again.close()

    assert draft.sections


async def test_the_key_is_never_told(server: ModelServer, caplog: pytest.LogCaptureFixture) -> None:
    """An endpoint that repeats a wrong key in its error doesn't get it into ours, nor into any log."""
    caplog.set_level(logging.DEBUG)
    wrong = "wrong-key-that-must-not-be-seen"
    endpoint = Endpoint(model="m", key=wrong, base_url=server.url, patience=HASTE)
    with pytest.raises(WriterAway, match="refused the key") as caught:
        await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())
    await endpoint.close()

    told = "".join(traceback.format_exception(caught.value)) + caplog.text + repr(endpoint) + endpoint.host
    assert server.asked[0].key == wrong
    assert wrong not in told


async def test_an_empty_account_isnt_asked_again(server: ModelServer, endpoint: Endpoint) -> None:
    """A 429 for lack of quota won't get better by waiting."""
    server.always = Fault(kind="quota")

    with pytest.raises(WriterAway, match="quota"):
        await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())

    assert len(server.asked) == 1


async def test_nobody_there_is_said_so() -> None:
    """A closed port is an endpoint that can't be reached."""
    endpoint = Endpoint(model="m", base_url="http://127.0.0.1:9/v1", patience=HASTE)

    with pytest.raises(WriterAway, match="can't be reached"):
        await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())
    await endpoint.close()


async def test_what_an_answer_costs_is_settled(server: ModelServer) -> None:
    """Paid in advance as if it were as long as may be, then put right."""
    token_budget = FakeTokenBudget()
    endpoint = Endpoint(model="m", key=KEY, base_url=server.url, token_budget=token_budget, patience=HASTE)
    await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())
    await endpoint.close()

    spent = 1_000_000 - token_budget.left
    assert len(token_budget.paid) == 1
    assert 500 < spent < token_budget.paid[0]


async def test_over_the_budget_nothing_is_sent(server: ModelServer) -> None:
    """No request leaves when it can't be paid."""
    endpoint = Endpoint(model="m", key=KEY, base_url=server.url, token_budget=FakeTokenBudget(left=10), patience=HASTE)

    with pytest.raises(OverBudget):
        await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())

    assert server.asked == []


async def test_a_slow_answer_that_goes_on_is_waited_for(server: ModelServer, endpoint: Endpoint) -> None:
    """Streaming tells slow from silent."""
    server.faults = [Fault(kind="slow", seconds=0.15)]

    draft = await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())

    assert draft.sections
    assert len(server.asked) == 1


async def test_an_endless_answer_ends(server: ModelServer) -> None:
    """An answer longer than any roundup isn't read to its end, however much time there is."""
    server.model = lambda _: "a" * 900_000
    patient = Endpoint(model="m", key=KEY, base_url=server.url, patience=replace(HASTE, silence=30.0, seconds=60.0))

    with pytest.raises(WriterAway, match="too long"):
        await ModelWriter(patient).write(BRIEF, OPTIONS, ())
    await patient.close()


@pytest.mark.parametrize("kind", ["flood", "bomb"])
async def test_an_answer_larger_than_any_is_left(server: ModelServer, kind: Kind) -> None:
    """A line without an end, and a small body that unpacks to a large one, are left after 16 MB."""
    server.always = Fault(kind=kind)
    patient = Endpoint(model="m", key=KEY, base_url=server.url, patience=replace(HASTE, silence=30.0, seconds=60.0))

    with pytest.raises(WriterAway, match="too long"):
        await ModelWriter(patient).write(BRIEF, OPTIONS, ())
    await patient.close()


async def test_an_answer_that_never_ends_is_left(server: ModelServer) -> None:
    """All words together have a time limit too."""
    server.model = lambda _: "a" * 100_000
    server.always = Fault(kind="slow", seconds=0.05)
    patience = ModelRetryPolicy(silence=1.0, seconds=0.2, first_wait=0.01)
    endpoint = Endpoint(model="m", key=KEY, base_url=server.url, token_budget=FakeTokenBudget(), patience=patience)

    with pytest.raises(WriterAway, match="finish in time"):
        await ModelWriter(endpoint).write(BRIEF, OPTIONS, ())
    await endpoint.close()


async def test_shutting_down_ends_a_call(server: ModelServer, endpoint: Endpoint) -> None:
    """Cancelling takes effect at once."""
    server.always = Fault(kind="stall")
    writing = asyncio.create_task(ModelWriter(endpoint).write(BRIEF, OPTIONS, ()))
    await asyncio.to_thread(server.was_asked.wait)

    writing.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(writing, 0.2)


async def test_repairs_send_what_was_refused_and_why_and_its_papers(server: ModelServer, endpoint: Endpoint) -> None:
    """No other abstract is paid for a second time."""
    server.model = models.inventing
    refusal = Refusal(
        statement=Statement(text="It wins by 98.70%.", cites=(MARLIN.id,)), reason="the number is made up"
    )

    mended = await ModelWriter(endpoint).repair(BRIEF, [refusal], OPTIONS)

    assert mended == (Statement(text="It does well.", cites=(MARLIN.id,)),)
    assert "the number is made up" in server.asked[0].user
    assert "Adapters are often placed" in server.asked[0].user
    assert PAPERS[1].abstract[:40] not in server.asked[0].user


async def test_questions_and_gists_are_answered_from_their_papers(server: ModelServer, endpoint: Endpoint) -> None:
    """Numbers from 1 mean the papers given."""
    writer = ModelWriter(endpoint)

    said = await writer.answer("What is forgotten?", PAPERS, OPTIONS)
    gist = await writer.gist(MARLIN, OPTIONS)

    assert {cite for statement in said for cite in statement.cites} <= {paper.id for paper in PAPERS}
    assert "What is forgotten?" in server.asked[0].user
    assert gist[0].cites == (MARLIN.id,)
