"""The pause between two requests to a source, kept in Redis for all processes of an installation.

Owns `paperround:{gate:SOURCE}:holder`, whose request is under way, and `paperround:{gate:SOURCE}:free`, the server's time
of the next turn. Both expire within minutes, so a process that dies with the turn in its hands doesn't keep it.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.errors import StoreAway
from adapters.sources.ports import PAUSE, SourceRateLimit
from adapters.store.redis import scripts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.store.redis.link import RedisLink

_LONGEST_REQUEST = 180.0
_LONGEST_NAP = 1.0


class RedisSourceRateLimit(SourceRateLimit):
    """One turn at a time, one in so many seconds, by the server's clock."""

    def __init__(
        self, link: RedisLink, source: str, *, pause: float = PAUSE, longest: float = _LONGEST_REQUEST
    ) -> None:
        self._link = link
        self._holder, self._free = (f"paperround:{{gate:{source.casefold()}}}:{key}" for key in ("holder", "free"))
        self._pause = pause
        self._longest = int(longest * 1000)
        # One asks for all tasks of this process: the others would only ask in vain.
        self._here = asyncio.Lock()

    @override
    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        async with self._here:
            token = secrets.token_hex(8)
            try:
                while wait := await self._ask(token):  # noqa: ASYNC110 - the event is on the server
                    await asyncio.sleep(min(wait / 1000, _LONGEST_NAP))
                yield
            finally:
                await self._give_back(token)

    async def _ask(self, token: str) -> int:
        """Milliseconds until it makes sense to ask again; 0 when it is our turn."""
        said = (token, self._longest, self._pause)
        return int(await self._link.script(scripts.GATE_TAKE, (self._holder, self._free), *said))

    async def _give_back(self, token: str) -> None:
        try:
            await self._link.script(scripts.IF_MINE_DELETE, (self._holder,), token)
        except StoreAway:
            return  # it expires by itself, and what was read is not to be lost for it
