"""What is asked of a language model while somebody looks and settles things, in every platform's own dialogs: nothing."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from adapters.store.memory.key_value import InMemoryKeyValue
from bot.composition import model
from bot.settings import read
from tests.bot.fakes import NOW
from tests.clock import SetClock
from tests.platforms.speaking import RealBot
from tests.platforms.test_conversations import ROOMS
from tests.servers import models
from tests.servers.openai import ModelServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.speaking import Room

SETTLING = (
    "/papers subscribe fine-tuning on monday at 09:00",
    "/papers subscribe fine-tuning fri 2pm biweekly",
    "/papers subscribe fine-tuning on monday at 09:00 deep in German",
    "/papers subscribe speech recognition daily at 7:30",
    "/papers topics",
    "/papers topics speech recognition",
    "/papers list",
    "/papers status",
    "/papers search low-rank ponds",
    "/papers pause speech recognition",
    "/papers resume speech recognition",
    "/papers unsubscribe speech recognition",
)


@asynccontextmanager
async def room(platform: str, server: ModelServer) -> AsyncIterator[Room]:
    """A channel of a bot for which one model writes and judges, and another ranks."""
    settings = read(
        {"PAPERROUND_MODEL": "stand-in", "PAPERROUND_EMBEDDINGS": "small", "OPENAI_BASE_URL": server.url},
    )
    async with AsyncExitStack() as stack:
        services = await model.enter_model_services(stack, settings, SetClock(NOW))
        reranker = await model.reranker(stack, settings, SetClock(NOW), InMemoryKeyValue(), services)
        yield await stack.enter_async_context(ROOMS[platform](RealBot(services, reranker)))


@pytest.mark.parametrize("platform", ROOMS)
async def test_looking_and_settling_cost_nothing_and_a_roundup_is_written_once(platform: str) -> None:
    """Subscribing, its preview, changing, listing: no request; the first roundup asked for is written, the second isn't."""
    with ModelServer(model=models.honest) as server:
        async with room(platform, server) as here:
            said = [await here.say(line) for line in SETTLING]
            settling = [*server.asked, *server.embedded]
            roundups = [await here.say("/papers roundup fine-tuning") for _ in range(2)]
    writing = [asked for asked in server.asked if asked.system.startswith("You write")]

    assert settling == []
    assert "PondLoRA" in said[0]
    assert "German" in said[2]
    assert all("three groups of papers" in roundup for roundup in roundups)
    assert len(writing) == 1
    assert server.embedded
