"""The web pages over the wire, on a real store: found by those who have the address, gone when the channel is."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import aiohttp
import pytest

from adapters.chat import Channel
from adapters.errors import StoreAway
from adapters.present import html
from adapters.store.ledger import Delivery
from adapters.web.page_answer import AnswerCache, PageAnswer
from adapters.web.public_pages import PublicPages
from tests.adapters.present import documents

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.store.redis.store import Store

NOW = datetime(2026, 5, 18, 7, tzinfo=UTC)
LAB = Channel(platform="slack", workspace="T1", id="C1")
URL = "https://papers.example.org/below"


async def kept(store: Store, channel: Channel = LAB, slot: str = "d1") -> str:
    """A page of the small roundup; its token."""
    roundup = await store.roundups.keep(documents.roundup())
    delivery = Delivery(id=slot, channel=channel, topic="fine-tuning", slot=NOW, claimed=NOW, roundup_id=roundup)
    return await store.pages.keep(delivery, NOW)


@asynccontextmanager
async def served(store: Store) -> AsyncIterator[aiohttp.ClientSession]:
    """The pages at a port of their own, every answer made anew."""
    pages = PublicPages(URL, store.pages, store.roundups)
    pages._answers = AnswerCache(fresh=0)  # noqa: SLF001 - five seconds are long in a test
    async with (
        pages.served("127.0.0.1", 0) as port,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}/below/") as session,
    ):
        yield session


async def test_a_page_is_there_for_who_has_its_address(store: Store) -> None:
    """It comes whole, packed where that is taken, with its policy, and not again where the reader has it."""
    token = await kept(store)

    async with served(store) as session:
        async with session.get(f"r/{token}") as answer:
            text = await answer.text()
            headers = answer.headers
        async with session.get(f"r/{token}", headers={"If-None-Match": headers["ETag"]}) as again:
            known = (again.status, await again.read())
        async with session.get(f"r/{token}", headers={"Accept-Encoding": "identity"}) as unpacked:
            plain = await unpacked.text()
        async with session.head(f"r/{token}") as head:
            length = (head.status, await head.read())

    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["X-Robots-Tag"] == "noindex"
    assert html.style_source() in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert f'<link rel="canonical" href="{URL}/r/{token}">' in text
    assert "This page stays until 15 September 2026." in text
    assert text == plain
    assert known == (304, b"")
    assert length == (200, b"")


async def test_papers_are_sorted_and_cited_by_links_alone(store: Store) -> None:
    """The order is in the address, and BibTeX is of all papers or of those chosen."""
    token = await kept(store)

    async with served(store) as session:
        by_theme = await (await session.get(f"r/{token}?sort=theme")).text()
        nonsense = await (await session.get(f"r/{token}?sort=<b>")).text()
        every = await (await session.get(f"r/{token}/papers.bib")).text()
        two = await (await session.get(f"r/{token}/papers.bib?paper=3&paper=1&paper=x")).text()
        drawn = await session.get(f"r/{token}/picture.svg")
        svg = await drawn.text()
        light, dark = [await (await session.get(f"r/{token}/picture.png{query}")).read() for query in ("", "?dark")]
        preview = await (await session.get(f"r/{token}")).text()

    assert "<h3>Adapter placement</h3>" in by_theme
    assert '<strong aria-current="true">by number</strong>' in nonsense
    assert every.count("@misc{") == 5
    assert [line[:30] for line in two.splitlines() if line.startswith("@misc")] == [
        "@misc{lovelace2026tinytune,",
        "@misc{lovelace2026private,",
    ]
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert svg.startswith("<svg")
    assert light.startswith(b"\x89PNG")
    assert light != dark
    assert f'<meta property="og:image" content="{URL}/r/{token}/picture.png">' in preview


async def test_every_wrong_address_gets_the_same_answer(store: Store) -> None:
    """Unknown, malformed, too long, above the prefix, another method, a feed's token: nothing tells one from another."""
    token = await kept(store)
    found = await store.pages.find(token)
    assert found is not None
    wrong = (
        "r/" + "x" * 24,
        f"r/{token}x",
        f"r/{token.upper()}",
        "r/",
        "r/..%2f..%2fetc%2fpasswd",
        "r/%00",
        "r/a+++++b",
        f"r/{found.all.feed}",
        "../healthz",
        f"r/{token}/papers.txt",
        "r/" + "y" * 4000,
        "metrics",
        "",
    )

    async with served(store) as session:
        answers = []
        for address in wrong:
            async with session.get(address) as answer:
                answers.append((answer.status, await answer.text(), sorted(answer.headers)))
        async with session.post(f"r/{token}", data=b"x") as posted:
            answers.append((posted.status, await posted.text(), sorted(posted.headers)))

    assert answers[0][0] == 404
    assert [one for one in answers if one != answers[0]] == []


@pytest.mark.parametrize(
    "head",
    [
        b"GET /r/x HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 100_000,
        b"GET /r/x HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X%d: a\r\n" % at for at in range(20_000)),
        b"GET /r/" + b"y" * 100_000 + b" HTTP/1.1\r\nHost: x",
        b"POST /r/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked",
        b"\x16\x03\x01\x00\xff hello",
    ],
    ids=["a huge header", "many headers", "a huge path", "two lengths", "no HTTP"],
)
async def test_a_head_that_no_browser_sends_is_refused(store: Store, head: bytes) -> None:
    """At once, with 400, before anything is looked up; the connection is over, and others are served meanwhile."""
    token = await kept(store)
    async with served(store) as session:
        address = session._base_url  # noqa: SLF001 - where it is served
        assert address is not None
        reader, writer = await asyncio.open_connection(address.host, address.port)
        writer.write(head + b"\r\n\r\n")
        answer = await asyncio.wait_for(reader.read(), 10)
        writer.close()
        async with session.get(f"r/{token}") as page:
            status = page.status

    assert answer.split(b"\r\n")[0].endswith(b"400 Bad Request")
    assert len(answer) < 1_000
    assert status == 200


@pytest.mark.parametrize("lost", ["channel", "workspace", "roundup"])
async def test_pages_are_gone_when_the_channel_is(store: Store, lost: str) -> None:
    """A lost channel, a removed bot and a forgotten roundup: 410, and other channels keep theirs."""
    token, other = await kept(store), await kept(store, Channel(platform="slack", workspace="T2", id="C1"))

    if lost == "channel":
        await store.pages.close(LAB)
    elif lost == "workspace":
        await store.pages.close_all("slack", "T1")
    else:
        gone = Delivery(id="d1", channel=LAB, topic="x", slot=NOW, claimed=NOW, roundup_id="never-kept")
        assert await store.pages.keep(gone, NOW) == token

    async with served(store) as session:
        statuses = [(await session.get(f"r/{one}")).status for one in (token, other)]
        picture = (await session.get(f"r/{token}/picture.svg")).status

    assert statuses == [410, 200]
    assert picture == 410


async def test_a_page_comes_back_with_its_channel(store: Store) -> None:
    """The bot is invited again, or posts again: the same address answers."""
    token = await kept(store)
    await store.pages.close_all("slack", "T1")
    await store.pages.close(LAB)

    await store.pages.reopen_all("slack", "T1")
    closed = await store.pages.find(token)
    later = await kept(store, slot="d2")
    opened = await store.pages.find(token)

    assert closed is not None
    assert closed.all.gone
    assert opened is not None
    assert not opened.all.gone
    assert [page.token for page in opened.all.pages] == [token, later] or len(opened.all.pages) == 2


async def test_old_pages_are_forgotten(store: Store) -> None:
    """After four months a page makes room; its neighbours stay."""
    await kept(store)
    roundup = await store.roundups.keep(documents.roundup())
    late = Delivery(id="d9", channel=LAB, topic="fine-tuning", slot=NOW, claimed=NOW, roundup_id=roundup)
    token = await store.pages.keep(late, NOW + timedelta(days=130))
    found = await store.pages.find(token)

    assert found is not None
    assert [page.delivery for page in found.all.pages] == ["d9"]
    assert found.page == replace(found.all.pages[0])


async def test_a_store_that_is_away_is_said(store: Store) -> None:
    """503, with the same headers, instead of a page that says it is gone."""
    token = await kept(store)

    class Away(type(store.pages)):  # type: ignore[misc]
        async def find(self, _token: str) -> None:
            raise StoreAway("away")

    async with served(replace(store, pages=Away(store.link))) as session, session.get(f"r/{token}") as answer:
        assert answer.status == 503


async def test_many_who_ask_at_once_share_one_making() -> None:
    """A page that everybody opens at nine is drawn once; who leaves doesn't take it from the others, and no error is kept."""
    made, go = [], asyncio.Event()
    cache = AnswerCache()

    async def make() -> PageAnswer:
        made.append(1)
        await go.wait()
        if len(made) == 1:
            raise StoreAway("away")
        return PageAnswer.message("there")

    first = [asyncio.create_task(cache.get(("a", ""), make)) for _ in range(20)]
    await asyncio.sleep(0)
    first.pop().cancel()
    go.set()
    failed = await asyncio.gather(*first, return_exceptions=True)
    answers = await asyncio.gather(*(cache.get(("a", ""), make) for _ in range(20)))

    assert {type(one) for one in failed} == {StoreAway}
    assert len({one.etag for one in answers}) == 1
    assert len(made) == 2
