"""How long `/papers list` takes when two hundred ask at once, beside a bare bolt app that answers "ok"."""

from __future__ import annotations

import asyncio
import math
import statistics
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.platforms.slack.app import SlackPlatform
from adapters.platforms.slack.settings import SlackAccess
from adapters.sources.arxiv.snapshot import files
from bot.clock import SystemClock
from bot.composition import app
from bot.settings import read
from tests.platforms.listening import listening_on
from tests.platforms.processes import wiring
from tests.servers.slack import Rates, SlackServer
from tests.servers.slack.sample_app import running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

AT_ONCE = 200
ROUNDS = 5


def compare() -> tuple[float, float, float]:
    """Median p99 in milliseconds of ours and of the bare app, and the median of their ratios, round by round."""
    pairs = asyncio.run(_rounds())
    ratios = [ours / theirs for ours, theirs in pairs]
    return (
        statistics.median(ours for ours, _ in pairs),
        statistics.median(theirs for _, theirs in pairs),
        statistics.median(ratios),
    )


async def _rounds() -> list[tuple[float, float]]:
    """Both in turn, so that a change in the machine's mood meets both; the first round warms up."""
    pairs = []
    with tempfile.TemporaryDirectory(prefix="paperround-bench-") as folder:
        async with SlackServer(rates=Rates.off()) as slack, _ours(slack, Path(folder)) as address:
            for _ in range(ROUNDS + 1):
                slack.app_url = address
                ours = await _p99(slack)
                async with running(slack, _bare(slack), "http"):
                    pairs.append((ours, await _p99(slack)))
    return pairs[1:]


@asynccontextmanager
async def _ours(slack: SlackServer, folder: Path) -> AsyncIterator[str]:
    """The product over HTTP, on the embedded store; gives the address of its events."""
    papers = files.read(files.SAMPLE).papers
    async with app.open_app_on_papers(
        papers, folder, SystemClock(), lambda _done, _all: None, settings=read({})
    ) as made:
        access = SlackAccess(
            bot_token=slack.bot_token, signing_secret=slack.signing_secret, base_url=slack.api_url, port=0
        )
        wired = wiring(made.store, lambda _store, _clock: made.service)
        wired.answer_proxy.answer = made.bot.answer
        platform = SlackPlatform(access, wired.ports)
        async with listening_on(platform):
            yield f"http://127.0.0.1:{platform.port}/slack/events"


def _bare(slack: SlackServer) -> AsyncApp:
    bare = AsyncApp(
        client=AsyncWebClient(token=slack.bot_token, base_url=slack.api_url), signing_secret=slack.signing_secret
    )

    @bare.command("/papers")
    async def papers(ack: Any) -> None:  # noqa: ANN401 - bolt's own
        await ack("ok")

    return bare


async def _p99(slack: SlackServer) -> float:
    answers = await asyncio.gather(*(slack.command("/papers", "list") for _ in range(AT_ONCE)))
    seconds = sorted(answer.seconds for answer in answers)
    return 1000 * seconds[math.ceil(0.99 * len(seconds)) - 1]
