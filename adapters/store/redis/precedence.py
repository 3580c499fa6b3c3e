"""Lets what somebody waits for go before what nobody does, where both are asked of one store by one process."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NEXT_WITHIN = 0.01
"""Seconds until the next command of an answer, which is one errand with those before it."""
GIVEN_FOR = 0.1
"""Seconds that a command waits at most, so that people who never stop asking don't stop what is due."""


class Precedence:
    """Without it a hundred deliveries under way have an answer wait for its turn of the event loop at each of its steps."""

    def __init__(self) -> None:
        self._under_way = 0
        self._until = 0.0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """While somebody's command is under way."""
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._until = asyncio.get_running_loop().time() + NEXT_WITHIN

    async def given(self) -> None:
        """Wait while somebody goes first."""
        clock = asyncio.get_running_loop().time
        end = clock() + GIVEN_FOR
        while (self._under_way or clock() < self._until) and clock() < end:  # noqa: ASYNC110 - its end is a moment, no event
            await asyncio.sleep(NEXT_WITHIN / 2)
