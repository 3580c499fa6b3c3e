"""The real discord.py works against the stand-in Discord, and the stand-in works as a process of its own."""

from __future__ import annotations

import asyncio
import json
import sys
import warnings
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
import yarl
from aiohttp import ClientSession
from typing_extensions import override

with warnings.catch_warnings():
    # Python 3.11 warns that the library's voice side imports a module which 3.13 no longer has.
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord
    from discord import app_commands
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

from tests.servers.discord import DiscordServer, Fault, Rates, permissions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.servers.discord.refusal import Json

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Echo(discord.Client):
    """A small bot: a command that defers, autocomplete, a button, and an answer to mentions."""

    def __init__(self) -> None:
        super().__init__(intents=INTENTS, max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.came_back = asyncio.Event()
        group = app_commands.Group(name="papers", description="Weekly roundups")

        @group.command(name="list", description="List subscriptions")
        async def listing(interaction: discord.Interaction, topic: str = "all") -> None:
            await interaction.response.defer(ephemeral=True)
            await interaction.followup.send(f"Listed {topic}", ephemeral=True)

        @listing.autocomplete("topic")
        async def topics(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=typed.upper(), value=typed)]

        self.tree.add_command(group)

    @override
    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()

    async def on_resumed(self) -> None:
        """Note that the session goes on."""
        self.came_back.set()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer a button."""
        if interaction.type is discord.InteractionType.component:
            await interaction.response.send_message("Pressed", ephemeral=True)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention with a thread and a button."""
        if self.user in message.mentions and message.author != self.user:
            view = discord.ui.View(timeout=None)
            view.add_item(discord.ui.Button[discord.ui.View](label="Papers", custom_id="papers"))
            thread = await message.create_thread(name="Talk")
            embed = discord.Embed(title="Roundup", description="In short")
            await thread.send(embed=embed)
            await message.channel.send("Here", view=view, nonce="1", reference=message)


@asynccontextmanager
async def online(server: DiscordServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Echo]:
    """The bot, signed in and listening."""
    monkeypatch.setattr(Route, "BASE", server.base_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(server.gateway_url))
    bot = Echo()
    async with bot:
        task = asyncio.create_task(bot.start(server.token))
        for _ in range(200):
            if server.gateway.connected or task.done():
                break
            await asyncio.sleep(0.02)
        yield bot
        await bot.close()
        await asyncio.gather(task, return_exceptions=True)


async def test_discord_py_signs_in_and_registers_its_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the whole of its own start."""
    async with DiscordServer() as server, online(server, monkeypatch) as bot:
        assert bot.application_id == int(server.bot.id)
        assert bot.user
        assert bot.user.name == "paperround"
        assert [each["name"] for each in server.commands[""]] == ["papers"]
        assert (server.syncs, server.gateway.identified) == (1, 1)


async def test_discord_py_answers_what_people_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command, autocomplete, a mention, a button."""
    async with DiscordServer() as server, online(server, monkeypatch):
        listed = await server.slash("papers", "list", topic="moe")
        offered = await server.autocomplete("papers", "list", focused="topic", typed="fine")
        said = await server.say("hello", mentions_bot=True)
        assert said
        pressed = await server.press(said, "papers", user=server.ben)

    assert (listed.text, listed.private, listed.failed) == ("Listed moe", True, False)
    assert listed.seconds <= listed.settled_seconds < 3
    assert offered.choices == [{"name": "FINE", "value": "fine"}]
    assert (pressed.text, pressed.private) == ("Pressed", True)
    assert [each.name for each in server.threads] == ["Talk"]
    assert server.visible_text(said) == "Here\nPapers"
    assert [server.visible_text(each) for each in server.threads[0].messages.values()] == ["Roundup\nIn short"]
    assert server.pings == [said]


async def test_discord_py_resumes_after_a_reconnect(monkeypatch: pytest.MonkeyPatch) -> None:
    """And hears what happened meanwhile; nothing is identified anew."""
    async with DiscordServer() as server, online(server, monkeypatch) as bot:
        server.gateway.reconnect()
        meanwhile = await server.slash("papers", "list")
        await asyncio.wait_for(bot.came_back.wait(), 3)

    assert meanwhile.text == "Listed all"
    assert (server.gateway.identified, server.gateway.resumed) == (1, 1)


async def test_discord_py_waits_out_a_429_and_posts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the headers say."""
    async with DiscordServer() as server, online(server, monkeypatch) as bot:
        server.faults.add(Fault(kind="throttle", route="post", retry_after=0.05))
        channel = await bot.fetch_channel(int(server.channel.id))
        assert isinstance(channel, discord.TextChannel)
        sent = await channel.send("Hello", allowed_mentions=discord.AllowedMentions.none())

    statuses = [each.status for each in server.rest.asked if each.route.endswith("/messages")]
    assert statuses == [429, 200]
    assert [each.id for each in server.messages] == [str(sent.id)]


async def test_discord_py_names_a_lost_right(monkeypatch: pytest.MonkeyPatch) -> None:
    """50001 without access, 50013 without the right to write, 10003 when the channel is gone."""
    async with DiscordServer(rates=Rates.off()) as server, online(server, monkeypatch) as bot:
        channel = bot.get_partial_messageable(int(server.channel.id))
        codes = []
        changes: tuple[Callable[[], None], ...] = (
            lambda: server.lose(server.channel, permissions.SEND_MESSAGES),
            lambda: server.lose(server.channel),
            lambda: server.delete_channel(server.channel),
        )
        for change in changes:
            change()
            with pytest.raises(discord.HTTPException) as refused:
                await channel.send("Hello")
            codes.append(refused.value.code)

    assert codes == [50013, 50001, 10003]


async def control(session: ClientSession, url: str, **wanted: object) -> tuple[int, Any]:
    """Ask for something from outside."""
    async with session.post(url, json=wanted) as answer:
        return answer.status, await answer.json()


async def test_it_runs_as_a_process_and_is_told_what_to_do() -> None:
    """The first line says where it is; `/_control` plays people, breaks things and tells the state."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.servers.discord", "--no-rates", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        told: Json = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
        async with ClientSession() as session:
            url = told["control_url"]
            made = await control(session, url, do="add_guild", name="Many", channels=3)
            await control(session, url, do="fault", kind="unavailable", route="post", times=-1)
            headers = {"Authorization": f"Bot {told['token']}", "User-Agent": "DiscordBot (x, 1)"}
            post = f"{told['base_url']}/channels/{told['channel']}/messages"
            async with session.post(post, json={"content": "hello"}, headers=headers) as down:
                first = down.status
            await control(session, url, do="clear_faults")
            async with session.post(post, json={"content": "hello"}, headers=headers) as up:
                second = up.status
            async with session.get(url) as answer:
                state = await answer.json()
    finally:
        process.terminate()
        await process.wait()

    assert (made[0], first, second) == (200, 500, 200)
    assert [each["text"] for channel in state["channels"] for each in channel["messages"]] == ["hello"]
    assert len(state["channels"]) == 5


async def test_people_are_played_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """With ids in place of things; what can't be done is said."""
    async with DiscordServer() as server, online(server, monkeypatch), ClientSession() as session:
        url = server.control_url
        _, said = await control(session, url, do="say", text="hi", channel=server.channel.id, mentions_bot=True)
        _, pressed = await control(session, url, do="press", message=said["id"], custom_id="papers")
        _, listed = await control(session, url, do="slash", words=["papers", "list"], options={"topic": "moe"})
        closed, _ = await control(session, url, do="submit_modal", opened=pressed["id"], values={})
        gone, _ = await control(session, url, do="press", message="1")
        unknown, _ = await control(session, url, do="dance")
        missing, _ = await control(session, url, do="slash", words=["unknown"])
        await control(session, url, do="rates_off")
        await control(session, url, do="advance", seconds=1)
        dropped, _ = await control(session, url, do="drop")

    assert (said["text"], pressed["text"], listed["text"]) == ("Here\nPapers", "Pressed", "Listed moe")
    assert (closed, gone, unknown, missing, dropped) == (400, 400, 400, 400, 200)
