"""Notes that outlast a command, each a file in one folder; leases and counters are the process's own."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

import msgspec
from typing_extensions import override

from adapters.store.memory.key_value import InMemoryKeyValue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class _Note(msgspec.Struct):
    name: str
    note: str
    until: float | None


class FileKeyValueStore(InMemoryKeyValue):
    """For one process at a time; a folder that can't be read or written is one without notes.

    Args:
        folder: Made when something is kept.
        now: Seconds by a clock that other processes share.
    """

    def __init__(self, folder: Path, now: Callable[[], float]) -> None:
        super().__init__()
        self._folder = folder
        self._now = now

    @override
    async def get(self, name: str) -> str | None:
        try:
            kept = msgspec.json.decode(await asyncio.to_thread(self._file(name).read_bytes), type=_Note)
        except (OSError, msgspec.DecodeError):
            return await super().get(name)
        return kept.note if kept.name == name and not self._is_over(kept) else None

    @override
    async def put(self, name: str, note: str, seconds: int | None) -> None:
        until = None if seconds is None else self._now() + seconds
        try:
            await asyncio.to_thread(self._write, self._file(name), _Note(name=name, note=note, until=until))
        except OSError:
            await super().put(name, note, seconds)

    @override
    async def drop(self, name: str) -> bool:
        was_there = await self.get(name) is not None
        await asyncio.to_thread(self._file(name).unlink, missing_ok=True)
        return await super().drop(name) or was_there

    def _write(self, file: Path, note: _Note) -> None:
        """Whole or not at all, and what has run out goes with it."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = file.with_suffix(f".{uuid4().hex[:8]}")
        beside.write_bytes(msgspec.json.encode(note))
        beside.replace(file)
        for other in self._folder.glob("*.json"):
            try:
                if self._is_over(msgspec.json.decode(other.read_bytes(), type=_Note)):
                    other.unlink(missing_ok=True)
            except (OSError, msgspec.DecodeError):
                continue

    def _is_over(self, note: _Note) -> bool:
        return note.until is not None and note.until <= self._now()

    def _file(self, name: str) -> Path:
        return self._folder / f"{sha256(name.encode()).hexdigest()[:32]}.json"
