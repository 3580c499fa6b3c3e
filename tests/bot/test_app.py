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


def hurried(url: str, pause: float = 0.0) -> PaperSource:
    """All sources as somebody asks them who waits for a minute at most; the rate limit asks for so long a pause."""
    settings = read({"PAPERROUND_ARXIV_URL": url})
    return sources.connect(settings, lambda _: LocalSourceRateLimit(pause=pause), seconds=60.0).papers


@pytest.mark.parametrize(
    ("url", "reason"),
    [(NOWHERE, "the connection was refused"), ("http://arxiv.invalid/api/query", "its name can't be resolved")],
)
async def test_nobody_there_is_told_at_once(url: str, reason: str) -> None:
    """Neither is the end of a patience waited for that can't help, nor the turn of a second try."""
    source = hurried(url, pause=3_600.0)

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
