"""How answers reach people after the acknowledgement: in the background, with a word meanwhile, each message once."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from adapters.chat import Small, plain
from adapters.errors import Uncertain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    from adapters.chat import Part, Reply

_log = logging.getLogger(__name__)


async def told_to_wait(answer: asyncio.Future[Reply], seconds: float, tell: Callable[[], Awaitable[object]]) -> bool:
    """Give an answer so many seconds, then tell the asker that it is on its way; whether they were told."""
    await asyncio.wait([answer], timeout=seconds)
    if answer.done():
        return False
    await tell()
    return True


async def post_once(
    post: Callable[[], Awaitable[str]],
    posted: Callable[[], Awaitable[Mapping[int, str]]],
    part: int,
    *,
    pause: float = 0.0,
) -> str:
    """Post a part and say its message's id, also where the platform leaves open whether it did.

    Then, after a pause in seconds, what stands there is looked for, and the part is posted again only if it doesn't.
    """
    try:
        return await post()
    except Uncertain:
        await asyncio.sleep(pause)
    return (await posted()).get(part) or await post()


class BackgroundTasks:
    """What goes on after a platform has its acknowledgement; nothing of it can fail anything else."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin; what fails is logged."""
        task = asyncio.create_task(self._guarded(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def finish(self, seconds: float) -> None:
        """Let what runs come to its end, and end what doesn't in time."""
        if not self._running:
            return
        _, late = await asyncio.wait(self._running, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception:  # noqa: BLE001 - the boundary: whatever it is, the others go on
            _log.exception("something asked stays unanswered")


def about(note: Part, channel: str, workspace: str) -> Part:
    """A note on a channel, for somebody who may have many; either name is "" where the platform doesn't tell it."""
    where = " in ".join(filter(None, (channel, workspace)))
    return replace(note, blocks=(Small(plain(f"About {where}")), *note.blocks)) if where else note
