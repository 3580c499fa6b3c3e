"""Which messages of a delivery stand in a channel already: how Discord keeps that where people don't see it, and reading it.

The nonce makes Discord give back the message that stands there instead of posting it twice within minutes. The id of the
first component stays with the message for good, so that it can be found by reading the channel.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from adapters.chat import Marker
from adapters.platforms.discord.failures import UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, DiscordRefused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import datetime

    from adapters.chat import Channel
    from adapters.platforms.discord.rest import DiscordRest

Json = dict[str, Any]

EPOCH_MS = 1_420_070_400_000
_PAGE = 100
_PAGES = 20
_FORUMS = frozenset({15, 16})
PARTS = 128
"""As many messages as a delivery can have."""
_DELIVERIES = 1 << 24


class MessageHistory:
    """Reads channels, threads and forums for the bot's own marks."""

    def __init__(self, rest: DiscordRest) -> None:
        self._rest = rest

    async def posted(
        self, channel: Channel, delivery: str, *, since: datetime, thread: str | None
    ) -> Mapping[int, str]:
        """The parts that stand there, the earliest message of each; raises `DiscordRefused`."""
        nonces = {nonce(channel, Marker(delivery=delivery, part=part)): part for part in range(PARTS)}
        stand: dict[int, str] = {}
        async for message in self._messages(channel, snowflake(since), thread):
            part = part_number(message, delivery)
            part = nonces.get(str(message.get("nonce"))) if part is None else part
            if part is not None:
                stand.setdefault(part, str(message["id"]))
        return stand

    async def _messages(self, channel: Channel, after: int, thread: str | None) -> AsyncIterator[Json]:
        """What was said since, oldest first."""
        if thread is None and await self._is_forum(channel.id):
            async for opening in self._forum_posts(channel, after):
                yield opening
            return
        try:
            async for message in self._since(thread or channel.id, after):
                yield message
        except DiscordRefused as refused:
            if thread is None or refused.code != UNKNOWN_CHANNEL:
                raise

    async def _since(self, channel: str, after: int) -> AsyncIterator[Json]:
        for _ in range(_PAGES):
            query = {"after": str(after), "limit": str(_PAGE)}
            page = await self._rest.get("/channels/{channel}/messages", query=query, channel=channel)
            for message in sorted(page, key=lambda one: int(one["id"])):
                after = int(message["id"])
                yield message
            if len(page) < _PAGE:
                return

    async def _is_forum(self, channel: str) -> bool:
        about = await self._rest.get("/channels/{channel}", channel=channel)
        return about.get("type") in _FORUMS

    async def _forum_posts(self, channel: Channel, after: int) -> AsyncIterator[Json]:
        """The first messages of a forum's open posts."""
        active = await self._rest.get("/guilds/{guild}/threads/active", guild=channel.workspace)
        posts = sorted(int(one["id"]) for one in active["threads"] if one.get("parent_id") == channel.id)
        for post in posts:
            if post <= after:
                continue
            try:
                path = "/channels/{channel}/messages/{message}"
                yield await self._rest.get(path, channel=str(post), message=str(post))
            except DiscordRefused as refused:
                if refused.code not in {UNKNOWN_CHANNEL, UNKNOWN_MESSAGE}:
                    raise


def snowflake(when: datetime) -> int:
    """The least id that something made at that time can have."""
    return max(int(when.timestamp() * 1000) - EPOCH_MS, 0) << 22


def nonce(channel: Channel, marker: Marker) -> str:
    """At most 25 characters, which is all that Discord takes; its own for every channel."""
    return _digest(channel.workspace, channel.id, marker.delivery, str(marker.part))[:24]


def component_id(delivery: str, part: int) -> int:
    """A positive number of 31 bits: 24 for the delivery, 7 for the part."""
    return (int(_digest(delivery), 16) % (_DELIVERIES - 1) + 1) * PARTS + part % PARTS


def with_marks(body: Json, channel: Channel, marker: Marker) -> Json:
    """The body with its marks."""
    first, *others = body["components"]
    return {
        **body,
        "components": [{**first, "id": component_id(marker.delivery, marker.part)}, *others],
        "nonce": nonce(channel, marker),
        "enforce_nonce": True,
    }


def part_number(message: Json, delivery: str) -> int | None:
    """The part of the delivery that a message is; None for any other message."""
    for component in (message.get("components") or ())[:1]:
        number = component.get("id")
        if isinstance(number, int) and number // PARTS == component_id(delivery, 0) // PARTS:
            return number % PARTS
    return None


def _digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()
