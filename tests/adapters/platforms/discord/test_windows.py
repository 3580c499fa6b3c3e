"""The window that changes a subscription, opened by a command or a button, and filled in."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from adapters.platforms.discord.menus import CUSTOM_ID
from adapters.store.ports import Subscription
from tests.adapters.platforms.discord.conftest import town
from tests.adapters.platforms.fakes import NOON

if TYPE_CHECKING:
    from adapters.chat import Channel
    from tests.adapters.platforms.discord.conftest import Town
    from tests.servers.discord import DiscordServer


def subscription(channel: Channel, topic: str = "fine-tuning") -> Subscription:
    """Fridays at half past ten."""
    return Subscription(
        channel=channel,
        topic=topic,
        query=topic,
        cadence="weekly",
        weekday=4,
        at=time(10, 30),
        zone="Europe/Berlin",
        created=NOON,
    )


def components(window: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What is filled in, by custom id."""
    return {one["component"]["custom_id"]: one["component"] for one in window["components"]}


async def test_a_subscription_is_changed_in_a_window(here: Town) -> None:
    """It shows how it comes now: radio buttons, a menu and two lines; what is sent is said as a command."""
    here.bot.subscriptions.have(subscription(here.at()))
    opened = await here.discord.slash("papers", "change", topic="Fine-Tuning")
    assert opened.modal is not None
    fields = components(opened.modal)
    changed = await here.discord.submit_modal(opened, {"cadence": "biweekly", "weekday": ["1"], "at": " 9 am "})
    daily = await here.discord.submit_modal(opened, {"cadence": "daily", "zone": "Asia/Tokyo"})

    chosen = {
        name: one["value"] for name in ("cadence", "weekday") for one in fields[name]["options"] if one["default"]
    }
    assert (chosen, fields["at"]["value"]) == ({"cadence": "weekly", "weekday": "4"}, "10:30")
    assert [fields[name]["type"] for name in ("cadence", "weekday")] == [21, 3]
    said = "You said subscribe fine-tuning on tuesday at 9 am biweekly tz Europe/Berlin at papers."
    assert changed.text == said
    assert daily.text == "You said subscribe fine-tuning at 10:30 daily tz Asia/Tokyo at papers."
    assert [one.person.may_manage for one in here.bot.asked] == [True, True]


async def test_a_topic_of_many_words_is_changed_after_a_restart(discord: DiscordServer) -> None:
    """What is too long for a custom id is kept."""
    topic = " OR ".join(f'"graph number {n}"' for n in range(20))
    async with town(discord) as here:
        here.bot.subscriptions.have(subscription(here.at(), topic))
        opened = await discord.slash("papers", "change", topic=topic)
        assert opened.modal is not None
        assert len(opened.modal["custom_id"]) <= CUSTOM_ID
    async with town(discord, here.bot):
        done = await discord.submit_modal(opened, {})
        here.bot.key_values.notes.clear()
        old = await discord.submit_modal(opened, {})

    assert f"subscribe {topic}" in here.bot.asked[0].text
    assert not done.failed
    assert "so old" in old.text


async def test_where_there_is_nothing_to_change_the_bot_says_so(here: Town) -> None:
    """As to somebody who may not, or while the subscriptions can't be looked up."""
    elsewhere = await here.discord.slash("papers", "change", topic="fine-tuning")
    here.bot.subscriptions.have(subscription(here.at()))
    forbidden = await here.discord.slash("papers", "change", topic="fine-tuning", user=here.discord.ben)
    here.bot.subscriptions.away = True
    away = await here.discord.slash("papers", "change", topic="fine-tuning")

    assert [one.modal for one in (elsewhere, forbidden, away)] == [None] * 3
    assert {one.text for one in here.bot.asked} == {"change fine-tuning"}
    assert [one.person.may_manage for one in here.bot.asked] == [True, False, True]
