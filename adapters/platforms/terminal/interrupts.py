"""^C while something is being done: it ends that, not the program."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

T = TypeVar("T")


class Interrupted(Exception):  # noqa: N818 - somebody pressed ^C; nobody made an error
    """Raised when ^C ended the work that was waited for."""


async def interruptible(work: Coroutine[object, object, T]) -> T:
    """The result of the work; raises Interrupted if ^C is pressed before it is there."""
    task = asyncio.ensure_future(work)
    with _on_interrupt(task):
        try:
            return await task
        except asyncio.CancelledError:
            if task.cancelled() and not _being_cancelled():
                raise Interrupted from None
            task.cancel()
            raise


def _being_cancelled() -> bool:
    """Whether it is the waiting task itself that somebody wants to end."""
    waiting = asyncio.current_task()
    return waiting is not None and waiting.cancelling() > 0


@contextlib.contextmanager
def _on_interrupt(task: asyncio.Future[T]) -> Iterator[None]:
    """Let ^C cancel the task for now, and put back whatever ^C did before."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, task.cancel)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, before)
