"""The port of the web pages' memory: which roundups of which channel have a page, and under which secret address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from adapters.chat import Channel
    from adapters.store.ledger import Delivery

TOKEN_LENGTH = 24
"""Characters of a token, a multiple of four."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedPage:
    """The page of one delivery.

    Attributes:
        token: What makes its address; nobody can guess it.
        roundup_id: Of the roundup that it shows.
        posted: When it was kept first, and `updated` when it came to show another roundup.
    """

    token: str
    delivery: str
    topic: str
    roundup_id: str
    posted: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPages:
    """All pages of a channel, newest first.

    Attributes:
        feed: The token of the feed of all of them; "" before somebody asked for it, as `archives`.
        archives: The token of each topic's public archive, by its `topic_key`.
        public: Whether anybody may see the archives, their feeds and pages.
        gone: Whether nobody may see them any more: the bot has lost the channel or the workspace.
    """

    channel: Channel
    feed: str
    archives: Mapping[str, str]
    public: bool
    gone: bool
    pages: tuple[PostedPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """What a token leads to.

    Attributes:
        page: The page that it is the address of; None where it is of a feed or an archive, and where it is no longer any.
        is_feed: Whether it is of the feed of all pages.
        archive: The `topic_key` of the topic whose archive it is of; "" where it is of none.
    """

    all: ChannelPages
    page: PostedPage | None = None
    is_feed: bool = False
    archive: str = ""


class PageAddresses(Protocol):
    """Where a channel's pages are and who may see them, as far as the channel may say; raises `StoreAway`."""

    async def addresses(self, channel: Channel, topics: Iterable[str]) -> ChannelPages:
        """A channel's pages, with a feed and an archive for each of these topics."""
        ...

    async def publish(self, channel: Channel, *, public: bool) -> None:
        """Let anybody see a channel's archives, or nobody."""
        ...

    async def revoke(self, channel: Channel) -> None:
        """Have all that a channel has so far, pages, feed and archives, lead nowhere for ever."""
        ...


class Pages(PageAddresses, Protocol):
    """Pages for `FOUR_MONTHS`; raises `StoreAway` as all of the store does."""

    async def keep(self, delivery: Delivery, when: datetime) -> str:
        """Have a page for a delivery, the same however often it is kept, and say its token; the channel is seen again."""
        ...

    async def find(self, token: str) -> FoundPage | None:
        """What a token leads to; it takes as long for one that leads nowhere, which is None."""
        ...

    async def close(self, channel: Channel) -> None:
        """Have nobody see a channel's pages until another one is kept there."""
        ...

    async def close_all(self, platform: str, workspace: str) -> None:
        """Have nobody see the pages of a workspace."""
        ...

    async def reopen_all(self, platform: str, workspace: str) -> None:
        """Have them seen again, but for channels that are closed by themselves."""
        ...
