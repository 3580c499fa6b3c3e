"""Pages in Redis.

Owns `paperround:{channel}:pages`, a hash with a record for each delivery that has a page, the feed's token under `=feed`, the
archives' under `=archive TOPIC`, `=public` where anybody may see them, and `=gone` where the channel is lost;
`paperround:page:DIGEST`, the channel and the field that a token leads to, under the token's hash, so that looking it up says
nothing of the tokens there are; and `paperround:pages-gone:WORKSPACE`. Tokens of pages expire after four months.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
from typing_extensions import override

from adapters.chat import Channel
from adapters.store.pages import TOKEN_LENGTH, ChannelPages, FoundPage, Pages, PostedPage
from adapters.store.ports import FOUR_MONTHS, topic_key
from adapters.store.redis import schema
from adapters.store.redis.schema import Unreadable, pack, report, unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adapters.store.ledger import Delivery
    from adapters.store.redis.link import RedisLink

_FEED, _GONE, _PUBLIC, _ARCHIVE = b"=feed", b"=gone", b"=public", b"=archive "
_BYTES = TOKEN_LENGTH * 3 // 4
"""Of chance in a token, too many for anybody to guess."""


class PageRecord(msgspec.Struct):
    """A page; the moments are seconds since 1970."""

    token: str
    topic: str
    roundup: str
    posted: float
    updated: float


class PagePlace(msgspec.Struct):
    """Where a token leads: a channel, and a field of its pages."""

    channel: str
    field: str


_records, _places = msgspec.json.Decoder(PageRecord), msgspec.json.Decoder(PagePlace)


class RedisPages(Pages):
    """Tokens are drawn once and kept beside what they stand for: the first one that is written counts."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def keep(self, delivery: Delivery, when: datetime) -> str:
        address, at = delivery.channel.address, when.timestamp()
        key = _key(address)
        fresh = PageRecord(_token(), delivery.topic, delivery.roundup_id, at, at)
        await self._link.ask("HSETNX", key, delivery.id, pack(fresh))
        values = await self._link.ask("HGETALL", key)
        kept = unpack(values[delivery.id.encode()], _records)
        if kept.roundup != delivery.roundup_id:
            kept.roundup, kept.updated = delivery.roundup_id, at
        limit = at - FOUR_MONTHS
        others = (page for page in _pages(key, values) if page.delivery != delivery.id)
        old = [page.delivery for page in others if page.posted.timestamp() < limit]
        await self._link.whole(
            [
                ("HSET", key, delivery.id, pack(kept)),
                ("HDEL", key, _GONE, *old),
            ],
            lasting=True,
        )
        place = pack(PagePlace(address, delivery.id))
        await self._link.ask("SET", _place(kept.token), place, "EX", FOUR_MONTHS, lasting=True)
        return kept.token

    @override
    async def find(self, token: str) -> FoundPage | None:
        place = await self._link.ask("GET", _place(token))
        if place is None:
            return None
        found = unpack(place, _places)
        every = await self._read(Channel.at(found.channel))
        if found.field == _FEED.decode():
            return FoundPage(all=every, is_feed=every.feed == token)
        topic = found.field.removeprefix(_ARCHIVE.decode())
        if topic != found.field:
            return FoundPage(all=every, archive=topic if every.archives.get(topic) == token else "")
        return FoundPage(all=every, page=next((page for page in every.pages if page.token == token), None))

    async def _read(self, channel: Channel) -> ChannelPages:
        key = _key(channel.address)
        values, lost = await self._link.each(
            [("HGETALL", key), ("EXISTS", _workspace(channel.platform, channel.workspace))]
        )
        archives = {
            field.removeprefix(_ARCHIVE): token for field, token in values.items() if field.startswith(_ARCHIVE)
        }
        return ChannelPages(
            channel=channel,
            feed=values.get(_FEED, b"").decode(),
            archives={topic.decode(): token.decode() for topic, token in archives.items()},
            public=_PUBLIC in values,
            gone=bool(lost) or _GONE in values,
            pages=_pages(key, values),
        )

    @override
    async def addresses(self, channel: Channel, topics: Iterable[str]) -> ChannelPages:
        key = _key(channel.address)
        for field in (_FEED.decode(), *(f"{_ARCHIVE.decode()}{topic_key(topic)}" for topic in topics)):
            await self._link.ask("HSETNX", key, field, _token())
            token = await self._link.ask("HGET", key, field)
            await self._link.ask("SET", _place(token.decode()), pack(PagePlace(channel.address, field)), lasting=True)
        return await self._read(channel)

    @override
    async def publish(self, channel: Channel, *, public: bool) -> None:
        command = ("HSET", _key(channel.address), _PUBLIC, "1") if public else ("HDEL", _key(channel.address), _PUBLIC)
        await self._link.ask(*command, lasting=True)

    @override
    async def revoke(self, channel: Channel) -> None:
        await self._link.ask("DEL", _key(channel.address), lasting=True)

    @override
    async def close(self, channel: Channel) -> None:
        key = _key(channel.address)
        if await self._link.ask("EXISTS", key):
            await self._link.ask("HSET", key, _GONE, "1", lasting=True)

    @override
    async def close_all(self, platform: str, workspace: str) -> None:
        await self._link.ask("SET", _workspace(platform, workspace), "1", lasting=True)

    @override
    async def reopen_all(self, platform: str, workspace: str) -> None:
        await self._link.ask("DEL", _workspace(platform, workspace), lasting=True)


def _token() -> str:
    return secrets.token_urlsafe(_BYTES)


def _key(address: str) -> str:
    return schema.of_channel(address, "pages")


def _place(token: str) -> str:
    return f"paperround:page:{sha256(token.encode()).hexdigest()}"


def _workspace(platform: str, workspace: str) -> str:
    return f"paperround:pages-gone:{platform}:{workspace}"


def _pages(key: str, values: Mapping[bytes, bytes]) -> tuple[PostedPage, ...]:
    found = []
    for delivery, value in values.items():
        if delivery.startswith(b"="):
            continue
        try:
            record = unpack(value, _records)
        except Unreadable as error:
            report(key, error)
            continue
        found.append(
            PostedPage(
                token=record.token,
                delivery=delivery.decode(),
                topic=record.topic,
                roundup_id=record.roundup,
                posted=datetime.fromtimestamp(record.posted, UTC),
                updated=datetime.fromtimestamp(record.updated, UTC),
            )
        )
    return tuple(sorted(found, key=lambda page: page.posted, reverse=True))
