"""Notes in memory, for work without a store."""

from __future__ import annotations

from typing_extensions import override

from adapters.store.ports import KeyValueStore


class InMemoryKeyValue(KeyValueStore):
    """What is noted stays while the program runs, however short it was meant to."""

    def __init__(self) -> None:
        self._notes: dict[str, str] = {}

    @override
    async def get(self, name: str) -> str | None:
        return self._notes.get(name)

    @override
    async def put(self, name: str, note: str, seconds: int | None) -> None:
        self._notes[name] = note

    @override
    async def claim(self, name: str, note: str, seconds: int) -> bool:
        return self._notes.setdefault(name, note) == note

    @override
    async def drop(self, name: str) -> bool:
        return self._notes.pop(name, None) is not None
