"""Short notes, leases and counters in Redis.

Owns `paperround:note:NAME`, a string that expires when its writer said; `paperround:{lease:NAME}:holder`, which expires
with the lease, and `paperround:{lease:NAME}:last`, the last token, which expires a day later (a token is never below the
clock, so it grows all the same); and `paperround:count:NAME`, which expires some time after it was first counted.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.store.ports import KeyValueStore
from adapters.store.redis import schema, scripts

if TYPE_CHECKING:
    from adapters.store.redis.link import RedisLink


class RedisKeyValueStore(KeyValueStore):
    """Each note is one key, so that every step is atomic by itself; one that never expires outlasts its server."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def get(self, name: str) -> str | None:
        note = await self._link.ask("GET", schema.note(name))
        return None if note is None else note.decode()

    @override
    async def put(self, name: str, note: str, seconds: int | None) -> None:
        expiry = () if seconds is None else ("EX", seconds)
        await self._link.ask("SET", schema.note(name), note, *expiry, lasting=seconds is None)

    @override
    async def claim(self, name: str, note: str, seconds: int) -> bool:
        if await self._link.ask("SET", schema.note(name), note, "NX", "EX", seconds):
            return True
        # The link asks again after a broken connection: then it is our own note that stands there.
        return await self.get(name) == note

    @override
    async def drop(self, name: str) -> bool:
        return bool(await self._link.ask("DEL", schema.note(name), lasting=True))

    @override
    async def acquire(self, name: str, seconds: float) -> int | None:
        caller = secrets.token_hex(8)  # the link may ask twice: then the lease that stands is our own
        ours = (schema.lease(name, "holder"), schema.lease(name, "last"))
        token = await self._link.script(scripts.LEASE_ACQUIRE, ours, caller, int(seconds * 1000))
        return None if token is None else int(token)

    @override
    async def renew(self, name: str, token: int, seconds: float) -> bool:
        ours = (schema.lease(name, "holder"),)
        return bool(await self._link.script(scripts.LEASE_RENEW, ours, token, int(seconds * 1000)))

    @override
    async def release(self, name: str, token: int) -> None:
        await self._link.script(scripts.LEASE_RELEASE, (schema.lease(name, "holder"),), token)

    @override
    async def add(self, name: str, amount: int, seconds: int, *, most: int | None = None) -> bool:
        limit = "" if most is None else most
        return bool(await self._link.script(scripts.COUNT, (schema.count(name),), amount, seconds, limit))
