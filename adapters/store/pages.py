"""The port of the web pages' memory: which roundups of which channel have a page, and under which secret address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.chat import Channel
    from adapters.store.ledger import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedPage:
    """The page of one delivery.

    Attributes:
        token: What makes its address; nobody can guess it.
        roundup: The id of the roundup that it shows.
        posted: When it was kept first, and `updated` when it came to show another roundup.
    """

    token: str
    delivery: str
    topic: str
    roundup: str
    posted: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPages:
    """All pages of a channel, newest first.

    Attributes:
        feed: The token of the feed of all of them.
        gone: Whether nobody may see them any more: the bot has lost the channel or the workspace.
    """

    channel: Channel
    feed: str
    gone: bool
    pages: tuple[PostedPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """What a token leads to.

    Attributes:
        page: None for the feed of all pages, and where the page has been forgotten.
        is_feed: Whether it is that feed.
    """

    all: ChannelPages
    page: PostedPage | None
    is_feed: bool


class Pages(Protocol):
    """Pages for four months; raises `StoreAway` as all of the store does."""

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
