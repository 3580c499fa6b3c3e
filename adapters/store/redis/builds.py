"""Which roundups were ordered, and what came of each, in Redis.

Owns, in one slot a roundup: `paperround:{built:KEY}:order`; `paperround:{built:KEY}:result`, what was made;
`paperround:{built:KEY}:failure`, why nothing was made so far; and `paperround:{built:KEY}:fence`, the highest token that
either was written under. All expire after two weeks.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - msgspec reads the annotations
from typing import TYPE_CHECKING

import msgspec
from typing_extensions import override

from adapters.store.ledger import BuildFailure, Built, Superseded
from adapters.store.redis import keys, scripts
from adapters.store.redis.packing import Unreadable, pack, report, unpack

if TYPE_CHECKING:
    from adapters.store.redis.link import RedisLink

_TWO_WEEKS = 14 * 86_400


class _Failure(msgspec.Struct):
    sentence: str
    first: datetime
    again: datetime


_failures = msgspec.json.Decoder(_Failure)


class RedisBuilt(Built):
    """Only the newest token can keep a result, however long an older holder was asleep."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def order(self, key: str, order: str) -> None:
        await self._link.ask("SET", keys.built(key, "order"), order, "EX", _TWO_WEEKS)

    @override
    async def ordered(self, key: str) -> str | None:
        order = await self._link.ask("GET", keys.built(key, "order"))
        return None if order is None else order.decode()

    @override
    async def result(self, key: str) -> str | BuildFailure | None:
        at = keys.built(key, "failure")
        result, failure = await self._link.ask("MGET", keys.built(key, "result"), at)
        if result is not None:
            return str(result.decode())
        if failure is None:
            return None
        try:
            kept = unpack(failure, _failures)
        except Unreadable as error:
            report(at, error)
            return None
        return BuildFailure(sentence=kept.sentence, first=kept.first, again=kept.again)

    @override
    async def finish(self, key: str, token: int, result: str) -> None:
        await self._keep(key, token, "result", result)

    @override
    async def fail(self, key: str, token: int, failure: BuildFailure) -> None:
        kept = pack(_Failure(sentence=failure.sentence, first=failure.first, again=failure.again))
        await self._keep(key, token, "failure", kept)

    async def _keep(self, key: str, token: int, kind: str, value: str | bytes) -> None:
        ours = (keys.built(key, "fence"), keys.built(key, kind))
        if not await self._link.script(scripts.BUILT_KEEP, ours, token, value, _TWO_WEEKS):
            raise Superseded
