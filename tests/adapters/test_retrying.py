"""What another try waits for, and that nobody has to wait for one that is no longer wanted."""

from __future__ import annotations

import asyncio

import pytest
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_fixed

from adapters.errors import TryLater
from adapters.retrying import any_of, asked_for_or, at_least_asked_for, longer_than


class Line:
    """Somebody who is busy, and says for how long; tries and waits are written down."""

    def __init__(self, *asked: float | None) -> None:
        self.asked = list(asked)
        self.slept: list[float] = []
        self.waiting = asyncio.Event()

    async def call(self) -> str:
        """Busy for as long as there is something to ask for."""
        if self.asked:
            raise TryLater("busy", retry_after=self.asked.pop(0))
        return "done"

    async def sleep(self, seconds: float) -> None:
        """Takes no time."""
        self.slept.append(seconds)

    async def forever(self, _: float) -> None:
        """Takes all the time there is."""
        self.waiting.set()
        await asyncio.Event().wait()


async def test_who_says_how_long_is_waited_for() -> None:
    """As long as asked for, or at least as long as one would have waited anyway; so long where nothing is asked for."""
    for rule, slept in ((asked_for_or, [0.5, 2.0, 7.0]), (at_least_asked_for, [2.0, 2.0, 7.0])):
        line = Line(0.5, None, 7.0)
        tries = AsyncRetrying(retry=retry_if_exception_type(TryLater), wait=rule(wait_fixed(2.0)), sleep=line.sleep)

        assert (await tries(line.call), line.slept) == ("done", slept)


async def test_a_wait_that_is_too_long_isnt_begun() -> None:
    """The error itself comes out, with what was asked for."""
    line = Line(3600.0)
    tries = AsyncRetrying(
        wait=asked_for_or(wait_fixed(2.0)),
        stop=any_of(stop_after_attempt(9), longer_than(30.0)),
        sleep=line.sleep,
        reraise=True,
    )

    with pytest.raises(TryLater) as busy:
        await tries(line.call)

    assert (busy.value.retry_after, line.slept) == (3600.0, [])


async def test_cancelling_ends_a_wait_at_once() -> None:
    """Cancelled, not failed, and not tried again."""
    line = Line(None, None)
    tries = AsyncRetrying(wait=wait_fixed(2.0), sleep=line.forever, reraise=True)
    task: asyncio.Task[str] = asyncio.create_task(tries(line.call))
    await line.waiting.wait()

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert line.asked == [None]
