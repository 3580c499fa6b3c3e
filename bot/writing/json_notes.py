"""Notes in the store that hold what models said, by the name of what they said it of; a torn note is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.store.ports import KeyValueStore

V = TypeVar("V")


class JsonNotes(Generic[V]):
    """Mappings from text to values of one type, as JSON, each kept for so many seconds."""

    def __init__(self, key_values: KeyValueStore, values: type[V], seconds: int) -> None:
        self._key_values = key_values
        self._decoder: msgspec.json.Decoder[dict[str, V]] = msgspec.json.Decoder(dict[str, values])  # type: ignore[valid-type]  # known when it runs
        self._seconds = seconds

    async def get(self, name: str) -> dict[str, V]:
        """What a note holds; nothing where there is none, or none that can be read."""
        note = await self._key_values.get(name)
        try:
            return self._decoder.decode(note) if note else {}
        except msgspec.DecodeError:
            return {}

    async def put(self, name: str, values: Mapping[str, V]) -> None:
        """Keep these in place of what was there."""
        await self._key_values.put(name, msgspec.json.encode(values).decode(), self._seconds)
