"""Messages that are to be posted, in Redis.

Owns `paperround:content:NAME`, pressed messages under a name made of them. It expires two months after it was kept last.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec
from typing_extensions import override

from adapters.chat import Action, Bullets, Heading, Numbered, Paragraph, Part, Rows, Small, Verbatim
from adapters.store.ledger import PendingMessages
from adapters.store.redis import keys
from adapters.store.redis.packing import Unreadable, press, report, unpress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Block
    from adapters.store.redis.link import RedisLink

_KINDS: dict[str, type[Block]] = {
    kind.__name__: kind for kind in (Heading, Paragraph, Bullets, Numbered, Rows, Verbatim, Small)
}


class _Message(msgspec.Struct):
    blocks: list[tuple[str, dict[str, Any]]]
    actions: tuple[Action, ...]


_messages = msgspec.json.Decoder(list[_Message])


class RedisPendingMessages(PendingMessages):
    """The same messages for a thousand channels are kept once."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def keep(self, parts: Sequence[Part]) -> str:
        body = press([_message(part) for part in parts])
        name = sha256(body).hexdigest()[:20]
        await self._link.ask("SET", keys.content(name), body, "EX", keys.SIXTY_DAYS)
        return name

    @override
    async def get(self, content: str) -> tuple[Part, ...] | None:
        key = keys.content(content)
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
    return _Message(blocks=blocks, actions=part.actions)


def _part(message: _Message) -> Part:
    blocks = tuple(msgspec.convert(fields, _KINDS[kind]) for kind, fields in message.blocks)
    return Part(blocks=blocks, actions=message.actions)
