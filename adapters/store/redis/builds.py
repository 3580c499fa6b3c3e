"""What is made for deliveries, in Redis: roundups that were ordered, and messages that are to be posted.

Owns, in one slot a roundup: `paperround:{built:KEY}:order`; `paperround:{built:KEY}:result`, what was made;
`paperround:{built:KEY}:failure`, why nothing was made so far; and `paperround:{built:KEY}:fence`, the highest token that
either was written under. All expire after two weeks. And `paperround:content:NAME`, pressed messages under a name made of
them, which expires two months after it was kept last.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - msgspec reads the annotations
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec
from typing_extensions import override

from adapters.chat import Action, Bullets, Heading, Numbered, Paragraph, Part, Rows, Small, Verbatim
from adapters.present.picture import Illustration  # noqa: TC001 - msgspec reads the annotations
from adapters.store.ledger import BuildFailure, BuildResults, PendingMessages, Superseded
from adapters.store.redis import schema, scripts
from adapters.store.redis.schema import Unreadable, pack, press, report, unpack, unpress
from adapters.whole_roundup import WholeRoundup  # noqa: TC001 - as above

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Block
    from adapters.store.redis.link import RedisLink

_TWO_WEEKS = 14 * 86_400
_KINDS: dict[str, type[Block]] = {
    kind.__name__: kind for kind in (Heading, Paragraph, Bullets, Numbered, Rows, Verbatim, Small)
}


class _Failure(msgspec.Struct):
    sentence: str
    first: datetime
    again: datetime


_failures = msgspec.json.Decoder(_Failure)


class RedisBuildResults(BuildResults):
    """Only the newest token can keep a result, however long an older holder was asleep."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def order(self, key: str, order: str) -> None:
        await self._link.ask("SET", schema.built(key, "order"), order, "EX", _TWO_WEEKS, lasting=True)

    @override
    async def ordered(self, key: str) -> str | None:
        order = await self._link.ask("GET", schema.built(key, "order"))
        return None if order is None else order.decode()

    @override
    async def result(self, key: str) -> str | BuildFailure | None:
        at = schema.built(key, "failure")
        result, failure = await self._link.ask("MGET", schema.built(key, "result"), at)
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
        ours = (schema.built(key, "fence"), schema.built(key, kind))
        if not await self._link.script(scripts.BUILT_KEEP, ours, token, value, _TWO_WEEKS, lasting=True):
            raise Superseded


class _Message(msgspec.Struct, omit_defaults=True):
    blocks: list[tuple[str, dict[str, Any]]]
    actions: tuple[Action, ...]
    illustration: Illustration | None = None
    whole: WholeRoundup | None = None


_messages = msgspec.json.Decoder(list[_Message])


class RedisPendingMessages(PendingMessages):
    """The same messages for a thousand channels are kept once."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def keep(self, parts: Sequence[Part]) -> str:
        body = press([_message(part) for part in parts])
        name = sha256(body).hexdigest()[:20]
        await self._link.ask("SET", schema.content(name), body, "EX", schema.SIXTY_DAYS, lasting=True)
        return name

    @override
    async def get(self, content: str) -> tuple[Part, ...] | None:
        key = schema.content(content)
        body = await self._link.ask("GET", key)
        if body is None:
            return None
        try:
            return tuple(_part(message) for message in unpress(body, _messages))
        except (Unreadable, LookupError, msgspec.ValidationError) as error:
            report(key, error)
            return None


def _message(part: Part) -> _Message:
    blocks = [(type(block).__name__, msgspec.to_builtins(block)) for block in part.blocks]
    return _Message(blocks=blocks, actions=part.actions, illustration=part.illustration, whole=part.whole)


def _part(message: _Message) -> Part:
    blocks = tuple(msgspec.convert(fields, _KINDS[kind]) for kind, fields in message.blocks)
    return Part(blocks=blocks, actions=message.actions, illustration=message.illustration, whole=message.whole)
