"""Going on with a delivery where Slack lets the app read fifteen messages a minute."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.adapters.platforms.slack.conftest import town
from tests.bot.runtime import Rig, wish
from tests.platforms.in_slack import C1
from tests.servers.slack import Rates, SlackServer

if TYPE_CHECKING:
    from adapters.store.redis.store import Store
    from bot.service.results import OnItsWay

PATIENCE = 12
"""Readings that a search through sixty messages takes, and some."""


async def test_a_delivery_is_finished_where_an_app_may_read_little(store: Store) -> None:
    """The opening post whose answer got lost is found among all that people wrote meanwhile; status says what is waited for."""
    limits = Rates(each=math.inf, tiers={}, history=(15, 1))
    async with SlackServer(rates=limits) as slack, town(slack) as here:
        rig = Rig(store, platforms={"slack": here.platform})
        awaited = rig.runtime.awaited_deliveries
        await rig.subscribe(wish(C1))
        slack.fault("accept_then_close", "chat.postMessage")
        await rig.monday()
        await rig.now(C1)
        await rig.build()
        await rig.now(C1)
        assert len(slack.channel("C1").messages) == 1
        for n in range(60):
            await slack.say(f"message {n}")
        waited: list[tuple[OnItsWay | None, float]] = []
        while len(waited) < PATIENCE and (later := await rig.now(C1)):
            waited.append((await awaited.on_its_way(wish(C1)), later.seconds))
            slack.pass_by(later.seconds)

        opening = [post for post in slack.channel("C1").messages if "bot_id" in post]
        thread = slack.channel("C1").threads[opening[0]["ts"]]
        assert len(opening) == 1
        assert len(thread) >= 2
        assert 0 < len(waited) < PATIENCE
        told = [way.obstacle for way, seconds in waited if way and 1 < seconds <= 60]
        assert any("Slack lets this app read little at a time: 3" in words for words in told)
        assert await awaited.on_its_way(wish(C1)) is None
