"""Replies that are told in more detail once that was read: shown at once, then changed where they stand, or added to."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Heading, Paragraph, Part, Rows
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from adapters.chat import Block, Reply

    Show = Callable[[Reply], Awaitable[None]]
    Grow = Callable[[Reply, Reply], Awaitable[None]]
    """Given what was shown, and what it says now."""

_A_BLINK = 0.15
"""Seconds in which nobody sees that a reply came in two steps."""
_log = logging.getLogger(__name__)


async def show_growing(reply: Reply, show: Show, grow: Grow) -> None:
    """Show a reply at once, and have it grow when there is more; raises what `show` raises."""
    if reply.fuller is None:
        await show(reply)
        return
    growing = asyncio.ensure_future(_fuller(reply.fuller))
    try:
        await asyncio.wait([growing], timeout=_A_BLINK)
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
