"""Notes, leases and counters in memory, for work without a store."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.store.ports import KeyValueStore

if TYPE_CHECKING:
    from collections.abc import Callable


class InMemoryKeyValue(KeyValueStore):
    """As the real one has them, for one process.

    Args:
        seconds: A clock that only ever goes forward.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._until: dict[str, float] = {}
        self._tokens: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self.notes: dict[str, str] = {}

    @override
    async def get(self, name: str) -> str | None:
        self._forget()
        return self.notes.get(name)

    @override
    async def put(self, name: str, note: str, seconds: int | None) -> None:
        self.notes[name] = note
        self._until.pop(f"note {name}", None)
        if seconds is not None:
            self._until[f"note {name}"] = self._seconds() + seconds

    @override
    async def claim(self, name: str, note: str, seconds: int) -> bool:
        if await self.get(name) is None:
            await self.put(name, note, seconds)
        return await self.get(name) == note

    @override
    async def drop(self, name: str) -> bool:
        self._forget()
        return self.notes.pop(name, None) is not None

    @override
    async def acquire(self, name: str, seconds: float) -> int | None:
        self._forget()
        if f"lease {name}" in self._until:
            return None
        self._until[f"lease {name}"] = self._seconds() + seconds
        self._tokens[name] = self._tokens.get(name, 0) + 1
        return self._tokens[name]

    @override
    async def renew(self, name: str, token: int, seconds: float) -> bool:
        is_good = self._is_good(name, token)
        if is_good:
            self._until[f"lease {name}"] = self._seconds() + seconds
        return is_good

    @override
    async def release(self, name: str, token: int) -> None:
        if self._is_good(name, token):
            del self._until[f"lease {name}"]

    @override
    async def add(self, name: str, amount: int, seconds: int, *, most: int | None = None) -> bool:
        self._forget()
        count = max(0, self._counts.get(name, 0) + amount)
        if most is not None and count > most:
            return False
        self._counts[name] = count
        self._until.setdefault(f"count {name}", self._seconds() + seconds)
        return True

    def _is_good(self, name: str, token: int) -> bool:
        self._forget()
        return f"lease {name}" in self._until and self._tokens[name] == token

    def _forget(self) -> None:
        now = self._seconds()
        for what in [what for what, until in self._until.items() if until <= now]:
            kind, _, name = what.partition(" ")
            del self._until[what]
            if kind == "note":
                self.notes.pop(name, None)
            elif kind == "count":
                self._counts.pop(name, None)
