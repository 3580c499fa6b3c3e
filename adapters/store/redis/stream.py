"""The way of jobs to workers: a taskiq broker on a Redis stream, over the store's own link.

Owns `paperround:{jobs}:stream`, at most ten thousand messages, each gone when a worker has read it. What must not be
lost is in the book of jobs (`adapters/store/redis/jobs.py`), which sends a job again where its message came to nothing.

taskiq-redis has a stream broker too: it looks for stuck messages only after new ones came, keeps every message for
good, ends with the first broken connection, and needs another class each for Sentinel and for Cluster.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from typing import TYPE_CHECKING, Any

from taskiq import AsyncBroker
from typing_extensions import override

from adapters.errors import StoreAway
from adapters.store.redis import keys

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from taskiq import BrokerMessage

    from adapters.store.redis.link import RedisLink

_STREAM = f"{keys.JOBS}:stream"
_GROUP = "workers"
_MOST = 10_000
_AT_ONCE = 8
_BLOCK = 1000
_REST = 1.0
_CREATE = "return redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM') and 1"

_log = logging.getLogger(__name__)


class StreamBroker(AsyncBroker):
    """Sends to whichever worker reads first."""

    def __init__(self, link: RedisLink) -> None:
        super().__init__()
        self._link = link
        self._name = secrets.token_hex(8)

    @override
    async def startup(self) -> None:
        await super().startup()
        await self._link.ask("EVAL", _CREATE, 1, _STREAM, _GROUP)

    @override
    async def shutdown(self) -> None:
        with contextlib.suppress(StoreAway):
            await self._link.ask("XGROUP", "DELCONSUMER", _STREAM, _GROUP, self._name)
        await super().shutdown()

    @override
    async def kick(self, message: BrokerMessage) -> None:
        await self._link.ask("XADD", _STREAM, "MAXLEN", "~", _MOST, "*", "data", message.message)

    @override
    async def listen(self) -> AsyncGenerator[bytes, None]:
        while True:
            try:
                batch = await self._read()
            except StoreAway:
                _log.warning("no jobs can be read, since the store is away", exc_info=True)
                await asyncio.sleep(_REST)
                with contextlib.suppress(StoreAway):  # a store that lost the stream needs the group again
                    await self._link.ask("EVAL", _CREATE, 1, _STREAM, _GROUP)
                continue
            for data in batch:
                yield data

    async def _read(self) -> Sequence[bytes]:
        asked = ("GROUP", _GROUP, self._name, "COUNT", _AT_ONCE, "BLOCK", _BLOCK, "NOACK", "STREAMS", _STREAM, ">")
        messages = _messages(await self._link.ask("XREADGROUP", *asked))
        if messages:
            await self._link.ask("XDEL", _STREAM, *(name for name, _ in messages))
        return [fields[b"data"] for _, fields in messages]


def _messages(answer: Any) -> list[tuple[bytes, dict[bytes, bytes]]]:  # noqa: ANN401 - the vendor's two shapes
    """The messages of one stream, as either protocol version has them."""
    if not answer:
        return []
    streams = answer.values() if isinstance(answer, dict) else [pairs for _, pairs in answer]
    return [(name, fields) for some in streams for name, fields in _flat(some)]


def _flat(some: Any) -> Any:  # noqa: ANN401 - see above
    """The newer protocol puts a stream's messages one list deeper."""
    return [pair for each in some for pair in each] if some and isinstance(some[0], list) else some
