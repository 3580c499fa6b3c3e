"""What a campaign plays on: a killable store, two stand-in platforms, and processes of the bot."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from adapters.chat import Channel
from tests.chaos.stores import STORES
from tests.servers.discord.rates import Rates as DiscordRates
from tests.servers.discord.server import DiscordServer
from tests.servers.slack.rates import Rates as SlackRates
from tests.servers.slack.server import SlackServer

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random
    from types import TracebackType

    from tests.servers.discord.world import Message

SKEW = 4.0


@dataclass
class Stage:
    """Everything that can be broken.

    Attributes:
        workers: How many processes do jobs; one more looks for due work.
        limits: What the platforms allow; by default enough for a campaign to be quick.
        store_kind: Which of the stores that can be broken.
        places: How many jobs a process has under way at most.
    """

    folder: Path
    random: Random
    workers: int = 3
    verbose: bool = False
    limits: tuple[SlackRates, DiscordRates] | None = None
    places: int = 64
    store_kind: str = "single"
    processes: list[asyncio.subprocess.Process] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        self._stack = AsyncExitStack()
        quick = SlackRates(each=4, tiers={}), DiscordRates(overall=400, routes={}, usual=(50, 1.0))
        for_slack, for_discord = self.limits or quick
        self.slack = await self._stack.enter_async_context(SlackServer(rates=for_slack))
        self.discord = await self._stack.enter_async_context(DiscordServer(rates=for_discord))
        self.store = await self._stack.enter_async_context(STORES[self.store_kind](self.folder))
        self._log = self._stack.enter_context((self.folder / "processes.log").open("wb"))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self.processes:
            if process.returncode is None:
                process.kill()
                await process.wait()
        await self._stack.aclose()

    def channels(self, count: int) -> list[Channel]:
        """So many channels, half of them on each platform."""
        found = []
        for number in range(count // 2):
            self.slack.add_channel(f"C{number + 100}")
            found.append(Channel(platform="slack", workspace="T1", id=f"C{number + 100}"))
        guild = self.discord.add_guild("Chaos", channels=count - count // 2)
        ids = [one.id for one in self.discord.world.channels.values() if one.guild_id == guild.id and not one.thread]
        return found + [Channel(platform="discord", workspace=guild.id, id=id_) for id_ in ids]

    async def start(self) -> None:
        """Start all processes of the bot."""
        for number in range(self.workers + 1):
            self.processes.append(await self._started("worker" if number < self.workers else "scheduler"))

    async def _started(self, role: str) -> asyncio.subprocess.Process:
        said = {
            "role": role,
            "places": str(self.places),
            "skew": str(self.random.uniform(-SKEW, SKEW)),
            "REDIS_URL": self.store.url,
            "SLACK_BOT_TOKEN": self.slack.bot_token,
            "SLACK_API_URL": self.slack.api_url,
            "DISCORD_TOKEN": self.discord.token,
            "DISCORD_API_URL": self.discord.base_url,
        }
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.chaos.worker", json.dumps(said), stderr=None if self.verbose else self._log
        )

    async def kill(self, number: int) -> None:
        """End a process with SIGKILL, and start another in its place."""
        process = self.processes[number]
        if process.returncode is None:
            process.kill()
            await process.wait()
        self.processes[number] = await self._started("worker" if number < self.workers else "scheduler")

    async def restart_ended(self) -> int:
        """Start again what ended by itself, as whatever runs it does; says how many: one that found no store at its start."""
        ended = [number for number, process in enumerate(self.processes) if process.returncode is not None]
        for number in ended:
            self.processes[number] = await self._started("worker" if number < self.workers else "scheduler")
        return len(ended)

    async def replace(self, number: int) -> None:
        """Start another process, then tell the old one to end in good order."""
        fresh = await self._started("worker")
        process, self.processes[number] = self.processes[number], fresh
        if process.returncode is None:
            process.terminate()
            await process.wait()

    async def break_store(self) -> str:
        """Let the store fail and come back, and say how."""
        return await self.store.strike(self.random)

    def posts(self, channel: Channel) -> tuple[list[str], list[str]]:
        """What people read in a channel, and in the threads there, message by message."""
        return self._in_slack(channel) if channel.platform == "slack" else self._in_discord(channel)

    def _in_slack(self, channel: Channel) -> tuple[list[str], list[str]]:
        posts = sorted(self.slack.channel(channel.id).posts.values(), key=lambda post: float(post["ts"]))
        threaded = [post for post in posts if post.get("thread_ts") not in {None, post["ts"]}]
        opening = [self.slack.visible_text(post) for post in posts if post not in threaded]
        return opening, [self.slack.visible_text(post) for post in threaded]

    def _in_discord(self, channel: Channel) -> tuple[list[str], list[str]]:
        opening = self._said({channel.id})
        threads = {one.id for one in self.discord.world.channels.values() if one.thread}
        threaded = self._said(threads & {one.id for one in opening})
        return [self.discord.visible_text(one) for one in opening], [self.discord.visible_text(one) for one in threaded]

    def _said(self, places: set[str]) -> list[Message]:
        """The bot's messages in these channels or threads, in order, without the lines by which Discord opens a thread."""
        found = []
        for place in places:
            standing = self.discord.world.channels.get(place)
            found += (
                [one for one in standing.messages.values() if one.author_id == self.discord.bot.id] if standing else []
            )
        return sorted((one for one in found if one.wire["type"] == 0), key=lambda one: int(one.id))
