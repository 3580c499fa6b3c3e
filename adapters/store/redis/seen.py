"""What channels were shown, in Redis.

Owns `paperround:{channel}:seen`, a sorted set of paper ids scored by the time they were shown last. It is trimmed to
four months at every addition and expires four months after the last one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.store.ports import Seen
from adapters.store.redis import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from adapters.chat import Channel
    from adapters.store.redis.link import RedisLink


class RedisSeen(Seen):
    """One script to add, one command to ask."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def add(self, channel: Channel, ids: Iterable[str], when: datetime) -> None:
        key, scored = _key(channel), [part for one in ids for part in (when.timestamp(), one)]
        if scored:
            await self._link.whole(
                [
                    ("ZADD", key, "GT", *scored),
                    ("ZREMRANGEBYSCORE", key, "-inf", f"({_oldest(when)}"),
                    ("EXPIRE", key, keys.FOUR_MONTHS),
                ]
            )

    @override
    async def unseen(self, channel: Channel, ids: Sequence[str], when: datetime) -> tuple[str, ...]:
        if not ids:
            return ()
        key, oldest = _key(channel), _oldest(when)
        shown = await self._link.ask("ZMSCORE", key, *ids)
        return tuple(one for one, at in zip(ids, shown, strict=True) if at is None or at < oldest)


def _key(channel: Channel) -> str:
    return keys.of_channel(keys.tag(channel), "seen")


def _oldest(when: datetime) -> float:
    return when.timestamp() - keys.FOUR_MONTHS
