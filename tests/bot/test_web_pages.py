"""`/papers pages`: where they are, who may see them, and an end to all addresses so far; what is served follows at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from adapters.chat import Person, Request, Rows
from adapters.present import feed
from adapters.store.ledger import Delivery
from adapters.web.page_answer import AnswerCache
from adapters.web.public_pages import PublicPages
from bot.commands.commands import WebPages
from bot.handlers.web_pages import WebPageHandlers
from digest.errors import Misunderstood
from tests.adapters.present import documents
from tests.adapters.present.test_html import HOSTILE, everywhere
from tests.bot.runtime import LAB, MONDAY, wish
from tests.stores import FakeSubscriptions

if TYPE_CHECKING:
    from adapters.chat import Reply
    from adapters.store.redis.store import Store

URL = "https://papers.example.org"
ATOM = "{http://www.w3.org/2005/Atom}"
GRAMMAR = etree.RelaxNG(file=str(Path(__file__).parents[1] / "adapters" / "present" / "atom.rng"))
"""The rules of RFC 4287; no package that is kept has a validator of feeds."""
MANAGER = Person(id="U1", name="ada", may_manage=True)


class Channel:
    """A channel with a subscription, and somebody in it who asks."""

    def __init__(self, store: Store) -> None:
        self.store = store
        subscriptions = FakeSubscriptions()
        subscriptions.have(wish())
        self.handlers = WebPageHandlers(store.pages, URL, subscriptions)
        self.pages = PublicPages(URL, store.pages, store.roundups)
        self.pages._answers = AnswerCache(fresh=0)  # noqa: SLF001 - five seconds are long in a test

    async def posted(self, delivery: str = "d1", **changes: object) -> str:
        """A roundup's page, as the delivery keeps it."""
        roundup = await self.store.roundups.keep(documents.roundup(**changes))
        one = Delivery(id=delivery, channel=LAB, topic="fine-tuning", slot=MONDAY, claimed=MONDAY, roundup_id=roundup)
        return await self.store.pages.keep(one, MONDAY)

    async def say(self, words: str = "", person: Person = MANAGER) -> dict[str, str]:
        """The addresses that are told, by what they are of."""
        reply = await self.handlers.answer(WebPages(topic=words or None), asked(words, person))
        return addresses(reply)

    async def get(self, address: str) -> tuple[int, str, str]:
        """Status, text and robots header of what is served at one of our addresses."""
        async with (
            self.pages.served("127.0.0.1", 0) as port,
            aiohttp.ClientSession() as session,
            session.get(address.replace(URL, f"http://127.0.0.1:{port}")) as answer,
        ):
            return answer.status, await answer.text(), answer.headers.get("X-Robots-Tag", "")


def asked(words: str, person: Person = MANAGER) -> Request:
    """`/papers pages …` in the channel."""
    return Request(channel=LAB, person=person, entry_point="papers", text=f"pages {words}")


def addresses(reply: Reply) -> dict[str, str]:
    """The links of a reply, by their labels."""
    rows = [row for block in reply.parts[0].blocks if isinstance(block, Rows) for row in block.rows]
    return {label: span.link or "" for label, text in rows for span in text}


async def test_a_feed_is_told_to_the_channel_and_an_archive_once_it_is_public(store: Store) -> None:
    """Private at first: the archive can't be had; then anybody may find it; then it is gone again, and the feed stays."""
    channel = Channel(store)
    token = await channel.posted()

    private, public = await channel.say(), await channel.say("public")
    archive, (feed_address,) = public["Archive of fine-tuning"], private.values()
    page = f"{archive}/{MONDAY:%Y-%m-%d}"
    shown = [await channel.get(one) for one in (archive, page, f"{archive}/feed", feed_address)]
    lost = await channel.get(f"{archive}/2020-01-01")
    await channel.say("private")
    hidden = [(await channel.get(one))[0] for one in (archive, page, f"{archive}/feed", feed_address)]

    assert [status for status, _, _ in shown] == [200, 200, 200, 200]
    assert [robots for _, _, robots in shown] == ["", "", "", "noindex"]
    assert page in shown[0][1]
    assert f'<link rel="canonical" href="{page}">' in shown[1][1]
    assert "noindex" not in shown[1][1]
    assert token not in "".join(text for _, text, _ in shown[:3])
    assert f"{URL}/r/{token}" in shown[3][1]
    assert lost[0] == 404
    assert hidden == [410, 410, 410, 200]


async def test_revoking_ends_all_addresses_so_far(store: Store) -> None:
    """Pages, feed and archive are gone, and new ones are others."""
    channel = Channel(store)
    token = await channel.posted()
    before = await channel.say("public")

    after = await channel.say("revoke")

    old = [(await channel.get(one))[0] for one in (f"{URL}/r/{token}", *before.values())]
    assert old == [410, 410, 410]
    assert set(before.values()).isdisjoint(after.values())
    assert await channel.posted("d2") != token


async def test_who_may_not_manage_the_channel_changes_nothing(store: Store) -> None:
    """They are told where the feed is all the same; other words are asked back; without a public address it is said."""
    channel = Channel(store)
    nobody = replace(MANAGER, may_manage=False)

    assert await channel.say("public", nobody) == {}
    assert len(await channel.say("", nobody)) == 1
    with pytest.raises(Misunderstood, match="public or private"):
        await channel.say("blue")
    off = await WebPageHandlers(None, "", FakeSubscriptions()).answer(WebPages(), asked(""))
    assert "PAPERROUND_PUBLIC_URL" in str(off.parts[0])


async def test_a_feed_keeps_its_ids_and_says_what_changed(store: Store) -> None:
    """A roundup that takes another's place is an update of the same entry."""
    channel = Channel(store)
    await channel.posted()
    (address,) = (await channel.say()).values()
    first = etree.fromstring((await channel.get(address))[1].encode())
    roundup = await store.roundups.keep(documents.roundup(headline="Corrected"))
    later = MONDAY + timedelta(days=3)
    one = Delivery(id="d1", channel=LAB, topic="fine-tuning", slot=MONDAY, claimed=MONDAY, roundup_id=roundup)
    await store.pages.keep(one, later)

    second = etree.fromstring((await channel.get(address))[1].encode())

    ids = [[one.findtext(f"{ATOM}id") for one in read.iter(f"{ATOM}entry")] for read in (first, second)]
    assert ids[0] == ids[1]
    assert "Corrected" in str(second.findtext(f"{ATOM}entry/{ATOM}title"))
    assert second.findtext(f"{ATOM}entry/{ATOM}updated") == f"{later:%Y-%m-%dT%H:%M:%SZ}"
    assert first.findtext(f"{ATOM}entry/{ATOM}published") == second.findtext(f"{ATOM}entry/{ATOM}published")


@given(st.text(max_size=60) | st.sampled_from([HOSTILE, "\ufffe\x00\ud800", "]]>", "a\r\nb"]))
def test_a_feed_is_what_rfc_4287_demands(text: str) -> None:
    """Whatever its texts say: the elements that must be there, each as often as it may be, and in their forms."""
    entry = feed.FeedEntry(
        name="x", address=f"{URL}/r/x", posted=MONDAY, updated=MONDAY, roundup=everywhere(text.replace("\ud800", ""))
    )

    read = etree.fromstring(feed.atom(text, f"{URL}/f/x", "f", [entry], MONDAY).encode())

    GRAMMAR.assertValid(read)
    assert [link.get("rel") for link in read.findall(f"{ATOM}link")] == ["self"]
    (told,) = read.findall(f"{ATOM}entry")
    for element in (read, told):
        UUID(str(element.findtext(f"{ATOM}id")).removeprefix("urn:uuid:"))
    (content,) = told.findall(f"{ATOM}content")
    assert content.get("type") == "html"
    assert "<script" not in str(content.text)


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("<id>urn:uuid:", "<id>"),
        ("T07:00:00Z</updated>", " 07:00:00</updated>"),
        ("<author>", "<author><name>Another</name>"),
        ('<link rel="alternate"', "<link rel=''"),
        ("<published>", "<published/><published>"),
        ("<content", "<body/><content"),
    ],
)
def test_the_grammar_refuses_what_is_no_feed(said: str, instead: str) -> None:
    """So that the test above can fail: wrong ids and moments, what is there twice, and elements of no feed."""
    entry = feed.FeedEntry(name="x", address=f"{URL}/r/x", posted=MONDAY, updated=MONDAY, roundup=documents.roundup())
    right = feed.atom("Roundups", f"{URL}/f/x", "f", [entry], MONDAY)
    wrong = right.replace(said, instead, 1)

    assert GRAMMAR.validate(etree.fromstring(right.encode()))
    assert wrong != right
    assert not GRAMMAR.validate(etree.fromstring(wrong.encode()))
