"""The stand-in sends what Discord's documentation says, and the product reads nothing else of its answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from adapters.chat import Channel
from adapters.platforms.discord import rights
from adapters.platforms.discord.history import MessageHistory
from adapters.platforms.discord.rest import DiscordRest
from tests.servers.discord import documented, gateway, posting
from tests.servers.discord.line import Session
from tests.servers.documented import Watched, differences, is_documented

if TYPE_CHECKING:
    from tests.servers.discord import DiscordServer
    from tests.servers.discord.conftest import Bot, Caller

INTENTS = gateway.GUILDS | gateway.GUILD_MESSAGES | gateway.DIRECT_MESSAGES | gateway.CONTENT
PARTS = {
    "content": "hello",
    "components": [
        {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]},
        {"type": 1, "components": [{"type": 3, "custom_id": "menu", "options": [{"label": "One", "value": "1"}]}]},
    ],
}


def listening(discord: DiscordServer) -> Session:
    """A session that keeps what it would be sent."""
    session = Session(id="s", intents=INTENTS, shard=(0, 1))
    discord.gateway.sessions[session.id] = session
    return session


async def live(discord: DiscordServer, bot: Bot, call: Caller) -> None:
    """A command, suggestions, a button and a menu, answers to messages, changes, and a thread."""
    typed, command = await bot.slash()
    await bot.answer(command, 4, PARTS)
    await typed
    asking, asked = await bot.asked(discord.autocomplete("papers", focused="topic", typed="fine", wait=0.1))
    await bot.answer(asked, 8, {"choices": []})
    await asking
    _, opening = await call.post(PARTS)
    message = discord.channel.messages[opening["id"]]
    for act in (discord.press(message, label="Go"), discord.select(message, ["One"])):
        pressing, pressed = await bot.asked(act)
        await bot.answer(pressed, 6)
        await pressing
    await discord.say("look", mentions_bot=True, reply_to=message, wait=0)
    posting.edit(discord, message, {"content": "changed"})
    await call("POST", f"/channels/{discord.channel.id}/messages/{message.id}/threads", {"name": "Papers"})
    posting.delete(discord, message)


async def test_what_is_sent_is_as_documented(discord: DiscordServer, bot: Bot, call: Caller) -> None:
    """No field is missing, none is unknown, and each has its type."""
    session = listening(discord)
    discord.gateway.dispatch("GUILD_CREATE", discord.whole_guild(discord.guild))
    await live(discord, bot, call)
    sent = [(event, data) for _, event, data in session.sent if event in documented.EVENTS]

    assert documented.EVENTS.keys() - {event for event, _ in sent} == {"READY"}
    assert [line for event, data in sent for line in differences(data, documented.EVENTS[event], event)] == []


async def test_the_hello_of_a_session_is_as_documented(discord: DiscordServer) -> None:
    """Who we are, and where to come back to."""
    ready = gateway.ready(discord, listening(discord), discord.gateway_url)

    assert differences(ready, documented.READY, "READY") == []


class WatchingRest(DiscordRest):
    """The product's own, whose answers tell which of their fields are read, and how they differ from the documentation."""

    reads: dict[str, set[tuple[str, ...]]]
    strange: list[str]

    @override
    async def get(self, path: str, /, *, query: dict[str, str] | None = None, **ids: str) -> Any:
        answer = await super().get(path, query=query, **ids)
        self.strange += differences(answer, documented.ANSWERS[path], path)
        reads = self.reads.setdefault(path, set())
        return [Watched(one, reads) for one in answer] if isinstance(answer, list) else Watched(answer, reads)


async def test_what_is_read_of_answers_is_documented(discord: DiscordServer, call: Caller) -> None:
    """When rights are looked at, and messages of a delivery are looked for."""
    await call.post(PARTS)
    place = Channel(platform="discord", workspace=discord.guild.id, id=discord.channel.id)
    async with WatchingRest(discord.token, api=discord.base_url) as rest:
        rest.reads, rest.strange = {}, []
        since = datetime.fromtimestamp(discord.world.clock.now(), UTC) - timedelta(days=1)
        await MessageHistory(rest).posted(place, "d", since=since, thread=None)
        await rights.bot_permissions(rest, place.workspace, place.id)
        await rights.may_post(rest, place.workspace, place.id, discord.ada.id)

        assert rest.strange == []
        assert len(rest.reads) > 4
        for path, reads in rest.reads.items():
            assert [one for one in reads if not is_documented(one, documented.ANSWERS[path])] == []
