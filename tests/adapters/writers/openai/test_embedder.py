"""What is taken for vectors and what isn't, at the wire."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from adapters.errors import OverBudget, WriterAway
from adapters.store.memory.key_value import InMemoryKeyValue
from adapters.writers.openai.embedder import LONGEST_TEXT, ModelEmbedder, vectors
from adapters.writers.openai.endpoint import Endpoint, ModelRetryPolicy
from adapters.writers.ports import MOST_TEXTS
from bot.clock import SystemClock
from bot.writing.limits import DailyTokenBudget
from digest.errors import MalformedAnswer
from tests.servers import models
from tests.servers.openai import Fault, ModelServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.openai import Kind


async def unhurried(_: float) -> None:
    """Wait for nothing."""


QUICK = ModelRetryPolicy(silence=20.0, seconds=20.0, first_wait=0.01, longest_wait=5.0, sleep=unhurried)


@pytest.fixture
def server() -> object:
    """An endpoint that knows its key."""
    with ModelServer(model=models.honest, key="stand-in") as running:
        yield running


@pytest.fixture
async def embedder(server: ModelServer) -> AsyncIterator[ModelEmbedder]:
    """An embedder at that endpoint."""
    endpoint = Endpoint(model="small", key="stand-in", base_url=server.url, patience=QUICK)
    yield ModelEmbedder(endpoint)
    await endpoint.close()


def cosine(one: bytes, other: bytes) -> float:
    """How near two vectors are."""
    first, second = (np.frombuffer(vector, dtype=np.int8).astype(float) for vector in (one, other))
    return float(first @ second / np.linalg.norm(first) / np.linalg.norm(second))


async def test_texts_come_back_as_directions(server: ModelServer, embedder: ModelEmbedder) -> None:
    """In their order, in one request; long and empty texts are sent as an endpoint takes them."""
    texts = ["ponds and lakes", *("" for _ in range(MOST_TEXTS - 3)), "lakes and ponds", "attention " * 1_000]

    found = await embedder.embed(texts)

    assert len(found) == len(texts)
    assert {len(one) for one in found} == {server.length}
    assert cosine(found[0], found[-2]) > 0.99 > cosine(found[0], found[-1])
    assert [len(one.body["input"]) for one in server.embedded] == [MOST_TEXTS]
    assert max(len(text) for one in server.embedded for text in one.body["input"]) <= LONGEST_TEXT


@pytest.mark.parametrize(
    "kind",
    [
        "throttle",
        "fail",
        "truncate",
        "schema",
        "empty",
        "close",
        "garbage",
        "lacking",
        "ragged",
        "nowhere",
        "huge",
    ],
)
async def test_one_bad_answer_is_retried_and_two_are_enough(
    server: ModelServer, embedder: ModelEmbedder, kind: Kind
) -> None:
    """Whatever goes wrong once is asked again, and only once."""
    server.faults = [Fault(kind=kind)]

    assert len(await embedder.embed(["ponds", "lakes"])) == 2
    assert len(server.embedded) == 2

    server.always = Fault(kind=kind)
    with pytest.raises(WriterAway, match="he model small gave no usable answer") as away:
        await embedder.embed(["ponds", "lakes"])
    assert "stand-in" not in str(away.value)
    assert len(server.embedded) == 4


async def test_a_silent_endpoint_is_left(server: ModelServer) -> None:
    """Twice, after as long as its patience reaches."""
    patience = ModelRetryPolicy(silence=0.2, seconds=0.2, first_wait=0.01, sleep=unhurried)
    endpoint = Endpoint(model="small", key="stand-in", base_url=server.url, patience=patience)
    server.always = Fault(kind="stall")

    with pytest.raises(WriterAway, match="in time"):
        await ModelEmbedder(endpoint).embed(["ponds"])
    await endpoint.close()


async def test_what_can_never_work_isnt_repeated(server: ModelServer) -> None:
    """A wrong key is refused once; nothing is sent that the day's tokens don't reach for, and what is sent is paid for."""
    wrong = Endpoint(model="small", key="other", base_url=server.url, patience=QUICK)
    budget = DailyTokenBudget(InMemoryKeyValue(), SystemClock(), a_day=30)
    poor = Endpoint(model="small", key="stand-in", base_url=server.url, patience=QUICK, token_budget=budget)

    with pytest.raises(WriterAway, match="key"):
        await ModelEmbedder(wrong).embed(["ponds"])
    asked = len(server.embedded)
    await ModelEmbedder(poor).embed(["some ponds and some lakes in the hills"])
    with pytest.raises(OverBudget):
        await ModelEmbedder(poor).embed(["ponds " * 29])

    assert asked == 1
    assert len(server.embedded) == 2
    await wrong.close()
    await poor.close()


@pytest.mark.parametrize(
    "data",
    [
        [{"index": 1, "embedding": [1.0] * 8}],
        [{"index": 0, "embedding": [1.0] * 3}],
        [{"index": 0, "embedding": [1.0] * 9_000}],
        [{"index": 0, "embedding": ["one"] * 8}],
    ],
    ids=["numbered wrongly", "too short", "too long", "words"],
)
def test_what_no_model_gives_is_no_answer(data: list[dict[str, object]]) -> None:
    """An answer for one text has one vector of a length that models have."""
    with pytest.raises(MalformedAnswer):
        vectors(json.dumps({"data": data}).encode(), 1)
