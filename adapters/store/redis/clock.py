"""The store's own time, and since when its present servers are known.

Owns `paperround:{due}:servers`, a hash of the names that the primaries gave to what they hold (`ids`) and of the moment at
which these were first seen (`since`). It never expires.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.store.ledger import StoreClock
from adapters.store.redis import schema, scripts

if TYPE_CHECKING:
    from adapters.store.redis.link import RedisLink

_SERVERS = f"{schema.DUE}:servers"


class RedisClock(StoreClock):
    """A server that restarts, or takes over from another, is known by the new name that it gives to what it holds."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def now(self) -> datetime:
        seconds, microseconds = await self._link.ask("TIME")
        return datetime.fromtimestamp(int(seconds) + int(microseconds) / 1_000_000, UTC)

    @override
    async def served_since(self) -> datetime:
        primaries = await self._link.of_primaries("INFO", "replication")
        ids = " ".join(sorted(str(one["master_replid"]) for one in primaries))
        since = await self._link.script(scripts.SERVED_SINCE, (_SERVERS,), ids)
        return datetime.fromtimestamp(float(since), UTC)
