"""How many times a second a roundup's page is served, beside a plain aiohttp text in the same run."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from adapters.chat import Channel
from adapters.http_server import HttpServer
from adapters.sources.arxiv.snapshot import files
from adapters.store.ledger import Delivery
from adapters.store.redis.store import open_store
from adapters.web.public_pages import PublicPages
from bot.knowledge import knowledge, topics
from digest import engine
from digest.corpus import Corpus
from digest.model import Window

ROUNDS = 7
REQUESTS = 1_500
CALLERS = 32
_NOW = datetime(2026, 5, 15, 9, tzinfo=UTC)


def compare(week: Path, name: str) -> tuple[float, float, float]:
    """Pages a second of ours and of the plain text, and the median of their ratios, round by round."""
    papers, topic = files.read(week).papers, topics().resolve(name)
    days = [paper.listed for paper in papers]
    window = Window(start=min(days), end=max(days))
    made = engine.roundup(Corpus.of(papers, knowledge()), topic, window, now=_NOW)

    async def rounds() -> list[tuple[float, float]]:
        with tempfile.TemporaryDirectory(prefix="paperround-bench-") as folder:
            async with open_store("", Path(folder)) as store:
                channel = Channel(platform="slack", workspace="T1", id="C1")
                kept = await store.roundups.keep(made)
                delivery = Delivery(id="d", channel=channel, topic=topic.name, slot=_NOW, claimed=_NOW, roundup_id=kept)
                token = await store.pages.keep(delivery, _NOW)
                pages = PublicPages("https://papers.example.org", store.pages, store.roundups)
                plain = await HttpServer.started(_text(), "127.0.0.1", 0)
                async with pages.served("127.0.0.1", 0) as port:
                    ours, theirs = f"http://127.0.0.1:{port}/r/{token}", f"http://127.0.0.1:{plain.port}/"
                    found = [(await _rate(ours), await _rate(theirs)) for _ in range(ROUNDS + 1)]
                await plain.stop()
        return found[1:]

    pairs = asyncio.run(rounds())
    ratios = [ours / theirs for ours, theirs in pairs]
    return (
        statistics.median(ours for ours, _ in pairs),
        statistics.median(theirs for _, theirs in pairs),
        statistics.median(ratios),
    )


def _text() -> web.Application:
    async def text(_request: web.Request) -> web.Response:
        return web.Response(text="text")

    served = web.Application()
    served.router.add_get("/", text)
    return served


async def _rate(address: str) -> float:
    """Answers a second, whole and packed, to some callers who each ask again at once."""
    async with aiohttp.ClientSession(auto_decompress=False) as session:

        async def caller() -> None:
            for _ in range(REQUESTS // CALLERS):
                async with session.get(address) as answer:
                    await answer.read()

        began = time.perf_counter()
        await asyncio.gather(*(caller() for _ in range(CALLERS)))
        return REQUESTS // CALLERS * CALLERS / (time.perf_counter() - began)
