"""Keeps the chat platforms connected: what ends is said, and begun again, and stops no other."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from typing import TYPE_CHECKING

from adapters.errors import PlatformAway, PlatformRefused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from adapters.chat import Platform

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 300.0
_STOOD = 60.0
"""Seconds after which a connection counts as a good one, so that the next wait is short again."""

_log = logging.getLogger(__name__)


class ConnectionSupervisor:
    """Listens on every platform until told to stop.

    `sleep` waits for some seconds, `now` counts them, and `jitter` shortens a wait by chance, so that many processes don't
    come back in the same moment; all are for tests to replace.
    """

    def __init__(
        self,
        platforms: Mapping[str, Platform],
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        now: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._platforms = platforms
        self._sleep = sleep
        self._now = now
        self._jitter = jitter
        self._refused: dict[str, PlatformRefused] = {}

    def disconnected(self) -> tuple[str, ...]:
        """The names of the platforms whose people aren't heard at this moment."""
        return tuple(name for name, platform in self._platforms.items() if not platform.is_connected)

    async def listen(self, stop: asyncio.Event) -> None:
        """Raises `PlatformRefused` once no platform is left that would have the bot; one that is merely away is waited for."""
        tasks = [asyncio.create_task(self._keep_listening(name)) for name in self._platforms]
        stopping = asyncio.create_task(stop.wait())
        try:
            done, _ = await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stopping}:
                task.result()
        finally:
            for task in (*tasks, stopping):
                task.cancel()
            await asyncio.gather(*tasks, stopping, return_exceptions=True)

    async def _keep_listening(self, name: str) -> None:
        wait = _FIRST_WAIT
        while True:
            began = self._now()
            refused = await self._listen_once(name)
            if self._now() - began > _STOOD:
                wait = _FIRST_WAIT
            if refused:
                wait = _LONGEST_WAIT
            await self._sleep(wait * (1 - self._jitter() / 2))
            wait = min(wait * 2, _LONGEST_WAIT)

    async def _listen_once(self, name: str) -> bool:
        """Listen until it ends, and say why; whether it was because the platform won't have the bot."""
        log = {"platform": name}
        self._refused.pop(name, None)
        try:
            await self._platforms[name].listen()
        except PlatformRefused as refused:
            self._refused[name] = refused
            if len(self._refused) == len(self._platforms):
                raise
            _log.error("%s I'll look again in five minutes.", refused, extra=log)
        except PlatformAway as away:
            _log.warning("%s I keep trying.", away, extra=log)
        except Exception:  # noqa: BLE001 - the boundary: whatever a platform's library throws, the others go on
            _log.exception("listening ended; it is begun again", extra=log)
        else:
            _log.error("listening ended without a reason; it is begun again", extra=log)
        return name in self._refused
