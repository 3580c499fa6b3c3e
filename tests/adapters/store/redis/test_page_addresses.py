"""Where a channel's pages are: what the real store and the one in memory both promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Channel

if TYPE_CHECKING:
    from adapters.store.pages import PageAddresses

LAB = Channel(platform="slack", workspace="T1", id="C1")
OTHER = Channel(platform="slack", workspace="T1", id="C2")


async def test_an_address_stays_and_is_nobody_elses(page_addresses: PageAddresses) -> None:
    """However a topic is spelt, whatever else was asked for meanwhile, and in another channel they are others."""
    first = await page_addresses.addresses(LAB, ["Fine-Tuning"])
    more = await page_addresses.addresses(LAB, ["agents", "fine-tuning "])
    other = await page_addresses.addresses(OTHER, ["fine-tuning"])

    assert (more.feed, more.archives["fine-tuning"]) == (first.feed, first.archives["fine-tuning"])
    assert set(more.archives) == {"fine-tuning", "agents"}
    assert (await page_addresses.addresses(LAB, [])).archives == more.archives
    assert len({first.feed, *more.archives.values(), other.feed, *other.archives.values()}) == 5
    assert (first.public, first.gone, first.pages) == (False, False, ())


async def test_they_are_public_for_as_long_as_somebody_says_so(page_addresses: PageAddresses) -> None:
    """For one channel alone."""
    await page_addresses.publish(LAB, public=True)
    public = [(await page_addresses.addresses(channel, [])).public for channel in (LAB, OTHER)]
    await page_addresses.publish(LAB, public=False)

    assert public == [True, False]
    assert not (await page_addresses.addresses(LAB, [])).public


async def test_what_is_revoked_is_new_and_for_few_again(page_addresses: PageAddresses) -> None:
    """All of a channel's addresses, and none of another's."""
    before = await page_addresses.addresses(LAB, ["fine-tuning"])
    other = await page_addresses.addresses(OTHER, ["fine-tuning"])
    await page_addresses.publish(LAB, public=True)
    await page_addresses.revoke(LAB)
    after = await page_addresses.addresses(LAB, ["fine-tuning"])

    assert not {before.feed, *before.archives.values()} & {after.feed, *after.archives.values()}
    assert not after.public
    assert await page_addresses.addresses(OTHER, ["fine-tuning"]) == other
