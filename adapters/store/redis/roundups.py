"""Finished roundups in Redis, and where they were shown.

Owns `paperround:roundup:ID`, a hash of a roundup's topic, its body and, where one person asked for it, the tenant;
`paperround:private:TENANT`, a sorted set of the ids of what was asked for there, scored by when;
`paperround:{channel}:thread:THREAD`, the id of the roundup in whose thread one is; and `paperround:{channel}:last` with
`paperround:{channel}:last:TOPIC`, sorted sets of roundup ids scored by the time they were shown. All expire: what one
person asked for and its threads after two weeks, the others after four months.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec
from typing_extensions import override

from adapters.store.ports import FOUR_MONTHS, MOST_PRIVATE, PRIVATE_FOR, Roundups, topic_key
from adapters.store.redis import schema
from adapters.store.redis.papers import PaperRecord, paper, record
from adapters.store.redis.schema import Unreadable, press, report, unpress
from digest.document import from_json, to_json
from digest.errors import Misunderstood
from digest.model import Facts, Resource, ResourceKind, ResourceRole

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.chat import Channel
    from adapters.store.redis.lasting_writes import Command
    from adapters.store.redis.link import RedisLink
    from digest.roundup import Listed, Roundup


class ResourceRecord(msgspec.Struct, array_like=True):
    """A resource of one paper."""

    kind: ResourceKind
    name: str
    url: str | None
    cites: tuple[str, ...]
    role: ResourceRole = "used"
    about: str | None = None


class ListedRecord(msgspec.Struct):
    """What the document leaves out of a listed paper, so that threads outlive what `Papers` keeps."""

    paper: PaperRecord
    names: tuple[str, ...]
    resources: tuple[ResourceRecord, ...]
    venue: str | None
    numbers: tuple[str, ...]


class RoundupRecord(msgspec.Struct):
    """The document and its papers, in the document's order."""

    document: dict[str, Any]
    listed: tuple[ListedRecord, ...]
    missing: str = ""


def to_record(roundup: Roundup) -> RoundupRecord:
    """The record of a roundup."""
    listed = tuple(_listed_record(listed) for listed in roundup.papers)
    return RoundupRecord(document=to_json(roundup), listed=listed, missing=roundup.missing)


def from_record(record: RoundupRecord) -> Roundup:
    """The roundup of a record."""
    known = {listed.paper.id: listed for listed in record.listed}
    roundup = from_json(record.document)
    papers = tuple(_listed_of_record(listed, known[listed.pick.paper.id]) for listed in roundup.papers)
    return replace(roundup, papers=papers, missing=record.missing)


def identity(record: RoundupRecord, tenant: str = "") -> str:
    """The same for the same content, whenever it was made; another one in each tenant."""
    content = {name: value for name, value in record.document.items() if name != "generated_at"}
    return sha256(tenant.encode() + msgspec.json.encode(content, order="sorted")).hexdigest()[:20]


def _listed_record(listed: Listed) -> ListedRecord:
    facts = listed.facts
    return ListedRecord(
        paper=record(listed.pick.paper),
        names=facts.names,
        resources=tuple(ResourceRecord(r.kind, r.name, r.url, r.cites, r.role, r.about) for r in facts.resources),
        venue=facts.venue,
        numbers=facts.numbers,
    )


def _listed_of_record(listed: Listed, record: ListedRecord) -> Listed:
    resources = tuple(
        Resource(kind=r.kind, name=r.name, url=r.url, cites=r.cites, role=r.role, about=r.about)
        for r in record.resources
    )
    facts = Facts(names=record.names, resources=resources, venue=record.venue, numbers=record.numbers)
    whole = paper(record.paper)
    if not whole.url:  # kept before papers carried their addresses; the document has the page
        whole = replace(whole, url=listed.pick.paper.url)
    return replace(listed, pick=replace(listed.pick, paper=whole), facts=facts)


_records = msgspec.json.Decoder(RoundupRecord)
_PRIVATE = int(PRIVATE_FOR.total_seconds())
_KEEP_NEWEST = """
redis.call('ZADD', KEYS[1], 'GT', ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[4])
local older = redis.call('ZRANGE', KEYS[1], 0, -ARGV[3] - 1)
if #older > 0 then redis.call('ZREM', KEYS[1], unpack(older)) end
return older
"""
"""KEYS: a sorted set. ARGV: a score, its member, how many are kept, and for how many seconds. Gives what isn't kept."""


class RedisRoundups(Roundups):
    """A roundup is kept under a name made of its content, so keeping it twice is keeping it once."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def keep(self, roundup: Roundup) -> str:
        return await self._keep(roundup, "", FOUR_MONTHS)

    @override
    async def keep_private(self, roundup: Roundup, tenant: str) -> str:
        roundup_id = await self._keep(roundup, tenant, _PRIVATE)
        newest, when = schema.private(tenant), roundup.generated_at.timestamp()
        older = await self._link.script(_KEEP_NEWEST, [newest], when, roundup_id, MOST_PRIVATE, _PRIVATE)
        if older:
            await self._link.each(("UNLINK", schema.roundup(one.decode())) for one in older)
        return roundup_id

    async def _keep(self, roundup: Roundup, tenant: str, seconds: int) -> str:
        record = to_record(roundup)
        roundup_id = identity(record, tenant)
        key, body = schema.roundup(roundup_id), press(record)
        fields = ("topic", topic_key(roundup.topic.name), "tenant", tenant, "body", body)
        await self._link.whole([("HSET", key, *fields), ("EXPIRE", key, seconds)], lasting=True)
        return roundup_id

    @override
    async def get(self, roundup_id: str) -> Roundup | None:
        return await self._restored(schema.roundup(roundup_id))

    @override
    async def get_private(self, roundup_id: str, tenant: str) -> Roundup | None:
        key = schema.roundup(roundup_id)
        is_theirs = _text(await self._link.ask("HGET", key, "tenant")) == tenant
        return await self._restored(key) if is_theirs else None

    async def _restored(self, key: str) -> Roundup | None:
        body = await self._link.ask("HGET", key, "body")
        if body is None:
            return None
        try:
            return from_record(unpress(body, _records))
        except (Unreadable, Misunderstood, LookupError, ValueError) as error:
            report(key, error)
            return None

    @override
    async def link_thread(self, channel: Channel, thread: str, roundup_id: str) -> None:
        await self._link.ask("SET", _thread(channel.address, thread), roundup_id, "EX", _PRIVATE)

    @override
    async def record_shown(self, channel: Channel, thread: str, roundup_id: str, when: datetime) -> None:
        topic = _text(await self._link.ask("HGET", schema.roundup(roundup_id), "topic"))
        address, at = channel.address, when.timestamp()
        lasts = [_last(address, None)] + ([_last(address, topic)] if topic is not None else [])
        commands: list[Command] = [("SET", _thread(address, thread), roundup_id, "EX", FOUR_MONTHS)]
        for key in lasts:
            commands.append(("ZADD", key, "GT", at, roundup_id))
            commands.append(("ZREMRANGEBYSCORE", key, "-inf", f"({at - FOUR_MONTHS}"))
            commands.append(("EXPIRE", key, FOUR_MONTHS))
        await self._link.whole(commands)

    @override
    async def in_thread(self, channel: Channel, thread: str) -> str | None:
        key = _thread(channel.address, thread)
        return _text(await self._link.ask("GET", key))

    @override
    async def last(self, channel: Channel, topic: str | None) -> str | None:
        key = _last(channel.address, topic)
        newest = await self._link.ask("ZREVRANGE", key, 0, 0)
        return _text(newest[0]) if newest else None


def _thread(address: str, thread: str) -> str:
    return schema.of_channel(address, "thread", thread)


def _last(address: str, topic: str | None) -> str:
    return schema.of_channel(address, "last", *([] if topic is None else [topic_key(topic)]))


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()
