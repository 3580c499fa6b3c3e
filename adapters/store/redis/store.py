"""The whole store in one: embedded, or where REDIS_URL says."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adapters.errors import StoreTaken
from adapters.store.redis.clock import RedisClock
from adapters.store.redis.embedded import EmbeddedServer
from adapters.store.redis.key_value import RedisKeyValueStore
from adapters.store.redis.ledger import RedisSeen
from adapters.store.redis.link import RedisLink, ServerMoved
from adapters.store.redis.pages import RedisPages
from adapters.store.redis.papers import RedisPapers
from adapters.store.redis.remote import connected, copied_to, place
from adapters.store.redis.roundups import RedisRoundups
from adapters.store.redis.subscriptions import RedisSubscriptions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from adapters.store.ledger import StoreClock
    from adapters.store.pages import Pages
    from adapters.store.ports import KeyValueStore, Papers, Roundups, Seen, Subscriptions
    from adapters.store.redis.link import ServerHost


INTERACTIVE_DEADLINE = 0.8
"""Seconds that a person's request waits for the store; platforms want an acknowledgement within three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """All that the bot remembers.

    Attributes:
        url: For other clients of the same server; it may hold a password.
    """

    url: str
    link: RedisLink
    subscriptions: Subscriptions
    seen: Seen
    roundups: Roundups
    papers: Papers
    key_values: KeyValueStore
    clock: StoreClock
    pages: Pages

    def with_deadline(self, seconds: float = INTERACTIVE_DEADLINE) -> Store:
        """The same store for those for whom somebody waits so long; papers, which are many, come in their own time."""
        quick = _store(self.url, self.link.with_deadline(seconds))
        return replace(quick, papers=self.papers, clock=self.clock)

    async def ping(self) -> None:
        """Raise `StoreAway` unless the server answers."""
        await self.link.ask("PING")


@asynccontextmanager
async def open_store(
    url: str | None, folder: Path, *, as_guest: bool = False, replicas: int | None = None
) -> AsyncIterator[Store]:
    """The server at `url`, or else an embedded one that keeps its data in `folder` and ends with this context.

    With `as_guest`, a folder that has an owner is used by the owner's server, for as long as that runs.
    What is acknowledged about deliveries and subscriptions is on so many `replicas` as well: with None, on one behind
    Sentinel. Raises `StoreAway` when there is no such server or it can't be started, `StoreTaken` when `folder` has an owner.
    """
    async with AsyncExitStack() as stack:
        host: ServerHost
        copies = 0
        if url:
            host, client = ServerMoved(place(url)), await stack.enter_async_context(connected(url))
            copies = await copied_to(url, client, replicas)
        else:
            embedded = await _embedded(stack, EmbeddedServer(folder), as_guest=as_guest)
            host, client, url = embedded, embedded.client(), embedded.url
            stack.push_async_callback(client.aclose)
        yield _store(url, RedisLink(client, host, replicas=copies))


async def _embedded(stack: AsyncExitStack, server: EmbeddedServer, *, as_guest: bool) -> EmbeddedServer:
    try:
        return await stack.enter_async_context(server)
    except StoreTaken:
        if not (as_guest and await server.visit()):
            raise
    return server


def _store(url: str, link: RedisLink) -> Store:
    return Store(
        url=url,
        link=link,
        subscriptions=RedisSubscriptions(link),
        seen=RedisSeen(link),
        roundups=RedisRoundups(link),
        papers=RedisPapers(link),
        key_values=RedisKeyValueStore(link),
        clock=RedisClock(link),
        pages=RedisPages(link),
    )
