"""Pages in Redis.

Owns `paperround:{channel}:pages`, a hash with a record for each delivery that has a page, the feed's token under `=feed` and
`=gone` where the channel is lost; `paperround:page:DIGEST`, the channel and the delivery that a token leads to, under the
token's hash, so that looking it up says nothing of the tokens there are; and `paperround:pages-gone:WORKSPACE`. All expire four
months after a page was last kept, the last one never.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
from typing_extensions import override

from adapters.chat import Channel
from adapters.store.pages import ChannelPages, FoundPage, Pages, PostedPage
from adapters.store.redis import schema
from adapters.store.redis.schema import Unreadable, pack, report, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.store.ledger import Delivery
    from adapters.store.redis.link import RedisLink

_FEED, _GONE = b"=feed", b"=gone"
_BYTES = 18
"""Of chance in a token: 24 characters, which nobody can guess."""


class PageRecord(msgspec.Struct):
    """A page; the moments are seconds since 1970."""

    token: str
    topic: str
    roundup: str
    posted: float
    updated: float


class PagePlace(msgspec.Struct):
    """Where a token leads; the feed has no delivery."""

    channel: str
    delivery: str = ""


_records, _places = msgspec.json.Decoder(PageRecord), msgspec.json.Decoder(PagePlace)


class RedisPages(Pages):
    """Tokens are drawn once and kept beside what they stand for: the first one that is written counts."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def keep(self, delivery: Delivery, when: datetime) -> str:
        address, at = delivery.channel.address, when.timestamp()
        key = _of(address)
        fresh = PageRecord(_token(), delivery.topic, delivery.roundup, at, at)
        await self._link.ask("HSETNX", key, delivery.id, pack(fresh))
        await self._link.ask("HSETNX", key, _FEED, _token())
        values = await self._link.ask("HGETALL", key)
        kept = unpack(values[delivery.id.encode()], _records)
        if kept.roundup != delivery.roundup:
            kept.roundup, kept.updated = delivery.roundup, at
        old = [page.delivery for page in _pages(key, values) if at - page.posted.timestamp() > schema.FOUR_MONTHS]
        await self._link.whole(
            [
                ("HSET", key, delivery.id, pack(kept)),
                ("HDEL", key, _GONE, *old),
                ("EXPIRE", key, schema.FOUR_MONTHS),
            ]
        )
        for token, place in ((kept.token, delivery.id), (values[_FEED].decode(), "")):
            await self._link.ask("SET", _place(token), pack(PagePlace(address, place)), "EX", schema.FOUR_MONTHS)
        return kept.token

    @override
    async def find(self, token: str) -> FoundPage | None:
        place = await self._link.ask("GET", _place(token))
        if place is None:
            return None
        found = unpack(place, _places)
        channel = Channel.at(found.channel)
        values, lost = await self._link.each(
            [("HGETALL", _of(found.channel)), ("EXISTS", _workspace(channel.platform, channel.workspace))]
        )
        pages = _pages(_of(found.channel), values)
        every = ChannelPages(
            channel=channel, feed=values.get(_FEED, b"").decode(), gone=bool(lost) or _GONE in values, pages=pages
        )
        page = next((page for page in pages if page.delivery == found.delivery), None)
        return FoundPage(all=every, page=page, is_feed=not found.delivery)

    @override
    async def close(self, channel: Channel) -> None:
        key = _of(channel.address)
        if await self._link.ask("EXISTS", key):
            await self._link.ask("HSET", key, _GONE, "1")

    @override
    async def close_all(self, platform: str, workspace: str) -> None:
        await self._link.ask("SET", _workspace(platform, workspace), "1")

    @override
    async def reopen_all(self, platform: str, workspace: str) -> None:
        await self._link.ask("DEL", _workspace(platform, workspace))


def _token() -> str:
    return secrets.token_urlsafe(_BYTES)


def _of(address: str) -> str:
    return schema.of_channel(address, "pages")


def _place(token: str) -> str:
    return f"paperround:page:{sha256(token.encode()).hexdigest()}"


def _workspace(platform: str, workspace: str) -> str:
    return f"paperround:pages-gone:{platform}:{workspace}"


def _pages(key: str, values: Mapping[bytes, bytes]) -> tuple[PostedPage, ...]:
    found = []
    for delivery, value in values.items():
        if delivery in {_FEED, _GONE}:
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
                roundup=record.roundup,
                posted=datetime.fromtimestamp(record.posted, UTC),
                updated=datetime.fromtimestamp(record.updated, UTC),
            )
        )
    return tuple(sorted(found, key=lambda page: page.posted, reverse=True))
