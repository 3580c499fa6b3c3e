"""The pages behind one feed or archive: all of a channel's, or those of a topic that it made public."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from adapters.present import feed
from adapters.present.feed import FeedEntry
from adapters.present.html import Surroundings
from adapters.present.page import ORDERS
from adapters.store.ports import topic_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.present.page import Order
    from adapters.store.pages import FoundPage, PostedPage
    from adapters.store.ports import Roundups

_MOST = 20
"""Entries of a feed or an archive."""
_EMPTY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCollection:
    """Some pages in a row, newest first.

    Attributes:
        address: Of the archive, or of the feed where there is no archive.
        name: What its id is made of.
    """

    title: str
    address: str
    name: str
    public: bool
    pages: tuple[PostedPage, ...]
    root: str

    @classmethod
    def of(cls, found: FoundPage, public_url: str) -> PageCollection:
        """Those that a token leads to: the channel's feed, or an archive with one page a day."""
        every = found.all
        if found.is_feed:
            return cls(
                title="Roundups",
                address=f"{public_url}/f/{every.feed}",
                name=f"feed {every.channel.address}",
                public=False,
                pages=every.pages[:_MOST],
                root=public_url,
            )
        mine = tuple(one for one in every.pages if topic_key(one.topic) == found.archive)
        return cls(
            title=mine[0].topic if mine else found.archive,
            address=f"{public_url}/t/{every.archives[found.archive]}",
            name=f"archive {every.channel.address} {found.archive}",
            public=True,
            pages=tuple({_day(one): one for one in reversed(mine)}.values())[::-1][:_MOST],
            root=public_url,
        )

    def on(self, day: str) -> PageCollection:
        """The page of one day alone, `2026-05-15`, where there is one."""
        return replace(self, pages=tuple(one for one in self.pages if _day(one) == day))

    async def entries(self, roundups: Roundups) -> list[FeedEntry]:
        """Those whose roundups are still kept."""
        found = [(one, await roundups.get(one.roundup_id)) for one in self.pages]
        return [
            FeedEntry(
                name=f"{self.name} {one.delivery}",
                address=self._page(one),
                posted=one.posted,
                updated=one.updated,
                roundup=roundup,
            )
            for one, roundup in found
            if roundup
        ]

    def atom(self, entries: Sequence[FeedEntry]) -> str:
        """As a feed."""
        address = f"{self.address}/feed" if self.public else self.address
        return feed.atom(self.title, address, self.name, entries, _EMPTY)

    def around(self, entry: FeedEntry, order: Order, path: str) -> Surroundings:
        """What surrounds one of the pages where anybody may see it."""
        return Surroundings(
            public=True,
            canonical=entry.address,
            archive=self.address,
            feed=f"{self.address}/feed",
            sorts=tuple((name, f"{path}?sort={name}#papers") for name in ORDERS),
            order=order,
        )

    def _page(self, one: PostedPage) -> str:
        """A page's own secret address on a secret feed; on a public one, an address that says nothing of that."""
        return f"{self.address}/{_day(one)}" if self.public else f"{self.root}/r/{one.token}"


def _day(page: PostedPage) -> str:
    return f"{page.posted:%Y-%m-%d}"
