"""Connections that end are begun again, each by itself, and an end that nobody can mend is said."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

import pytest

from adapters.errors import PlatformAway, PlatformRefused
from bot.connection_supervisor import ConnectionSupervisor

if TYPE_CHECKING:
    from adapters.chat import Platform


class Line:
    """A platform that only listens: each listening ends as told, the last one stands."""

    def __init__(self, *ends: Exception | None) -> None:
        self.ends = deque(ends)
        self.times = 0
        self.is_connected = False

    async def listen(self) -> None:
        """Stand until cancelled, once all ends are used up."""
        self.times += 1
        if self.ends:
            end = self.ends.popleft()
            if end:
                raise end
            return
        self.is_connected = True
        try:
            await asyncio.Event().wait()
        finally:
            self.is_connected = False


class Waits(list[float]):
    """Waits no time, and remembers for how long it should have."""

    async def sleep(self, seconds: float) -> None:
        """Let others go on."""
        self.append(seconds)
        await asyncio.sleep(0)


def listening(waits: Waits, **lines: Line) -> ConnectionSupervisor:
    """Listening on these, without waiting."""
    platforms: dict[str, Platform] = dict(lines)  # type: ignore[arg-type]  # it only listens
    return ConnectionSupervisor(platforms, sleep=waits.sleep, jitter=lambda: 0.0)


async def until(happened: object) -> None:
    """Wait for something."""
    assert callable(happened)
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0)


@pytest.mark.parametrize("end", [PlatformAway("Gone."), KeyError("guild_id"), None])
async def test_an_end_of_any_kind_is_said_and_begun_again(
    end: Exception | None, caplog: pytest.LogCaptureFixture
) -> None:
    """With waits that grow, and the other platform undisturbed."""
    stop, waits, broken, good = asyncio.Event(), Waits(), Line(end, end, end), Line()
    kept = listening(waits, broken=broken, good=good)
    running = asyncio.create_task(kept.listen(stop))
    await until(lambda: not kept.disconnected())
    stop.set()
    await running

    assert waits == [1.0, 2.0, 4.0]
    assert (broken.times, good.times) == (4, 1)
    assert len(caplog.records) == 3
    assert kept.disconnected() == ("broken", "good")


async def test_a_refusal_waits_for_somebody_to_mend_it_while_another_listens(caplog: pytest.LogCaptureFixture) -> None:
    """It is tried again after five minutes; meanwhile it counts as disconnected."""
    stop, waits, refused = asyncio.Event(), Waits(), Line(PlatformRefused("The token is wrong."))
    kept = listening(waits, refused=refused, good=Line())
    running = asyncio.create_task(kept.listen(stop))
    await until(lambda: refused.is_connected)
    stop.set()
    await running

    assert waits == [300.0]
    assert "The token is wrong. I'll look again in five minutes." in caplog.text


async def test_a_refusal_after_a_long_time_waits_for_somebody_too() -> None:
    """How long the connection stood shortens the wait only for one that is away."""
    hours = iter(range(0, 3600 * 100, 3600))
    stop, waits, line = asyncio.Event(), Waits(), Line(PlatformAway("Gone."), PlatformRefused("The token was reset."))
    kept = ConnectionSupervisor(
        {"line": line, "good": Line()},  # type: ignore[dict-item]  # they only listen
        sleep=waits.sleep,
        now=lambda: float(next(hours)),
        jitter=lambda: 0.0,
    )
    running = asyncio.create_task(kept.listen(stop))
    await until(lambda: line.is_connected)
    stop.set()
    await running

    assert waits == [1.0, 300.0]


async def test_when_no_platform_would_have_the_bot_the_process_ends_with_the_reason() -> None:
    """Waiting on would look like working."""
    no = PlatformRefused("The token is wrong.")
    kept = listening(Waits(), one=Line(*[no] * 100), two=Line(PlatformAway("Gone."), no))

    with pytest.raises(PlatformRefused, match="token is wrong"):
        await kept.listen(asyncio.Event())
