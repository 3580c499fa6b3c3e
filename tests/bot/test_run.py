"""`paperround run` as a process: it starts, says how it is, answers, and ends in good order."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot import access
from bot.settings import BadSetting
from tests.servers.slack.rates import Rates
from tests.servers.slack.server import SlackServer

if TYPE_CHECKING:
    from pathlib import Path


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
    """The page, as soon as there is one."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(20):
        while True:
            try:
                async with session.get(url) as response:
                    return dict(await response.json())
            except aiohttp.ClientError:
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


async def test_without_any_platform_it_says_what_to_set(tmp_path: Path) -> None:
    """And ends with 1."""
    process = await started([], surroundings(tmp_path))
    _, errors = await process.communicate()

    assert process.returncode == 1
    assert "Set SLACK_BOT_TOKEN with SLACK_APP_TOKEN, or DISCORD_TOKEN" in errors.decode()


@pytest.mark.parametrize("said", ["x", "0,1", "4/4", "a/2"])
def test_shards_that_cannot_be_meant_are_refused(said: str) -> None:
    """With an example that works."""
    with pytest.raises(BadSetting, match="0,1/4"):
        access.discord({"DISCORD_TOKEN": "t", "DISCORD_SHARDS": said})


def test_platforms_are_read_from_the_environment_and_files(tmp_path: Path) -> None:
    """A secret may be in a file, and without secrets there is no platform."""
    (tmp_path / "token").write_text("xoxb-1\n")
    slack = access.slack({"SLACK_BOT_TOKEN_FILE": str(tmp_path / "token"), "SLACK_PORT": "4000"})
    discord = access.discord({"DISCORD_TOKEN": "t", "DISCORD_SHARDS": "0,1/4", "DISCORD_MESSAGE_CONTENT": "yes"})

    assert slack
    assert (slack.bot_token, slack.port) == ("xoxb-1", 4000)
    assert discord
    assert (discord.shards, discord.reads_all) == (((0, 1), 4), True)
    assert access.slack({}) is None
    assert access.discord({}) is None
    assert access.harvest({}) is None
    assert access.harvest({"PAPERROUND_HARVEST": "off"}) is False
    assert access.secrets({"DISCORD_TOKEN": "t"}) == ["t"]
    with pytest.raises(BadSetting):
        access.number({"SLACK_PORT": "x"}, "SLACK_PORT", "3000")
