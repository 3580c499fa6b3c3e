"""How the parts are put together."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from adapters.errors import SourceAway
from adapters.sources.rate_limit import LocalSourceRateLimit
from bot.composition import sources
from bot.settings import read
from tests.adapters.sources.arxiv_papers import paper
from tests.bot.console import NOWHERE
from tests.servers.arxiv import ArxivServer, Fault

if TYPE_CHECKING:
    from adapters.sources.ports import PaperSource


def hurried(url: str) -> PaperSource:
    """All sources as somebody asks them who waits for a minute at most."""
    settings = read({"PAPERROUND_ARXIV_URL": url})
    return sources.connect(settings, lambda _: LocalSourceRateLimit(pause=0.0), seconds=60.0).papers


@pytest.mark.parametrize(
    ("url", "reason"),
    [(NOWHERE, "the connection was refused"), ("http://arxiv.invalid/api/query", "its name can't be resolved")],
)
async def test_nobody_there_is_told_after_a_second_try(url: str, reason: str) -> None:
    """Whoever waits for an answer needn't wait for the end of a patience that can't help."""
    source = hurried(url)

    with pytest.raises(SourceAway, match=reason):
        async with asyncio.timeout(30):
            await source.get(["0704.0001"])


async def test_a_server_that_is_busy_is_asked_again() -> None:
    """It is there, so the patience is worth it."""
    with ArxivServer([paper(id="0704.0001")]) as server:
        server.faults = [Fault(kind="unavailable")]
        source = hurried(server.url)

        found = await source.get(["0704.0001"])

    assert [one.id for one in found] == ["0704.0001"]
    assert len(server.asked) == 2
