"""What was posted where, and which papers channels were shown, in Redis.

Owns, all in the channel's slot: `paperround:{channel}:delivery:ID`, a hash of one delivery; `paperround:{channel}:open`
and `paperround:{channel}:closed`, sorted sets of delivery ids scored by their slot; and `paperround:{channel}:fence`, the
token of the newest holder's job. Deliveries expire four months after they were written last; the open ones and the fence
don't. And `paperround:{channel}:seen`, a sorted set of paper ids scored by the time they were shown last, trimmed to four
months at every addition, which expires four months after the last one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.store.ledger import Delivery, FencedWriter, Ledger, Superseded
from adapters.store.ports import FOUR_MONTHS, Seen
from adapters.store.redis import schema, scripts
from adapters.store.redis.schema import report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from adapters.chat import Channel
    from adapters.store.ledger import End
    from adapters.store.redis.lasting_writes import Command
    from adapters.store.redis.link import RedisLink

_PART, _NOTICE = "part:", "notice:"


class RedisLedger(Ledger):
    """One script a step."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def claim(self, delivery: Delivery) -> bool:
        address, slot = delivery.channel.address, delivery.slot.timestamp()
        fields: list[str | float] = ["topic", delivery.topic, "slot", slot, "claimed", delivery.claimed.timestamp()]
        if delivery.asked_by:
            fields += ["asked_by", delivery.asked_by, "roundup", delivery.roundup_id]
        if delivery.maybe_claimed_before:
            fields += ["may_have_begun", "1"]
        ours = [_delivery(address, delivery.id), schema.of_channel(address, "open")]
        known = await self._link.script(
            scripts.LEDGER_CLAIM, ours, slot, delivery.id, FOUR_MONTHS, *fields, lasting=True
        )
        return bool(known)

    @override
    async def get(self, channel: Channel, delivery_id: str) -> Delivery | None:
        found = await self._read(channel, [delivery_id.encode()])
        return found[0] if found else None

    @override
    async def open(self, channel: Channel) -> tuple[Delivery, ...]:
        address = channel.address
        names = await self._link.ask("ZRANGE", schema.of_channel(address, "open"), 0, -1)
        return await self._read(channel, names)

    @override
    async def done(self, channel: Channel, most: int) -> tuple[Delivery, ...]:
        names = await self._link.ask("ZREVRANGE", schema.of_channel(channel.address, "closed"), 0, most - 1)
        return await self._read(channel, names)

    @override
    async def writer(self, channel: Channel, token: int) -> FencedWriter:
        address = channel.address
        if not await self._link.script(scripts.LEDGER_FENCE, (_fence(address),), token):
            raise Superseded
        return RedisFencedWriter(self._link, address, token)

    async def _read(self, channel: Channel, names: Sequence[bytes]) -> tuple[Delivery, ...]:
        address, ids = channel.address, [name.decode() for name in names]
        commands: list[Command] = [("HGETALL", _delivery(address, id_)) for id_ in ids]
        rows = await self._link.each(commands) if commands else []
        found = []
        for id_, row in zip(ids, rows, strict=True):
            if not row:
                continue
            try:
                found.append(_restored(channel, id_, {name.decode(): value.decode() for name, value in row.items()}))
            except (LookupError, ValueError) as error:
                report(_delivery(address, id_), error)
        return tuple(found)


class RedisFencedWriter(FencedWriter):
    """Writes under the token that it was given, and not once a higher one is out."""

    def __init__(self, link: RedisLink, address: str, token: int) -> None:
        self._link = link
        self._address = address
        self._token = token

    @override
    async def record_content(self, delivery: Delivery, *, content: str, roundup_id: str) -> None:
        await self._write(delivery, {"content": content, "roundup": roundup_id, "unsure": "1"})

    @override
    async def record_posted(self, delivery: Delivery, posted: Mapping[int, str], *, maybe_posted: bool) -> None:
        parts = {f"{_PART}{part}": message for part, message in posted.items()}
        await self._write(delivery, {**parts, "unsure": "1" if maybe_posted else "0"})

    @override
    async def record_notice(self, delivery: Delivery, kind: str, message: str) -> None:
        await self._write(delivery, {f"{_NOTICE}{kind}": message})

    @override
    async def close(self, delivery: Delivery, end: End, reason: str = "") -> None:
        address = self._address
        ours = (
            _fence(address),
            _delivery(address, delivery.id),
            schema.of_channel(address, "open"),
            schema.of_channel(address, "closed"),
        )
        said = (self._token, FOUR_MONTHS, delivery.slot.timestamp(), delivery.id, end, reason)
        if not await self._link.script(scripts.LEDGER_CLOSE, ours, *said, lasting=True):
            raise Superseded

    @override
    async def withdraw(self, delivery: Delivery) -> bool:
        address = self._address
        ours = (_fence(address), _delivery(address, delivery.id), schema.of_channel(address, "open"))
        done = await self._link.script(scripts.LEDGER_WITHDRAW, ours, self._token, delivery.id, _PART, lasting=True)
        if done < 0:
            raise Superseded
        return bool(done)

    async def _write(self, delivery: Delivery, fields: Mapping[str, str]) -> None:
        flat = [part for pair in fields.items() for part in pair]
        ours = (_fence(self._address), _delivery(self._address, delivery.id))
        if not await self._link.script(scripts.LEDGER_WRITE, ours, self._token, FOUR_MONTHS, *flat, lasting=True):
            raise Superseded


def _restored(channel: Channel, id_: str, row: Mapping[str, str]) -> Delivery:
    return Delivery(
        id=id_,
        channel=channel,
        topic=row["topic"],
        slot=datetime.fromtimestamp(float(row["slot"]), UTC),
        claimed=datetime.fromtimestamp(float(row["claimed"]), UTC),
        content=row.get("content", ""),
        roundup_id=row.get("roundup", ""),
        posted={int(name[len(_PART) :]): value for name, value in row.items() if name.startswith(_PART)},
        maybe_posted=row.get("unsure") == "1",
        asked_by=row.get("asked_by", ""),
        maybe_claimed_before=row.get("may_have_begun") == "1",
        notices={name[len(_NOTICE) :]: value for name, value in row.items() if name.startswith(_NOTICE)},
    )


def _delivery(address: str, id_: str) -> str:
    return schema.of_channel(address, "delivery", id_)


def _fence(address: str) -> str:
    return schema.of_channel(address, "fence")


class RedisSeen(Seen):
    """One script to add, one command to ask."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def add(self, channel: Channel, ids: Iterable[str], when: datetime) -> None:
        key, scored = _seen_key(channel), [part for one in ids for part in (when.timestamp(), one)]
        if scored:
            await self._link.whole(
                [
                    ("ZADD", key, "GT", *scored),
                    ("ZREMRANGEBYSCORE", key, "-inf", f"({_oldest(when)}"),
                    ("EXPIRE", key, FOUR_MONTHS),
                ]
            )

    @override
    async def unseen(self, channel: Channel, ids: Sequence[str], when: datetime) -> tuple[str, ...]:
        if not ids:
            return ()
        key, oldest = _seen_key(channel), _oldest(when)
        shown = await self._link.ask("ZMSCORE", key, *ids)
        return tuple(one for one, at in zip(ids, shown, strict=True) if at is None or at < oldest)


def _seen_key(channel: Channel) -> str:
    return schema.of_channel(channel.address, "seen")


def _oldest(when: datetime) -> float:
    return when.timestamp() - FOUR_MONTHS
