"""Finished roundups in Redis, and where they were shown.

Owns `paperround:roundup:ID`, a hash of a roundup's topic and its body; `paperround:{channel}:thread:THREAD`, the id
of the roundup in whose thread one is; and `paperround:{channel}:last` with `paperround:{channel}:last:TOPIC`, sorted
sets of roundup ids scored by the time they were shown. All expire after four months.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from typing_extensions import override

from adapters.store.ports import Roundups
from adapters.store.redis import keys
from adapters.store.redis.packing import Unreadable, press, report, unpress
from adapters.store.redis.roundup_record import RoundupRecord, identity, keep, restore
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.chat import Channel
    from adapters.store.redis.link import Command, RedisLink
    from digest.roundup import Roundup

_records = msgspec.json.Decoder(RoundupRecord)


class RedisRoundups(Roundups):
    """A roundup is kept under a name made of its content, so keeping it twice is keeping it once."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def keep(self, roundup: Roundup) -> str:
        kept = keep(roundup)
        roundup_id = identity(kept)
        key, body = keys.roundup(roundup_id), press(kept)
        topic = keys.folded(roundup.topic.name)
        await self._link.whole([("HSET", key, "topic", topic, "body", body), ("EXPIRE", key, keys.FOUR_MONTHS)])
        return roundup_id

    @override
    async def get(self, roundup_id: str) -> Roundup | None:
        key = keys.roundup(roundup_id)
        body = await self._link.ask("HGET", key, "body")
        if body is None:
            return None
        try:
            return restore(unpress(body, _records))
        except (Unreadable, Misunderstood, LookupError, ValueError) as error:
            report(key, error)
            return None

    @override
    async def shown(self, channel: Channel, thread: str, roundup_id: str, when: datetime) -> None:
        topic = _text(await self._link.ask("HGET", keys.roundup(roundup_id), "topic"))
        tag, at = keys.tag(channel), when.timestamp()
        lasts = [_last(tag, None)] + ([_last(tag, topic)] if topic is not None else [])
        commands: list[Command] = [("SET", _thread(tag, thread), roundup_id, "EX", keys.FOUR_MONTHS)]
        for key in lasts:
            commands.append(("ZADD", key, "GT", at, roundup_id))
            commands.append(("ZREMRANGEBYSCORE", key, "-inf", f"({at - keys.FOUR_MONTHS}"))
            commands.append(("EXPIRE", key, keys.FOUR_MONTHS))
        await self._link.whole(commands)

    @override
    async def in_thread(self, channel: Channel, thread: str) -> str | None:
        key = _thread(keys.tag(channel), thread)
        return _text(await self._link.ask("GET", key))

    @override
    async def last(self, channel: Channel, topic: str | None) -> str | None:
        key = _last(keys.tag(channel), topic)
        newest = await self._link.ask("ZREVRANGE", key, 0, 0)
        return _text(newest[0]) if newest else None


def _thread(tag: str, thread: str) -> str:
    return keys.of_channel(tag, "thread", thread)


def _last(tag: str, topic: str | None) -> str:
    return keys.of_channel(tag, "last", *([] if topic is None else [keys.folded(topic)]))


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()
