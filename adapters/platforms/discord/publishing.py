"""A finished roundup into a channel, with its thread, because somebody asked for it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.utils import snowflake_time

from adapters.chat import Marker
from adapters.platforms.discord.posting import DiscordPosting
from adapters.platforms.driver.answering import post_once

if TYPE_CHECKING:
    from adapters.chat import Channel, LinkThread, Part, Reply
    from adapters.platforms.discord.rest import DiscordRest
    from adapters.store.ports import KeyValueStore

_A_MOMENT = 1.0


class RoundupPublisher:
    """Posts all parts of a reply in order."""

    def __init__(self, rest: DiscordRest, key_values: KeyValueStore, link_thread: LinkThread) -> None:
        self._posting = DiscordPosting(rest, key_values)
        self._link_thread = link_thread

    async def publish(self, channel: Channel, reply: Reply, cause: str) -> str:
        """The id of the opening post; `cause` is the id of what asked for it, which is answered once."""
        first, *others = self._posting.fit(reply.parts)
        opening = await self._posted(channel, first, Marker(delivery=cause, part=0))
        await self._link_thread(channel, opening, reply.roundup)
        for number, part in enumerate(others, 1):
            await self._posted(channel, part, Marker(delivery=cause, part=number), opening)
        return opening

    async def _posted(self, channel: Channel, part: Part, marker: Marker, thread: str | None = None) -> str:
        """Post a part; where Discord leaves open whether it did, look first, then try once more."""
        since = snowflake_time(int(marker.delivery))
        return await post_once(
            lambda: self._posting.post(channel, part, marker, thread=thread),
            lambda: self._posting.posted(channel, marker.delivery, since=since, thread=thread),
            marker.part,
            pause=_A_MOMENT,
        )
