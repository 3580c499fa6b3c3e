"""Delivery to the fake platform that the bot's own tests post to: it keeps the same contract as the real ones."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Channel
from bot.clock import SystemClock
from tests.bot.fake_platform import FakePlatform
from tests.bot.fakes import part_lines
from tests.platforms.contract import Loss, Place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.bot.fake_platform import Message
    from tests.platforms.contract import Silence

HERE = Channel(platform="test", workspace="lab", id="reading")
LOSSES = {"archived": Loss(words="the channel is archived")}


class MemoryPlace(Place):
    """The fake, whose faults befall one post after the other."""

    def __init__(self) -> None:
        self._fake = FakePlatform(SystemClock())

    @property
    @override
    def platform(self) -> FakePlatform:
        return self._fake

    @property
    @override
    def channel(self) -> Channel:
        return HERE

    @override
    def stands(self, thread: str = "") -> list[str]:
        return [one.id for one in self._messages if one.thread == (thread or None)]

    @override
    def words(self, message: str, thread: str = "") -> str:
        (found,) = (one for one in self._messages if one.id == message)
        return "\n".join(part_lines(found.part))

    @override
    def silence(self, how: Silence, *, after: int) -> None:
        self._fake.faults.extend([*[""] * after, how])

    @override
    def slow_down(self) -> float:
        self._fake.faults.append("long")
        return 300.0

    @override
    def lose(self, how: str) -> None:
        self._fake.archived.add(HERE)

    @property
    def _messages(self) -> list[Message]:
        return self._fake.messages.get(HERE, [])


@asynccontextmanager
async def memory() -> AsyncIterator[MemoryPlace]:
    """An empty channel."""
    yield MemoryPlace()
