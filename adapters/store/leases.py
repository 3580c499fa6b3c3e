"""The ports of leases and counters, the one way to work under a lease, and the one to spend several budgets together."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

from adapters.errors import StoreAway
from adapters.store.ledger import Superseded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence


class Leases(Protocol):
    """The right to do something for a while, for one at a time over all processes; times are the store's own."""

    async def acquire(self, name: str, seconds: float) -> int | None:
        """A token greater than any that was given for this name before; None while another one is good."""
        ...

    async def renew(self, name: str, token: int, seconds: float) -> bool:
        """So many seconds from now; False, and nothing done, where the token is no longer good."""
        ...

    async def release(self, name: str, token: int) -> None:
        """Let others in, unless they are already."""
        ...


class Counters(Protocol):
    """Numbers that all processes count together; each is forgotten some time after it was first counted."""

    async def add(self, name: str, amount: int, seconds: int, *, most: int | None = None) -> bool:
        """Add to a count that begins at 0 and never falls below it; False, and nothing added, where it would exceed `most`."""
        ...


async def add_to_all(counters: Counters, counts: Sequence[tuple[str, int]], amount: int, seconds: int) -> str:
    """Add to several counts, each with the most that it may come to, or to none; gives the first that is full, else ""."""
    for at, (name, most) in enumerate(counts):
        if not await counters.add(name, amount, seconds, most=most):
            for other, _ in counts[:at]:
                await counters.add(other, -amount, seconds)
            return name
    return ""


@asynccontextmanager
async def keeping(leases: Leases, name: str, token: int, seconds: float) -> AsyncIterator[None]:
    """Renew a lease while the work inside goes on, and release it at the end.

    The work is cancelled and `Superseded` raised once the lease is lost, or may be, since it couldn't be renewed in
    time: so there are never two who believe that they have it.
    """
    deadline = asyncio.timeout(seconds)
    try:
        async with deadline:
            renewing = asyncio.create_task(_renewed(leases, name, token, seconds, deadline))
            try:
                yield
            finally:
                renewing.cancel()
                await asyncio.wait([renewing])
                await _released(leases, name, token)
    except TimeoutError:
        if deadline.expired():
            raise Superseded from None
        raise


@asynccontextmanager
async def leased(leases: Leases, name: str, seconds: float, *, pause: float = 0.5) -> AsyncIterator[None]:
    """Wait until nobody else is in here under this name, in any process, and keep others out meanwhile.

    Raises `Superseded` as `keeping` does.
    """
    while (token := await leases.acquire(name, seconds)) is None:  # noqa: ASYNC110 - the event is in another process
        await asyncio.sleep(pause)
    async with keeping(leases, name, token, seconds):
        yield


async def _renewed(leases: Leases, name: str, token: int, seconds: float, deadline: asyncio.Timeout) -> None:
    clock = asyncio.get_running_loop().time
    while True:
        await asyncio.sleep(seconds / 3)
        began = clock()
        try:
            is_good = await leases.renew(name, token, seconds)
        except StoreAway:
            continue
        deadline.reschedule(began + seconds if is_good else began)
        if not is_good:
            return


async def _released(leases: Leases, name: str, token: int) -> None:
    try:
        await leases.release(name, token)
    except StoreAway:
        return  # it ends by itself
