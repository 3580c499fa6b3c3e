"""Cards of what is at hand: at once, whatever has to be read for more."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.chat import Heading
from adapters.store.memory.papers import InMemoryPapers
from bot.handlers.bot import Bot
from bot.service.roundup_service import RoundupService
from tests.bot.fakes import ALLOWED, NOW, PAPERS, FakeSource, paper, request, words
from tests.clock import SetClock
from tests.stores import FakeRoundups, FakeSubscriptions

if TYPE_CHECKING:
    from digest.roundup import Card


async def test_papers_at_hand_wait_for_no_source() -> None:
    """Six cards come while the source is away and every reading of a whole paper waits at its gate."""
    gate = asyncio.Event()

    async def detailed(card: Card) -> Card:
        await gate.wait()
        return replace(card, gist="What the whole paper says.")

    source = FakeSource(away=True)
    at = RoundupService(
        InMemoryPapers(PAPERS, whole=False), source, SetClock(NOW), categories=("cs.*",), detailed=detailed
    )
    bot = Bot(at, FakeSubscriptions(), FakeRoundups(), SetClock(NOW), rights=ALLOWED)
    wanted = (
        "PondLoRA",
        "ReedTune",
        "LilyGraph: Attention on Graphs of Water Lilies",
        "2605.00003",
        "DriftBot",
        "OtterQA",
    )

    replies = await asyncio.gather(*(bot.answer(request(one, entry_point="paper")) for one in wanted))
    gate.set()
    grown = [await reply.fuller() for reply in replies if reply.fuller]

    assert [type(reply.parts[0].blocks[0]) for reply in replies] == [Heading] * 6
    assert all("What the whole paper says." in words(one) for one in grown if one)
    assert len(grown) == 6


async def test_an_old_index_is_used_while_a_new_one_is_made() -> None:
    """Whoever opens a paper waits for no index, and whoever comes next has the papers that came since."""
    papers, clock = InMemoryPapers(PAPERS, whole=False), SetClock(NOW)
    at = RoundupService(papers, FakeSource(away=True), clock, categories=("cs.*",))
    await at.papers.card(PAPERS[0])
    fresh = paper(9, "Pond Fine-Tuning Again", PAPERS[0].abstract)
    await papers.put([fresh])
    clock.forward(timedelta(hours=1))

    before = (await at.papers.card(PAPERS[0])).related
    async with asyncio.timeout(10):
        while fresh not in (await at.papers.card(PAPERS[0])).related:  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.01)

    assert fresh not in before
