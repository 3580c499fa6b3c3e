"""`paperround run` as a process: it starts, says how it is, answers, and ends in good order."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from adapters.chat import Channel
from adapters.store.ledger import SubscriptionKey
from adapters.store.memory.papers import InMemoryPapers
from adapters.store.redis.jobs import RedisJobs
from adapters.store.redis.ledger import RedisLedger
from adapters.store.redis.subscriptions import RedisDueTimes
from bot import run, settings, suggestions
from bot.cli.doctor import none_given_up
from bot.clock import SystemClock
from bot.registry import profiles
from bot.service.roundup_service import RoundupService
from digest.errors import PaperroundError
from tests.adapters.present.documents import roundup
from tests.bot.fakes import PAPERS
from tests.bot.runtime import LAB, wish
from tests.servers.discord.rates import Rates as DiscordRates
from tests.servers.discord.server import DiscordServer
from tests.servers.slack.rates import Rates
from tests.servers.slack.server import SlackServer

if TYPE_CHECKING:
    from pathlib import Path

    from adapters.store.redis.store import Store


async def started(roles: list[str], environ: dict[str, str]) -> asyncio.subprocess.Process:
    """A process of the bot."""
    program = "from bot.__main__ import main; main()"
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, "run", *roles, env=environ, stderr=asyncio.subprocess.PIPE
    )


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    """An environment in which nothing outside is reached."""
    return {"PAPERROUND_DATA": str(folder), "PAPERROUND_ARXIV_URL": "http://127.0.0.1:9/", "PATH": "", **more}


async def answered(url: str) -> dict[str, Any]:
    """The page, as soon as it says that all is well."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(20):
        while True:
            try:
                async with session.get(url) as response:
                    if response.ok:
                        return dict(await response.json())
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)


async def test_everything_in_one_process_starts_is_healthy_and_drains_on_sigterm(tmp_path: Path) -> None:
    """On the embedded store, with Slack by Socket Mode."""
    async with SlackServer(rates=Rates.off()) as slack:
        port = str(slack.base_url.rpartition(":")[2])
        mine = str(int(port) + 1 if int(port) < 60000 else int(port) - 1)
        tokens = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
        }
        process = await started([], surroundings(tmp_path, PAPERROUND_PORT=mine, **tokens))
        ready = await answered(f"http://127.0.0.1:{mine}/readyz")
        told = time.monotonic()
        process.send_signal(signal.SIGTERM)
        _, errors = await process.communicate()

    assert ready == {"status": "ready"}
    assert process.returncode == 0, errors.decode()
    assert time.monotonic() - told < 20
    lines = [json.loads(line) for line in errors.decode().splitlines()]
    assert [line["message"] for line in lines if line["from"] == "bot.run"] == ["running", "stopping", "stopped"]
    assert slack.bot_token not in errors.decode()


async def pages(port: int, *messages: object) -> list[tuple[str, int, bool]]:
    """For each message: the address of its page, what it answers here, and whether the roundup is there."""
    found = []
    async with aiohttp.ClientSession() as session:
        for message in messages:
            (address,) = set(re.findall(r"https://papers\.example\.org(/r/[\w-]+)", str(message)))
            async with session.get(f"http://127.0.0.1:{port}{address}") as answer:
                found.append((address, answer.status, "fine-tuning" in await answer.text()))
    return found


async def due_now(store: Store, place: Channel) -> None:
    """A channel whose roundup is due, and the papers for it, all read."""
    now = SystemClock().now()
    slot = (now - timedelta(minutes=10)).replace(second=0, microsecond=0)
    day = (slot - timedelta(days=2)).date()
    await store.papers.put([replace(paper, listed=day, published=day) for paper in PAPERS])
    read = [slot.date() - timedelta(days=back) for back in range(60)]
    await store.papers.mark_read(profiles().categories, read, now + timedelta(days=1))
    one = replace(wish(place), weekday=slot.weekday(), at=slot.time(), zone="UTC", created=now - timedelta(days=3))
    await store.subscriptions.put(one)
    await RedisDueTimes(store.link).plan(SubscriptionKey(channel=place, topic=one.topic), now, now - timedelta(days=1))


async def test_all_roles_together_post_what_is_due_on_both_platforms(
    store: Store, tmp_path: Path, unused_tcp_port: int
) -> None:
    """From the look for due work to the last message of the thread and the page it leads to, and out on SIGTERM."""
    async with SlackServer(rates=Rates.off()) as slack, DiscordServer(rates=DiscordRates.off()) as discord:
        channel = discord.channel
        there = Channel(platform="discord", workspace=discord.guild.id, id=channel.id)
        for place in (Channel(platform="slack", workspace="T1", id="C1"), there):
            await due_now(store, place)
        environ = surroundings(
            tmp_path,
            REDIS_URL=store.url,
            SLACK_BOT_TOKEN=slack.bot_token,
            SLACK_APP_TOKEN=slack.app_token,
            SLACK_API_URL=slack.api_url,
            DISCORD_TOKEN=discord.token,
            DISCORD_API_URL=discord.base_url,
            DISCORD_GATEWAY_URL=discord.gateway_url,
            PAPERROUND_PUBLIC_URL="https://papers.example.org",
            PAPERROUND_PAGES_PORT=str(unused_tcp_port),
            PAPERROUND_PORT="0",
        )
        process = asyncio.create_task(
            run.serve(frozenset({"slack", "discord", "scheduler", "worker", "web"}), settings.read(environ))
        )
        async with asyncio.timeout(20):
            while len(slack.channel().posts) < 4 or len(discord.messages) < 4:  # noqa: ASYNC110 - another process's work
                await asyncio.sleep(0.1)
        read = await pages(unused_tcp_port, next(iter(slack.channel().posts.values())), discord.messages[0])
        os.kill(os.getpid(), signal.SIGTERM)
        await process

    assert await RedisLedger(store.link).open(there) == ()
    assert [(status, told) for _, status, told in read] == [(200, True), (200, True)]
    assert len({address for address, _, _ in read}) == 2


async def test_a_platform_out_of_reach_stops_no_other(store: Store, tmp_path: Path, unused_tcp_port: int) -> None:
    """Slack is answered from the first moment; the process says which one is away."""
    async with SlackServer(rates=Rates.off()) as slack:
        environ = surroundings(
            tmp_path,
            REDIS_URL=store.url,
            SLACK_BOT_TOKEN=slack.bot_token,
            SLACK_APP_TOKEN=slack.app_token,
            SLACK_API_URL=slack.api_url,
            DISCORD_TOKEN="t",  # noqa: S106 - nobody is there to take it
            DISCORD_API_URL="http://127.0.0.1:9/api",
            PAPERROUND_PORT=str(unused_tcp_port),
        )
        process = asyncio.create_task(run.serve(frozenset({"slack", "discord"}), settings.read(environ)))
        async with asyncio.timeout(20):
            await slack.socket_mode.connected()
            await slack.command("/papers", "list")
            while not slack.channel("C1").ephemerals:  # noqa: ASYNC110 - another task's work
                await asyncio.sleep(0.05)
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{unused_tcp_port}/readyz") as response,
        ):
            ready = response.status, await response.json()
        os.kill(os.getpid(), signal.SIGTERM)
        await process

    assert ready == (503, {"status": "not connected: discord"})


async def test_a_role_whose_platform_is_not_set_up_says_so(store: Store, tmp_path: Path) -> None:
    """One that was asked for by name."""
    environ = surroundings(tmp_path, REDIS_URL=store.url, DISCORD_TOKEN="t")  # noqa: S106 - nobody is asked

    with pytest.raises(PaperroundError, match="role slack"):
        await run.serve(frozenset({"slack"}), settings.read(environ))


async def test_what_was_given_up_is_listed_and_sent_again(store: Store, tmp_path: Path) -> None:
    """As the doctor does it."""
    own = settings.read(surroundings(tmp_path, REDIS_URL=store.url))
    jobs = RedisJobs(store.link)
    await none_given_up(own)
    await jobs.put(["deliver a"])
    (leased,) = (await jobs.take(1)).jobs
    await jobs.bury(leased, "no", SystemClock().now())

    with pytest.raises(PaperroundError, match=r"1 job was given up.*\n.*deliver a: no \(1 tries"):
        await none_given_up(own)
    await none_given_up(own, again=True)
    await none_given_up(own)


async def test_fields_are_completed_from_what_is_known(store: Store) -> None:
    """Topics, zones and a channel's own subscriptions; the common zones for nothing typed."""
    await store.subscriptions.put(wish())

    assert suggestions.topic_names("fine")[0] == "fine-tuning"
    assert "fine-tuning" in suggestions.topic_names("fine tunning")
    assert suggestions.zone_names("berlin") == ("Europe/Berlin",)
    assert "UTC" in suggestions.zone_names(" ")
    assert await suggestions.subscribed(store.subscriptions, LAB, "TUN") == ["fine-tuning"]
    assert suggestions.papers(RoundupService(InMemoryPapers(PAPERS), None, SystemClock()), "Pond") == ()


def test_an_abbreviation_offers_the_zones_of_its_area() -> None:
    """`CEST` is Europe's, with the zones that people use most in front."""
    summer = suggestions.zone_names("cest")

    assert summer[0] == "Europe/Berlin"
    assert "Europe/Paris" in summer
    assert {name.partition("/")[0] for name in summer} == {"Europe"}


async def test_a_channel_is_offered_what_is_its_own(store: Store) -> None:
    """Its own queries among the topics, and the papers of its last roundup, which the store has after a restart, too."""
    mine = replace(wish(), topic='"long context" OR RAG', query='"long context" OR RAG')
    await store.subscriptions.put(mine)
    made = roundup()
    await store.roundups.record_shown(LAB, "t1", await store.roundups.keep(made), SystemClock().now())
    empty = RoundupService(InMemoryPapers([]), None, SystemClock())
    offered = suggestions.suggestions(empty, store.subscriptions, store.roundups)

    topics = await offered.topics(LAB, "")
    papers = await offered.papers(LAB, "")

    assert topics[0].value == mine.topic
    assert len(topics) == 25
    assert [one.value for one in papers] == [listed.pick.paper.id for listed in made.papers][:25]
    assert papers[0].label == f"1 · {made.papers[0].pick.paper.title}"
    assert [one.value for one in await offered.papers(LAB, made.papers[1].pick.paper.title[:20])] == [
        made.papers[1].pick.paper.id
    ]


async def test_without_any_platform_it_says_what_to_set(tmp_path: Path) -> None:
    """And ends with 1."""
    process = await started([], surroundings(tmp_path))
    _, errors = await process.communicate()

    assert process.returncode == 1
    assert "Set SLACK_BOT_TOKEN with SLACK_APP_TOKEN, or DISCORD_TOKEN" in errors.decode()
