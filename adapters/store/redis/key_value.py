"""Short notes in Redis.

Owns `paperround:note:NAME`, a string that expires when its writer said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.store.ports import KeyValueStore
from adapters.store.redis import keys

if TYPE_CHECKING:
    from adapters.store.redis.link import RedisLink


class RedisKeyValueStore(KeyValueStore):
    """Each note is one key, so that every step is atomic by itself."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def get(self, name: str) -> str | None:
        note = await self._link.ask("GET", keys.note(name))
        return None if note is None else note.decode()

    @override
    async def put(self, name: str, note: str, seconds: int | None) -> None:
        expiry = () if seconds is None else ("EX", seconds)
        await self._link.ask("SET", keys.note(name), note, *expiry)

    @override
    async def claim(self, name: str, note: str, seconds: int) -> bool:
        if await self._link.ask("SET", keys.note(name), note, "NX", "EX", seconds):
            return True
        # The link asks again after a broken connection: then it is our own note that stands there.
        return await self.get(name) == note

    @override
    async def drop(self, name: str) -> bool:
        return bool(await self._link.ask("DEL", keys.note(name)))
