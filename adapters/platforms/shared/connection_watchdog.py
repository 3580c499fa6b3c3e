"""Watches a connection that its vendor's library holds, since such a library may try for ever or fall silent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_EVERY = 1.0


async def until_lost(ended: asyncio.Future[Any], is_live: Callable[[], bool], longest: Callable[[], float]) -> None:
    """Return when `ended` is done, or when the connection wasn't live for `longest()` seconds on end.

    `longest` is asked at every look, since a library may learn only after a while how long its connecting can take.
    """
    away = 0.0
    while not ended.done() and away < longest():
        await asyncio.wait([ended], timeout=_LOOK_EVERY)
        away = 0.0 if is_live() else away + _LOOK_EVERY


async def end(task: asyncio.Task[Any]) -> None:
    """Cancel `task` until it has ended; how it ended isn't told.

    Once is not enough: `asyncio.wait_for` of Python 3.11, by which libraries connect, swallows a cancellation that comes
    at the moment of a failure, and the library tries again.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=_LOOK_EVERY)
    if not task.cancelled():
        task.exception()
