"""The link from an opening post to its page: each channel's own, once, and only where there is a public address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Channel, Small
from adapters.present.parts import opening
from bot.delivery.page_links import PageLinks
from tests.adapters.present import documents
from tests.bot.runtime import LAB, MONDAY, Rig, wish
from tests.clock import SetClock

if TYPE_CHECKING:
    from adapters.chat import Part
    from adapters.store.redis.store import Store

URL = "https://papers.example.org"
OTHER = Channel(platform="test", workspace="lab", id="other")


def links(part: Part) -> list[str]:
    """Where a message leads to as a page."""
    spans = [span for block in part.blocks if isinstance(block, Small) for span in block.text]
    return [span.link for span in spans if span.link and span.link.startswith(URL)]


async def test_each_channel_is_led_to_its_own_page(store: Store) -> None:
    """Two channels share a roundup and its messages; the address of one's page tells nothing of the other's."""
    rig = Rig(store, public_url=URL)
    await rig.subscribe(wish(), wish(OTHER))

    await rig.monday()
    await rig.run()

    openings = [rig.platform.messages[channel][0].part for channel in (LAB, OTHER)]
    tokens = []
    for one in openings:
        (address,) = links(one)
        tokens.append(address.removeprefix(f"{URL}/r/"))
    found = [await store.pages.find(token) for token in tokens]
    assert [one.all.channel for one in found if one] == [LAB, OTHER]
    assert len({one.page.roundup_id for one in found if one and one.page}) == 1
    drawn = [one.illustration.address for one in openings if one.illustration]
    assert drawn == [f"{URL}/r/{token}/picture.png" for token in tokens]


async def test_a_process_that_dies_leaves_one_page(store: Store) -> None:
    """The message is posted by the next process, and leads to the page that the first one had begun."""
    rig = Rig(store, public_url=URL)
    rig.platform.faults.extend(["killed before"])
    await rig.subscribe(wish())

    await rig.monday()
    await rig.run()

    (address,) = links(rig.platform.messages[LAB][0].part)
    found = await store.pages.find(address.removeprefix(f"{URL}/r/"))
    assert found is not None
    assert len(found.all.pages) == 1


async def test_a_lost_channel_s_pages_are_gone(store: Store) -> None:
    """The channel is archived: its subscription pauses, and its pages can't be seen until it posts again."""
    rig = Rig(store, public_url=URL)
    await rig.subscribe(wish())
    await rig.monday()
    await rig.run()
    token = links(rig.platform.messages[LAB][0].part)[0].removeprefix(f"{URL}/r/")

    rig.platform.archived.add(LAB)
    await rig.monday(weeks=1)
    await rig.run()

    found = await store.pages.find(token)
    assert found is not None
    assert found.all.gone


async def test_without_a_public_address_nothing_leads_anywhere(store: Store) -> None:
    """Messages that were drawn up with a link lose it where pages have been switched off since."""
    drawn = opening(documents.roundup())
    offered = PageLinks(URL, store.pages, SetClock(MONDAY)).with_placeholder(drawn)
    off = PageLinks("", store.pages, SetClock(MONDAY))

    settled = await off.with_links((offered,), delivery=None)  # type: ignore[arg-type]

    assert off.with_placeholder(drawn) == drawn
    assert len(links(offered)) == 1
    assert settled == (drawn,)
