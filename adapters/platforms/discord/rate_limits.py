"""When Discord may be asked again: the limits that its own headers tell, per route and for all of the bot."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

A_SECOND = 49
"""Requests a second; Discord allows a bot fifty."""
_MOST = 4_096


@dataclass(slots=True, eq=False)
class _Bucket:
    """One limit: what is left of it, and when it is whole again."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    left: int = 1
    whole_at: float = 0.0

    def wait(self, now: float) -> float:
        return max(self.whole_at - now, 0.0) if self.left <= 0 else 0.0


class RateLimitBuckets:
    """All limits of one bot in one process.

    Requests that share a limit go one after another, so that what is left is known before each; a channel's limits are
    its own, so channels never wait for each other.
    """

    def __init__(self, a_second: float = A_SECOND) -> None:
        self._gap = 1 / a_second
        self._names: dict[str, str] = {}
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self._next = 0.0
        self._closed_until = 0.0

    @asynccontextmanager
    async def turn(self, route: str, major: str, *, counted: bool = True) -> AsyncIterator[None]:
        """Wait until this route may be asked; `counted` is whether it is among the fifty a second."""
        bucket = self._bucket(route, major)
        async with bucket.turn:
            await asyncio.sleep(bucket.wait(_now()))
            if counted:
                await self._pace()
            yield

    async def _pace(self) -> None:
        await self._slot()
        if self._closed_until > _now():
            await self._slot()

    async def _slot(self) -> None:
        """Wait for the next of the evenly spaced moments at which a request may go."""
        slot = max(self._next, self._closed_until, _now())
        self._next = slot + self._gap
        await asyncio.sleep(max(slot - _now(), 0.0))

    def learn(self, route: str, major: str, headers: Mapping[str, str]) -> None:
        """What an answer says about its limit."""
        name = headers.get("X-RateLimit-Bucket")
        if name and self._names.get(route) != name:
            self._names[route] = name
            # The one whose turn it is moves along, so that whoever waits for it goes on waiting for the same.
            self._buckets.setdefault((name, major), self._buckets.pop((route, major), _Bucket()))
        left, after = _number(headers, "X-RateLimit-Remaining"), _number(headers, "X-RateLimit-Reset-After")
        if left is not None and after is not None:
            bucket = self._bucket(route, major)
            bucket.left, bucket.whole_at = int(left), _now() + after

    def closed(self, route: str, major: str, seconds: float, *, everywhere: bool) -> None:
        """A request was one too many, on its route or for the whole bot."""
        until = _now() + seconds
        if everywhere:
            self._closed_until = max(self._closed_until, until)
            return
        bucket = self._bucket(route, major)
        bucket.left, bucket.whole_at = 0, until

    def _bucket(self, route: str, major: str) -> _Bucket:
        if len(self._buckets) > _MOST:
            now = _now()
            idle = [key for key, one in self._buckets.items() if one.whole_at <= now and not one.turn.locked()]
            for key in idle:
                del self._buckets[key]
        return self._buckets.setdefault((self._names.get(route, route), major), _Bucket())


def _now() -> float:
    return asyncio.get_running_loop().time()


def _number(headers: Mapping[str, str], name: str) -> float | None:
    try:
        return float(headers[name])
    except (KeyError, ValueError):
        return None
