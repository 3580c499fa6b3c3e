"""Sharing over the wire: the bot, the delivery and a platform on one store, against stand-ins that break."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from typing_extensions import override

from adapters.chat import Channel, Person, Request
from adapters.platforms.discord.app import DiscordPlatform
from adapters.platforms.discord.settings import DiscordAccess
from adapters.platforms.slack.app import SlackPlatform
from adapters.platforms.slack.settings import SlackAccess
from adapters.store.memory.papers import InMemoryPapers
from bot.service.roundup_service import RoundupService
from digest.roundup import Section
from tests.adapters.present.documents import roundup, says
from tests.bot.fakes import NOW, FakeSource
from tests.clock import SetClock
from tests.platforms.listening import listening_on
from tests.platforms.processes import wiring
from tests.servers.discord import DiscordServer, Fault, permissions, world
from tests.servers.discord import Rates as DiscordRates
from tests.servers.slack import Rates as SlackRates
from tests.servers.slack import SlackServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from adapters.chat import Platform, Ports
    from adapters.store.redis.store import Store
    from bot.clock import Clock
    from bot.composition.delivery import DeliveryRuntime
    from tests.platforms.processes import Wiring

LONG = tuple(
    Section(kind="theme", title=f"Theme {n}", statements=(says(f"Finding {n}. " + "It goes on and on. " * 400, 1),))
    for n in range(12)
)


class Stage(Protocol):
    """A stand-in, as these tests need it."""

    channel: Channel

    def connect(self, ports: Ports) -> Platform:
        """Another process's way to it."""
        ...

    def break_often(self) -> None:
        """Refuse, break and swallow some of the next messages."""
        ...

    def silence(self, user: int) -> None:
        """Take the right to post from somebody."""
        ...

    def stands(self) -> tuple[str, list[str]]:
        """The one opening post that stands in the channel by its id, and what its thread says."""
        ...

    async def roundup(self, user: int) -> Any:  # noqa: ANN401 - a message of the stand-in's own
        """Have somebody ask for a roundup for themselves; the message that only they see."""
        ...

    async def press(self, message: Any, label: str, user: int) -> str:  # noqa: ANN401 - as above
        """Press a button; what the message says then, and what was said beside it."""
        ...

    def share_id(self, message: Any) -> str:  # noqa: ANN401 - as above
        """What the button *Share* of a message names."""
        ...

    async def say_elsewhere(self, text: str) -> str:
        """Say something to the bot in a channel of another workspace; all that stands there then, whoever may read it."""
        ...


class InSlack(Stage):
    """A stand-in Slack with its first channel, over Socket Mode."""

    channel = Channel(platform="slack", workspace="T1", id="C1")

    def __init__(self, slack: SlackServer) -> None:
        self._slack = slack

    @override
    def connect(self, ports: Ports) -> SlackPlatform:
        slack = self._slack
        access = SlackAccess(bot_token=slack.bot_token, app_token=slack.app_token, base_url=slack.api_url)
        return SlackPlatform(access, ports)

    @override
    def break_often(self) -> None:
        for kind, after in (("throttle", 1), ("accept_then_close", 2), ("close", 2), ("unavailable", 1)):
            self._slack.fault(kind, "chat.postMessage", after=after)  # type: ignore[arg-type]

    @override
    def silence(self, user: int) -> None:
        self._slack.workspace.users[f"U{user}"].guest = True

    @override
    def stands(self) -> tuple[str, list[str]]:
        (opening,) = [one for one in self._slack.channel("C1").messages if one["user"] == "UBOT"]
        return opening["ts"], [
            self._slack.visible_text(one) for one in self._slack.channel("C1").threads[opening["ts"]]
        ]

    @override
    async def roundup(self, user: int) -> Any:
        before = len(self._slack.channel("C1").ephemerals)
        await self._slack.command("/papers", "roundup fine-tuning", user=f"U{user}")
        await until(lambda: len(self._slack.channel("C1").ephemerals) > before)
        return self._slack.channel("C1").ephemerals[-1]

    @override
    async def press(self, message: Any, label: str, user: int) -> str:
        before = len(self._slack.channel("C1").ephemerals), str(message)
        await self._slack.press(message, label, user=f"U{user}")
        await until(lambda: (len(self._slack.channel("C1").ephemerals), str(message)) != before)
        added = self._slack.channel("C1").ephemerals[before[0] :]
        return "\n".join(self._slack.visible_text(one) for one in (message, *added))

    @override
    def share_id(self, message: Any) -> str:
        return _share_id(str(message))

    @override
    async def say_elsewhere(self, text: str) -> str:
        self._slack.add_workspace("T2")
        await self._slack.command("/papers", text, user="U1T2", channel="C1T2")
        other = self._slack.channel("C1T2")
        await until(lambda: other.ephemerals)
        return "\n".join(self._slack.visible_text(one) for one in (*other.ephemerals, *other.posts.values()))


class InDiscord(Stage):
    """A stand-in Discord with its first text channel."""

    def __init__(self, discord: DiscordServer) -> None:
        self._discord = discord
        self._users = {1: discord.ada, 2: discord.ben}
        self.channel = Channel(platform="discord", workspace=discord.guild.id, id=discord.channel.id)

    @override
    def connect(self, ports: Ports) -> DiscordPlatform:
        access = DiscordAccess(token=self._discord.token, api=self._discord.base_url, guilds_ready_after=0.05)
        return DiscordPlatform(access, ports)

    @override
    def break_often(self) -> None:
        self._discord.nonce_seconds = 0
        self._discord.faults.add(Fault(kind="throttle", route="post", after=1))
        self._discord.faults.add(Fault(kind="accept_then_close", route="post", after=2))
        self._discord.faults.add(Fault(kind="close", route="post", after=2))
        self._discord.faults.add(Fault(kind="unavailable", route="post", after=1))

    @override
    def silence(self, user: int) -> None:
        denied = world.Overwrite(kind=1, deny=permissions.SEND_MESSAGES)
        self._discord.channel.overwrites[self._users[user].id] = denied

    @override
    def stands(self) -> tuple[str, list[str]]:
        (thread,) = self._discord.threads
        mine = [one for one in self._discord.channel.messages.values() if one.author_id == self._discord.bot.id]
        assert [one.id for one in mine] == [thread.id]
        return thread.id, [self._discord.visible_text(one) for one in thread.messages.values()]

    @override
    async def roundup(self, user: int) -> Any:
        done = await self._discord.slash("papers", "roundup", topic="fine-tuning", user=self._users[user], wait=5)
        return done.message

    @override
    async def press(self, message: Any, label: str, user: int) -> str:
        before = str(message.wire), len(self._discord.messages)
        done = await self._discord.press(message, label=label, user=self._users[user], wait=5)
        await until(lambda: (str(message.wire), len(self._discord.messages)) != before)
        return self._discord.visible_text(message) + done.text

    @override
    def share_id(self, message: Any) -> str:
        return _share_id(str(message.wire))

    @override
    async def say_elsewhere(self, text: str) -> str:
        guild = self._discord.add_guild("Elsewhere")
        other = next(one for one in self._discord.world.channels.values() if one.guild_id == guild.id)
        await self._discord.say(text, channel=other, mentions_bot=True, wait=5)
        mine = [one for one in other.messages.values() if one.author_id == self._discord.bot.id]
        return "\n".join(map(self._discord.visible_text, mine))


def _share_id(message: str) -> str:
    found = re.search(r"papers share ([0-9a-f]+)", message)
    assert found
    return found[1]


async def until(is_so: Callable[[], object]) -> None:
    """Wait for it."""
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110 - the stand-ins tell nobody
            await asyncio.sleep(0.02)


@asynccontextmanager
async def in_slack() -> AsyncIterator[Stage]:
    """Without limits of its own."""
    async with SlackServer(rates=SlackRates.off()) as slack:
        yield InSlack(slack)


@asynccontextmanager
async def in_discord() -> AsyncIterator[Stage]:
    """Without limits of its own."""
    async with DiscordServer(rates=DiscordRates.off()) as discord:
        yield InDiscord(discord)


STAGES: dict[str, Callable[[], AbstractAsyncContextManager[Stage]]] = {"slack": in_slack, "discord": in_discord}


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Some processes on one store, the first of which hears people."""

    store: Store
    stage: Stage
    wired: Wiring
    processes: list[DeliveryRuntime]

    async def say(self, text: str) -> str:
        """What the bot answers to a command of Ada's, without the platform between."""
        person = Person(id="1", name="Ada", may_manage=False)
        asked = Request(entry_point="papers", text=text, channel=self.stage.channel, person=person)
        reply = await self.wired.ports.answer(asked)
        return str(reply.parts[0])

    def has_thread(self) -> bool:
        """Whether the one opening post stands with a thread; on a busy machine neither may be there yet."""
        try:
            _, thread = self.stage.stands()
        except (ValueError, KeyError):
            return False
        return bool(thread)


def service(_store: Store, clock: Clock) -> RoundupService:
    """Three papers on fine-tuning."""
    return RoundupService(InMemoryPapers([], whole=False), FakeSource(), clock, categories=("cs.*",))


@pytest.fixture(params=STAGES)
async def show(request: pytest.FixtureRequest, store: Store) -> AsyncIterator[Show]:
    """Two processes."""
    async with STAGES[request.param]() as stage, AsyncExitStack() as stack:
        processes = []
        first = None
        for number in range(2):
            wired = wiring(store, service, SetClock(NOW))
            platform = stage.connect(wired.ports)
            if number:
                await platform.start()
                stack.push_async_callback(platform.stop)
            else:
                first = wired
                _ = await stack.enter_async_context(listening_on(platform))
            processes.append(await stack.enter_async_context(wired.working(request.param, platform)))
        assert first
        yield Show(store=store, stage=stage, wired=first, processes=processes)


async def test_twelve_messages_all_come_once(show: Show) -> None:
    """Though two processes are asked at once, twice each, and the platform refuses, breaks and swallows."""
    kept = await show.store.roundups.keep(roundup(sections=LONG))
    show.stage.break_often()

    asked = [one.sharing.share(show.stage.channel, kept, "fine-tuning", "Ada") for one in (*show.processes,) * 2]
    await asyncio.gather(*asked)
    ledger = show.processes[0].ledger
    for _ in range(400):
        if not await ledger.open(show.stage.channel):
            break
        await asyncio.sleep(0.1)

    (done,) = await ledger.done(show.stage.channel, 9)
    opening, thread = show.stage.stands()
    said = "\n".join(thread)
    assert len(thread) >= 11
    assert [said.count(f"Finding {n}.") for n in range(12)] == [1] * 12
    assert len(done.posted) == len(thread) + 1
    assert (done.posted[0], done.asked_by) == (opening, "Ada")
    assert await show.store.roundups.in_thread(show.stage.channel, opening) == kept


async def test_a_roundup_that_two_people_share_stands_once(show: Show) -> None:
    """The second one is told who was first, in place of the button."""
    first, second = await show.stage.roundup(1), await show.stage.roundup(2)

    told = await show.stage.press(first, "Share", 1), await show.stage.press(second, "Share", 2)

    name = told[0].partition("Shared by @")[2].partition("\n")[0].partition(";")[0].strip()
    assert name
    assert f"Shared by @{name}" in told[1]
    assert not any("[Share]" in one for one in told)
    await until(show.has_thread)


async def test_what_one_person_reads_alone_is_nobody_elses_last_roundup(show: Show) -> None:
    """`status`, `why` and the last roundup are what the channel has seen."""
    before = await show.say("status"), await show.say("why PondLoRA")
    await show.stage.roundup(1)

    assert (await show.say("status"), await show.say("why PondLoRA")) == before
    assert await show.store.roundups.last(show.stage.channel, None) is None


async def test_a_roundup_is_shared_in_its_own_workspace_only(
    show: Show, record_property: Callable[[str, object], None]
) -> None:
    """Who knows its id elsewhere, as an attacker might, is told that there is no such roundup, and nothing is posted."""
    private = await show.stage.roundup(1)
    elsewhere = await show.stage.say_elsewhere(f"share {show.stage.share_id(private)}")
    at_home = await show.stage.press(private, "Share", 1)

    record_property("figure", f"0 of 1 shared elsewhere in {show.stage.channel.platform.title()}")
    assert "no longer have that roundup" in elsewhere
    assert "fine-tuning" not in elsewhere
    assert "Shared by @" in at_home
    await until(show.has_thread)


async def test_who_may_not_post_shares_nothing(show: Show) -> None:
    """They are told so, and keep their roundup."""
    private = await show.stage.roundup(2)
    show.stage.silence(2)
    told = await show.stage.press(private, "Share", 2)

    assert "needs the right to post here" in told
    assert await show.processes[0].ledger.open(show.stage.channel) == ()
    assert await show.processes[0].ledger.done(show.stage.channel, 9) == ()
