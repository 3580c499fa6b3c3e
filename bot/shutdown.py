"""Work that ends in good order when it is told to: the store it opened is closed, and what is temporary is removed."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")
_SIGNALS = (signal.SIGTERM, signal.SIGHUP)  # a terminal window that is closed hangs up


def run(work: Coroutine[object, object, T]) -> T:
    """The result of the work; raises KeyboardInterrupt where ^C, SIGTERM or the end of the terminal came before it."""
    try:
        return asyncio.run(_listening(work))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


async def _listening(work: Coroutine[object, object, T]) -> T:
    loop, task = asyncio.get_running_loop(), asyncio.ensure_future(work)
    for signal_number in _SIGNALS:
        loop.add_signal_handler(signal_number, task.cancel)
    try:
        return await task
    finally:
        for signal_number in _SIGNALS:
            loop.remove_signal_handler(signal_number)
