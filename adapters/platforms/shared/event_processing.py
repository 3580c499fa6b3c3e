"""How what people ask is answered: each event once, in the background, each message once, in more detail as it is read."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from adapters.chat import Heading, Paragraph, Part, Rows
from adapters.errors import StoreAway, Uncertain
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Mapping

    from adapters.chat import Block, Reply
    from adapters.store.ports import KeyValueStore

    Work = Callable[["ClaimSteps"], Awaitable[None]]
    Show = Callable[[Reply], Awaitable[None]]
    Grow = Callable[[Reply, Reply], Awaitable[None]]
    """Given what was shown, and what it says now."""

KEPT_SECONDS = 600
"""Seconds for which an answer is remembered: the last copy, one of Slack's, comes after some six minutes."""
LEASE_SECONDS = 45
"""Seconds after which another process may take over from one that died."""
_DONE = "done"
_UNSEEN_SECONDS = 0.15
"""Seconds in which nobody sees that a reply came in two steps."""
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


class ClaimSteps:
    """What has been done of one piece of work, so that a second try goes on where the first one ended."""

    def __init__(self, key_values: KeyValueStore, name: str) -> None:
        self._key_values = key_values
        self._name = name

    async def take(self, step: str, do: Callable[[], Awaitable[str]]) -> str:
        """Do it, or say what it came to when it was done."""
        name = f"{self._name}:{step}"
        before = await _or_none(self._key_values.get(name))
        if before is not None:
            return before
        result = await do()
        await _or_none(self._key_values.put(name, result, KEPT_SECONDS))
        return result

    async def result(self, step: str) -> str | None:
        """What a step came to; None where it wasn't done."""
        return await _or_none(self._key_values.get(f"{self._name}:{step}"))


class Deduplicator:
    """Lets one copy of each piece of work through; while the store is away, all of them."""

    def __init__(
        self, key_values: KeyValueStore, platform: str, *, lease: float = LEASE_SECONDS, pause: float = 0.2
    ) -> None:
        """`pause` is how many seconds a second copy waits before it asks again whether the first one is done."""
        self._key_values = key_values
        self._platform = platform
        self._lease = lease
        self._pause = pause

    async def do(self, key: str, work: Work) -> None:
        """Do the work unless it has been done; wait for another process that is at it, and take over if it fails."""
        name = f"{self._platform}:{key}"
        while True:
            try:
                if await self._key_values.get(name) == _DONE:
                    return
                token = await self._key_values.acquire(name, self._lease)
            except StoreAway:
                await work(ClaimSteps(self._key_values, name))
                return
            if token is not None:
                break
            await asyncio.sleep(self._pause)
        async with self._leased(name, token):
            if await _or_none(self._key_values.get(name)) != _DONE:  # it may have been done since we looked
                await work(ClaimSteps(self._key_values, name))
                await _or_none(self._key_values.put(name, _DONE, KEPT_SECONDS))

    async def is_first(self, key: str, seconds: int) -> bool:
        """Whether nobody has taken this in so many seconds, for what can't be taken up by another process later."""
        try:
            return await self._key_values.claim(f"{self._platform}:{key}", secrets.token_hex(8), seconds)
        except StoreAway:
            return True

    @contextlib.asynccontextmanager
    async def _leased(self, name: str, token: int) -> AsyncIterator[None]:
        """Keep the lease as long as the store can be reached; an answer is given rather twice than not at all."""
        renewal = asyncio.create_task(self._renew(name, token))
        try:
            yield
        finally:
            renewal.cancel()
            await asyncio.wait([renewal])
            await _or_none(self._key_values.release(name, token))

    async def _renew(self, name: str, token: int) -> None:
        while True:
            await asyncio.sleep(self._lease / 3)
            await _or_none(self._key_values.renew(name, token, self._lease))


async def _or_none(note: Awaitable[str | bool | None]) -> str | None:
    """A note where the store has it; while it is away, work goes on without."""
    try:
        found = await note
    except StoreAway as away:
        _log.warning("answers may be doubled while the store is away: %s", away)
        return None
    return found if isinstance(found, str) else None


async def show_growing(reply: Reply, show: Show, grow: Grow) -> None:
    """Show a reply at once, and have it grow when there is more; raises what `show` raises."""
    if reply.fuller is None:
        await show(reply)
        return
    growing = asyncio.ensure_future(_fuller(reply.fuller))
    try:
        await asyncio.wait([growing], timeout=_UNSEEN_SECONDS)
        if growing.done():
            await show(growing.result() or reply)
            return
        await show(reply)
        if (grown := await growing) is not None:
            await _grown(grow(reply, grown))
    finally:
        growing.cancel()


async def _fuller(fuller: Callable[[], Awaitable[Reply | None]]) -> Reply | None:
    try:
        return await fuller()
    except PaperroundError as away:
        _log.info("nothing is added to an answer: %s", away)
        return None


async def _grown(growth: Awaitable[None]) -> None:
    """What stands there stays where it can't be changed any more, as when somebody removed it."""
    try:
        await growth
    except PaperroundError as refused:
        _log.info("an answer doesn't grow: %s", refused)


def additions(before: Reply, after: Reply) -> Iterator[Part]:
    """What a reply says now that it didn't say before, by part, for where nothing that was shown can be changed."""
    for old, new in zip(before.parts, after.parts, strict=False):
        fresh = tuple(_fresh(old.blocks, new.blocks))
        links = tuple(link for link in new.links if link not in old.links)
        if fresh or links:
            title = next((block.text for block in new.blocks if isinstance(block, Heading)), "")
            heading = (Heading(f"More on {title}"),) if title else ()
            yield Part(blocks=(*heading, *fresh), links=links)


def _fresh(old: tuple[Block, ...], new: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks that are new, each under the label that it stands under, and the rows that are."""
    known = {row for block in old if isinstance(block, Rows) for row in block.rows}
    above: Block | None = None
    for block in new:
        if isinstance(block, Rows):
            if rows := tuple(row for row in block.rows if row not in known):
                yield replace(block, rows=rows)
        elif block not in old:
            if above is not None:
                yield above
            yield block
        above = block if _is_label(block) and block in old else None


def _is_label(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(block.text) == 1 and block.text[0].style == "strong"
