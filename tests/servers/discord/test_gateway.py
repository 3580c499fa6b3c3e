"""The gateway at its wire: who gets in, what they hear, and how they come back."""

from __future__ import annotations

import asyncio
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from tests.servers.discord import DiscordServer, gateway, posting

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.discord.refusal import Json

INTENTS = gateway.GUILDS | gateway.GUILD_MESSAGES | gateway.DIRECT_MESSAGES


@pytest.fixture
async def socket(discord: DiscordServer) -> AsyncIterator[ClientWebSocketResponse]:
    """A fresh connection that has been greeted."""
    async with ClientSession() as session, session.ws_connect(discord.gateway_url + "?v=10&encoding=json") as socket:
        assert (await socket.receive_json())["op"] == 10
        yield socket


def hello(discord: DiscordServer, **more: object) -> Json:
    """An identify as it should be, but for what is given."""
    return {"op": 2, "d": {"token": discord.token, "intents": INTENTS, "properties": {}, **more}}


async def heard(socket: ClientWebSocketResponse, event: str) -> Json:
    """The next event of that name."""
    while (payload := await asyncio.wait_for(socket.receive_json(), 2))["t"] != event:
        pass
    found: Json = payload
    return found


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"op": 2, "d": {"token": "wrong", "intents": 1}}, 4004),
        ({"intents": gateway.CONTENT}, 4014),
        ({"intents": gateway.MEMBERS}, 4014),
        ({"intents": "all"}, 4013),
        ({"intents": 1 << 40}, 4013),
        ({"shard": [2, 2]}, 4010),
        ({"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}, 4004),
        ({"op": 8, "d": {}}, 4003),
        ({"d": {}}, 4002),
    ],
)
async def test_a_client_is_closed_out(
    discord: DiscordServer, socket: ClientWebSocketResponse, payload: Json, code: int
) -> None:
    """With the code that says why."""
    await socket.send_json(hello(discord, **payload) if not {"op", "d"} & set(payload) else payload)

    await socket.receive(2)

    assert socket.close_code == code


async def test_a_client_identifies_once(discord: DiscordServer, socket: ClientWebSocketResponse) -> None:
    """And knows the operations that there are."""
    await socket.send_json(hello(discord))
    ready = await heard(socket, "READY")
    guild = await heard(socket, "GUILD_CREATE")
    await socket.send_json({"op": 8, "d": {"guild_id": discord.guild.id, "query": "a", "nonce": "n"}})
    chunk = await heard(socket, "GUILD_MEMBERS_CHUNK")
    await socket.send_json({"op": 1, "d": 2})
    acknowledged = await socket.receive_json()
    await socket.send_json(hello(discord))
    await socket.receive(2)

    assert (ready["s"], guild["s"], chunk["d"]["nonce"], acknowledged["op"]) == (1, 2, "n", 11)
    assert [each["id"] for each in guild["d"]["channels"]] == [discord.channel.id, discord.forum.id]
    assert socket.close_code == 4005


@pytest.mark.parametrize(("query", "code"), [("v=6", 4012), ("encoding=etf", 4002), ("compress=zstd-stream", 4002)])
async def test_an_address_that_it_does_not_speak_is_refused(discord: DiscordServer, query: str, code: int) -> None:
    """Before hello."""
    async with ClientSession() as session, session.ws_connect(f"{discord.gateway_url}?{query}") as socket:
        await socket.receive(2)

        assert socket.close_code == code


async def test_a_client_without_heartbeat_is_cut_off() -> None:
    """After one and a half times the interval; one that talks too much as well."""
    async with DiscordServer(heartbeat_seconds=0.05) as discord, ClientSession() as session:
        async with session.ws_connect(discord.gateway_url) as silent:
            await silent.receive_json()
            await silent.receive(2)
        async with session.ws_connect(discord.gateway_url) as loud:
            for _ in range(121):
                await loud.send_json({"op": 1, "d": None})
            while not loud.closed:
                await loud.receive(2)

        assert (silent.close_code, loud.close_code) == (4009, 4008)


async def test_unanswered_heartbeats_can_be_played(discord: DiscordServer, socket: ClientWebSocketResponse) -> None:
    """So that a client takes the connection for a zombie."""
    discord.gateway.acknowledges = False

    await socket.send_json({"op": 1, "d": None})

    with pytest.raises(TimeoutError):
        await socket.receive(0.05)


async def test_a_compressed_stream_unpacks(discord: DiscordServer) -> None:
    """One zlib context over the whole connection."""
    unpacker = zlib.decompressobj()

    async with ClientSession() as session, session.ws_connect(f"{discord.gateway_url}?compress=zlib-stream") as socket:
        await socket.send_json(hello(discord))
        packed = [(await socket.receive_bytes()) for _ in range(2)]

    assert all(each.endswith(b"\x00\x00\xff\xff") for each in packed)
    assert b"heartbeat_interval" in unpacker.decompress(packed[0])
    assert b"READY" in unpacker.decompress(packed[1])


async def test_what_was_missed_is_told_on_resume(discord: DiscordServer, socket: ClientWebSocketResponse) -> None:
    """From the sequence number that the client names; a session that is gone is invalid."""
    await socket.send_json(hello(discord))
    session_id = (await heard(socket, "READY"))["d"]["session_id"]
    discord.gateway.drop()
    await socket.receive(2)
    posting.post(discord, discord.channel, discord.ada, {"content": "meanwhile"})
    data: dict[str, Any] = {"token": discord.token, "session_id": session_id, "seq": 2}

    async with ClientSession() as session, session.ws_connect(discord.gateway_url) as again:
        await again.send_json({"op": 6, "d": data})
        missed, resumed = await heard(again, "MESSAGE_CREATE"), await heard(again, "RESUMED")
    async with ClientSession() as session, session.ws_connect(discord.gateway_url) as unknown:
        await unknown.receive_json()
        await unknown.send_json({"op": 6, "d": {**data, "session_id": "gone"}})
        invalid = await unknown.receive_json()

    assert (missed["s"], resumed["s"]) == (3, 4)
    assert (invalid["op"], invalid["d"]) == (9, False)
    assert discord.gateway.resumed == 1


async def test_content_is_for_those_who_are_spoken_to(discord: DiscordServer, socket: ClientWebSocketResponse) -> None:
    """Without the intent: mentions, replies that ping, and direct messages alone."""
    await socket.send_json(hello(discord))
    await heard(socket, "GUILD_CREATE")
    mine = posting.post(discord, discord.channel, discord.bot, {"content": "mine"})

    await discord.say("plain", wait=0)
    await discord.say("mention", mentions_bot=True, wait=0)
    await discord.say("reply", reply_to=mine, wait=0)
    await discord.say("quiet reply", reply_to=mine, ping=False, wait=0)
    await discord.say("direct", channel=discord.dm(), wait=0)
    contents = [(await heard(socket, "MESSAGE_CREATE"))["d"]["content"] for _ in range(6)]

    assert contents == ["mine", "", f"<@{discord.bot.id}> mention", "reply", "", "direct"]


async def test_the_intent_shows_all_content_where_it_is_enabled() -> None:
    """In the application's settings."""
    async with (
        DiscordServer(intents=gateway.CONTENT) as discord,
        ClientSession() as session,
        session.ws_connect(discord.gateway_url) as socket,
    ):
        await socket.send_json(hello(discord, intents=INTENTS | gateway.CONTENT))
        await heard(socket, "GUILD_CREATE")
        await discord.say("plain", wait=0)

        assert (await heard(socket, "MESSAGE_CREATE"))["d"]["content"] == "plain"


async def test_a_shard_hears_of_its_guilds(discord: DiscordServer) -> None:
    """By the guild's id; direct messages are for the first."""
    number = (int(discord.guild.id) >> 22) % 2

    async with ClientSession() as session:
        sockets = [await session.ws_connect(discord.gateway_url) for _ in range(2)]
        for shard, socket in enumerate(sockets):
            await socket.send_json(hello(discord, shard=[shard, 2]))
        ready = [(await heard(socket, "READY"))["d"] for socket in sockets]
        await discord.say("direct", channel=discord.dm(), wait=0)
        direct = await heard(sockets[0], "MESSAGE_CREATE")
        for socket in sockets:
            await socket.close()

    assert [len(each["guilds"]) for each in ready] == [1 - number, number]
    assert direct["d"]["content"] == "direct"


async def test_comings_and_goings_are_told(discord: DiscordServer, socket: ClientWebSocketResponse) -> None:
    """Of guilds, channels, threads and rights."""
    await socket.send_json(hello(discord))
    await heard(socket, "GUILD_CREATE")
    thread = discord.open_thread(discord.channel, "t", discord.ada)

    discord.archive_thread(thread)
    discord.lose(thread, 1 << 38)
    discord.delete_channel(discord.channel)
    discord.leave_guild(discord.guild)
    discord.add_guild("New")

    events = [(await socket.receive_json())["t"] for _ in range(7)]
    assert (
        events
        == "THREAD_CREATE THREAD_UPDATE CHANNEL_UPDATE THREAD_DELETE CHANNEL_DELETE GUILD_DELETE GUILD_CREATE".split()
    )


async def test_all_clients_are_told_to_start_again(discord: DiscordServer, socket: ClientWebSocketResponse) -> None:
    """A session that is invalid can't be resumed, unless it is said to be."""
    await socket.send_json(hello(discord))
    await heard(socket, "GUILD_CREATE")

    discord.gateway.reconnect()
    discord.gateway.invalidate(resumable=True)
    kept = len(discord.gateway.sessions)
    discord.gateway.invalidate()

    told = [await socket.receive_json() for _ in range(3)]
    assert [(each["op"], each["d"]) for each in told] == [(7, None), (9, True), (9, False)]
    assert (kept, len(discord.gateway.sessions)) == (1, 0)
