"""The one way from the ports to the server: bounded in time, errors in the product's words."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from redis.exceptions import ConnectionError, RedisClusterException, RedisError  # noqa: A004 - the vendor's names
from typing_extensions import override

from adapters.errors import StoreAway
from adapters.store.redis.failures import sentence

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from redis.asyncio import Redis

T = TypeVar("T")
Command = tuple[str | bytes | int | float, ...]

FAILURES = (RedisError, RedisClusterException, OSError)
"""All that work on a link may raise; the cluster's own exceptions stand outside the vendor's tree."""

AT_ONCE = 64
"""Commands under way at once; the others wait for a turn."""
REVIVALS = 3
PATIENCE = 15.0
"""Seconds for one piece of work with all its retries; a command alone has less."""


class ServerHost(Protocol):
    """Who answers for the server behind a link."""

    async def revive(self) -> bool:
        """Called when the connection broke; True when the work deserves another try."""
        ...

    def diagnosis(self, error: Exception) -> str:
        """A sentence on what is wrong."""
        ...


class ServerMoved(ServerHost):
    """A server that somebody else looks after; the client's own retries are all that can be done.

    Attributes:
        place: Where it is, without user and password.
    """

    def __init__(self, place: str) -> None:
        self.place = place

    @override
    async def revive(self) -> bool:
        return False

    @override
    def diagnosis(self, error: Exception) -> str:
        return sentence(error, self.place)


class RedisLink:
    """A client and who answers for its server; commands and answers are as Redis has them.

    Whatever is asked may be asked again after a revival, so it must be the kind that may be done twice.
    """

    def __init__(self, client: Redis, host: ServerHost) -> None:
        self._client = client
        self._host = host
        # The client's pool refuses the hundred and first connection, which would look like a server that is gone.
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def ask(self, *command: str | bytes | float) -> Any:  # noqa: ANN401 - each command has its own answer
        """One command's answer."""
        return await self._run(lambda: self._client.execute_command(*command))  # type: ignore[no-untyped-call]

    async def each(self, commands: Iterable[Command]) -> list[Any]:
        """The answers of some commands in one round trip, each by itself."""
        return await self._pipe(list(commands), transaction=False)

    async def whole(self, commands: Iterable[Command]) -> list[Any]:
        """The answers of some commands on one slot that are all done, or none."""
        return await self._pipe(list(commands), transaction=True)

    async def _pipe(self, commands: list[Command], *, transaction: bool) -> list[Any]:
        async def work() -> list[Any]:
            pipeline = self._client.pipeline(transaction=transaction)
            for command in commands:
                pipeline.execute_command(*command)
            return await pipeline.execute()

        return await self._run(work)

    async def _run(self, work: Callable[[], Awaitable[T]]) -> T:
        tries = 0
        while True:
            tries += 1
            try:
                return await self._once(work)
            except ConnectionError as error:
                if tries > REVIVALS or not await self._host.revive():
                    raise StoreAway(self._host.diagnosis(error)) from error
            except FAILURES as error:
                raise StoreAway(self._host.diagnosis(error)) from error

    async def _once(self, work: Callable[[], Awaitable[T]]) -> T:
        async with self._turns, asyncio.timeout(PATIENCE):
            return await work()
