"""Secrets that stand in addresses, always the same for the same thing: who has one may do what it is for, and nothing else."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.store.ports import KeyValueStore

_LASTS = 400 * 86_400
"""Seconds after the last use in which a token still says what it is for."""


class LastingTokens:
    """Those of one kind, on the notes `KIND:…` and `KINDs:…` that all processes share; raises `StoreAway` as they do."""

    def __init__(self, key_values: KeyValueStore, kind: str, length: int) -> None:
        """`length` is in characters, an even number of them."""
        self._key_values = key_values
        self._kind = kind
        self._length = length

    async def of(self, name: str, meaning: str) -> str:
        """The token of what has this name; whoever has it is told the meaning."""
        note = f"{self._kind}s:{name}"
        token = await self._key_values.get(note)
        if token is None:
            mine = secrets.token_hex(self._length // 2)
            token = mine if await self._key_values.claim(note, mine, _LASTS) else None
        token = token or await self._key_values.get(note) or ""
        await self._key_values.put(note, token, _LASTS)
        await self._key_values.put(f"{self._kind}:{token}", meaning, _LASTS)
        return token

    async def meaning(self, token: str) -> str | None:
        """What a token is for; None for any other text, which is looked up all the same, so that nobody learns its form."""
        found = await self._key_values.get(f"{self._kind}:{token[: self._length]}")
        return found if len(token) == self._length else None
