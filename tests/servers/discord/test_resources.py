"""What is there can be read, and threads and channels change as Discord lets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession, FormData

from tests.servers.discord import Fault, permissions
from tests.servers.discord.conftest import AGENT

if TYPE_CHECKING:
    from tests.servers.discord.conftest import Caller
    from tests.servers.discord.server import DiscordServer


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/users/@me", "username", "paperround"),
        ("/oauth2/applications/@me", "owner.username", "grace"),
        ("/gateway", "url", "{gateway}"),
        ("/gateway/bot", "shards", 1),
        ("/users/@me/guilds", "0.id", "{guild}"),
        ("/users/{ben}", "global_name", "Ben"),
        ("/guilds/{guild}", "owner_id", "{ada}"),
        ("/guilds/{guild}/channels", "1.type", 15),
        ("/guilds/{guild}/roles", "0.name", "@everyone"),
        ("/guilds/{guild}/members/{ben}", "user.id", "{ben}"),
        ("/guilds/{guild}/members/@me", "user.bot", True),
        ("/guilds/{guild}/threads/active", "threads.0.name", "the thread"),
        ("/channels/{channel}", "name", "papers"),
        ("/channels/{channel}/threads/archived/public", "threads.0.name", "the old thread"),
    ],
)
async def test_a_resource_is_read(call: Caller, discord: DiscordServer, path: str, name: str, value: object) -> None:
    """With the fields of the real one."""
    discord.open_thread(discord.channel, "the thread", discord.ada)
    discord.archive_thread(discord.open_thread(discord.channel, "the old thread", discord.ada))
    ids = {"guild": discord.guild.id, "channel": discord.channel.id, "ada": discord.ada.id, "ben": discord.ben.id}
    ids["gateway"] = discord.gateway_url

    status, found = await call("GET", path.format(**ids))

    for step in name.split("."):
        found = found[int(step)] if step.isdigit() else found[step]
    assert (status, found) == (200, value.format(**ids) if isinstance(value, str) else value)


async def test_channels_are_renamed_and_removed_by_who_may(call: Caller, discord: DiscordServer) -> None:
    """With the right to manage them; threads of a channel go with it."""
    discord.grant(permissions.EVERYTHING)
    discord.open_thread(discord.channel, "the thread", discord.ada)
    path = f"/channels/{discord.channel.id}"

    _, renamed = await call("PATCH", path, {"name": "reading"})
    wrong, _ = await call("PATCH", path, {"name": "n" * 101})
    status, _ = await call("DELETE", path)

    assert (renamed["name"], wrong, status) == ("reading", 400, 200)
    assert discord.threads == []


async def test_a_thread_is_changed_by_its_owner(call: Caller, discord: DiscordServer) -> None:
    """Others need the right to manage threads, and an archived one has to be opened first."""
    mine = discord.open_thread(discord.channel, "mine", discord.bot)
    others = discord.open_thread(discord.channel, "others", discord.ada)

    renamed, _ = await call("PATCH", f"/channels/{mine.id}", {"name": "still mine", "auto_archive_duration": 60})
    _, refused = await call("PATCH", f"/channels/{others.id}", {"name": "mine too"})
    await call("PATCH", f"/channels/{mine.id}", {"archived": True})
    _, closed = await call("PATCH", f"/channels/{mine.id}", {"name": "reopened"})
    joined, _ = await call("PUT", f"/channels/{others.id}/thread-members/@me")

    assert (renamed, refused["code"], closed["code"], joined) == (200, 50013, 50083, 204)


async def test_a_thread_is_started_without_a_message(call: Caller, discord: DiscordServer) -> None:
    """In a text channel, public if it says so."""
    path = f"/channels/{discord.channel.id}/threads"

    public, thread = await call("POST", path, {"name": "public", "type": 11})
    _, private = await call("POST", path, {"name": "private"})
    _, nested = await call("POST", f"/channels/{thread['id']}/threads", {"name": "nested", "type": 11})

    assert (public, private["code"], nested["code"]) == (200, 50013, 50024)


async def test_somebody_is_written_to(call: Caller, discord: DiscordServer) -> None:
    """In the one direct conversation with them, unless they have closed it; bots have none."""
    _, opened = await call("POST", "/users/@me/channels", {"recipient_id": discord.ben.id})
    _, again = await call("POST", "/users/@me/channels", {"recipient_id": discord.ben.id})
    written, _ = await call.post({"content": "hello"}, opened["id"])
    discord.closed_dms.add(discord.ben.id)
    _, closed = await call.post({"content": "hello"}, opened["id"])
    _, bot = await call("POST", "/users/@me/channels", {"recipient_id": discord.bot.id})
    _, foreign = await call.post({"content": "hello"}, discord.world.conversation(discord.ada, discord.ben).id)

    assert opened["id"] == again["id"] == discord.dm(discord.ben).id
    assert (written, closed["code"], bot["code"], foreign["code"]) == (200, 50007, 50007, 50001)


async def test_the_bot_types_and_leaves(call: Caller, discord: DiscordServer) -> None:
    """Typing is seen; after leaving, access is missing."""
    typed, _ = await call("POST", f"/channels/{discord.channel.id}/typing")
    left, _ = await call("DELETE", f"/users/@me/guilds/{discord.guild.id}")
    _, missing = await call("GET", f"/channels/{discord.channel.id}")

    assert (typed, left, missing["code"]) == (204, 204, 50001)
    assert discord.typing == [discord.channel.id]


async def test_a_file_is_attached(discord: DiscordServer) -> None:
    """As a form whose JSON is one field."""
    form = FormData()
    form.add_field("payload_json", '{"content": "see"}', content_type="application/json")
    form.add_field("files[0]", b"@article{}", filename="papers.bib")
    headers = {"Authorization": f"Bot {discord.token}", "User-Agent": AGENT}
    url = f"{discord.base_url}/channels/{discord.channel.id}/messages"

    async with ClientSession() as session, session.post(url, data=form, headers=headers) as answer:
        message = await answer.json()

    assert (message["content"], message["attachments"][0]["filename"]) == ("see", "papers.bib")


async def test_an_edit_keeps_what_it_does_not_name(call: Caller, discord: DiscordServer) -> None:
    """Flags that Discord sets stay; whitespace around the content goes."""
    _, message = await call.post({"content": "  hello\n"})
    await call("POST", f"/channels/{discord.channel.id}/messages/{message['id']}/threads", {"name": "n"})

    _, edited = await call("PATCH", f"/channels/{discord.channel.id}/messages/{message['id']}", {"flags": 4})

    assert (message["content"], edited["flags"]) == ("hello", 4 | 1 << 5)


def test_a_fault_that_does_not_exist_is_refused() -> None:
    """So that no test waits for it."""
    with pytest.raises(ValueError, match="no such fault"):
        Fault(kind="sneeze")  # type: ignore[arg-type]
