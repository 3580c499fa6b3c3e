"""The way of jobs to workers, on the real server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from taskiq import BrokerMessage

from adapters.store.redis import keys
from adapters.store.redis.stream import StreamBroker

if TYPE_CHECKING:
    from adapters.store.redis.store import Store


def message(text: str) -> BrokerMessage:
    """A message with this text."""
    return BrokerMessage(task_id=text, task_name="job", message=text.encode(), labels={})


async def heard(broker: StreamBroker, count: int) -> list[bytes]:
    """The first messages that a broker hears."""
    found: list[bytes] = []
    listening = broker.listen()
    async with asyncio.timeout(5):
        while len(found) < count:
            found.append(await anext(listening))
    await listening.aclose()
    return found


async def test_each_message_reaches_one_worker_and_leaves_nothing(store: Store) -> None:
    """Messages sent before any worker was there are heard too."""
    sender, worker, other = (StreamBroker(store.link) for _ in range(3))
    await sender.kick(message("before"))
    await worker.startup()
    await other.startup()
    for number in range(20):
        await sender.kick(message(str(number)))

    first = await heard(worker, 8)
    rest = await heard(other, 13)

    assert sorted(first + rest) == sorted([b"before", *(str(n).encode() for n in range(20))])
    assert await store.link.ask("XLEN", f"{keys.JOBS}:stream") == 0
    await worker.shutdown()
    await other.shutdown()


async def test_a_store_that_lost_the_stream_is_listened_to_again(store: Store) -> None:
    """A worker outlives an emptied server."""
    worker = StreamBroker(store.link)
    await worker.startup()
    await store.link.ask("FLUSHALL")
    listening = asyncio.create_task(heard(worker, 1))
    await asyncio.sleep(0.1)
    await worker.kick(message("later"))

    assert await listening == [b"later"]
