"""How an answer reaches people: a word after a moment where it takes its time, and each message once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from adapters.errors import Uncertain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from adapters.chat import Reply


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
