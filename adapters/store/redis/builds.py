"""Which roundups were ordered, who makes each, and what came of it, in Redis.

Owns, in one slot a roundup: `paperround:{built:KEY}:order`; `paperround:{built:KEY}:lock`, whose value is its holder's
fencing token and which expires within a minute without a sign of life; `paperround:{built:KEY}:fence`, the last token
given; `paperround:{built:KEY}:result`, what was made; and `paperround:{built:KEY}:trouble`, why nothing was made so far.
All but the lock expire after two weeks.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - msgspec reads the annotations
from typing import TYPE_CHECKING

import msgspec
from typing_extensions import override

from adapters.store.ledger import BuildFailure, BuildLease, Built
from adapters.store.redis import keys, scripts
from adapters.store.redis.packing import Unreadable, pack, report, unpack

if TYPE_CHECKING:
    from adapters.store.redis.link import RedisLink

LIFETIME = 45
_TWO_WEEKS = 14 * 86_400


class _Trouble(msgspec.Struct):
    sentence: str
    first: datetime
    again: datetime


_troubles = msgspec.json.Decoder(_Trouble)


class RedisBuildLease(Built, BuildLease):
    """Only the newest token can keep a result, however long an older holder was asleep."""

    def __init__(self, link: RedisLink, *, lifetime: int = LIFETIME) -> None:
        self._link = link
        self._lifetime = lifetime

    @override
    async def order(self, key: str, order: str) -> None:
        await self._link.ask("SET", keys.built(key, "order"), order, "EX", _TWO_WEEKS)

    @override
    async def ordered(self, key: str) -> str | None:
        order = await self._link.ask("GET", keys.built(key, "order"))
        return None if order is None else order.decode()

    @override
    async def result(self, key: str) -> str | BuildFailure | None:
        at = keys.built(key, "trouble")
        result, trouble = await self._link.ask("MGET", keys.built(key, "result"), at)
        if result is not None:
            return str(result.decode())
        if trouble is None:
            return None
        try:
            kept = unpack(trouble, _troubles)
        except Unreadable as error:
            report(at, error)
            return None
        return BuildFailure(sentence=kept.sentence, first=kept.first, again=kept.again)

    @override
    async def begin(self, key: str) -> int | None:
        ours = (keys.built(key, "lock"), keys.built(key, "fence"))
        token = await self._link.ask("EVAL", scripts.BUILT_BEGIN, 2, *ours, self._lifetime, _TWO_WEEKS)
        return None if token is None else int(token)

    @override
    async def extend(self, key: str, token: int) -> bool:
        lock = keys.built(key, "lock")
        return bool(await self._link.ask("EVAL", scripts.IF_MINE_EXPIRE, 1, lock, token, self._lifetime))

    @override
    async def finish(self, key: str, token: int, result: str) -> bool:
        return await self._end(key, token, "result", result)

    @override
    async def fail(self, key: str, token: int, trouble: BuildFailure) -> None:
        kept = pack(_Trouble(sentence=trouble.sentence, first=trouble.first, again=trouble.again))
        await self._end(key, token, "trouble", kept)

    async def _end(self, key: str, token: int, kind: str, value: str | bytes) -> bool:
        ours = (keys.built(key, "lock"), keys.built(key, "fence"), keys.built(key, kind))
        return bool(await self._link.ask("EVAL", scripts.BUILT_FINISH, 3, *ours, token, value, _TWO_WEEKS))
