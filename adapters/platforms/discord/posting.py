"""Roundups into channels and threads over REST, without a gateway: what the delivery asks of Discord."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from adapters.chat import Heading, Marker, Paragraph, Publisher, Small, flat
from adapters.errors import RightsLost
from adapters.message import NO_WORKSPACE
from adapters.platforms.discord import render
from adapters.platforms.discord.component_state import ComponentState
from adapters.platforms.discord.failures import (
    MISSING_ACCESS,
    NOT_A_TEXT_CHANNEL,
    REMOVED,
    THREAD_ARCHIVED,
    THREAD_EXISTS,
    UNKNOWN_CHANNEL,
    DiscordRefused,
    lost,
)
from adapters.platforms.discord.history import MessageHistory, with_marks
from adapters.platforms.discord.menus import within_units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Channel, Part
    from adapters.platforms.discord.rest import DiscordRest
    from adapters.store.ports import KeyValueStore
    from digest.errors import PaperroundError

Json = dict[str, Any]

NAME = 100
_A_WEEK = 10_080  # minutes after which Discord folds a quiet thread away; the next roundup comes by then
_THREAD = "Papers and questions"
_MESSAGES = "/channels/{channel}/messages"
_TAG_REQUIRED = 1 << 4
_TAGS = 5
_NO_FILES: Mapping[str, bytes] = {}
_log = logging.getLogger(__name__)


class DiscordPosting(Publisher):
    """Posts as the bot itself, wherever it is a member."""

    def __init__(self, rest: DiscordRest, key_values: KeyValueStore) -> None:
        self._rest = rest
        self._component_state = ComponentState(key_values)
        self._history = MessageHistory(rest)

    @override
    def fit(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        return render.fit(render.asking(parts))

    @override
    async def post(self, channel: Channel, part: Part, marker: Marker, *, thread: str | None = None) -> str:
        await self._component_state.keep_choices([part])
        opens = thread is None and marker.part == 0
        body, files = render.body(part, framed=opens, silent=marker.part > 0), _NO_FILES
        if opens and part.illustration:
            body, files = await asyncio.to_thread(render.illustrated, body, part.illustration)
        if marker.announces and (role := await self._component_state.role(channel.id)):
            body = render.pinging(body, role)
        body = with_marks(body, channel, marker)
        if thread is None:
            return await self._post_opening(channel, body, files, part)
        if channel.workspace == NO_WORKSPACE:
            return await self._post_message(channel, channel.id, body, "Send Messages")
        return await self._post_in_thread(channel, thread, body)

    @override
    async def posted(
        self, channel: Channel, delivery: str, *, since: datetime, thread: str | None = None
    ) -> Mapping[int, str]:
        try:
            return await self._history.posted(channel, delivery, since=since, thread=thread)
        except DiscordRefused as refused:
            raise await self._cause(channel, refused, "Read Message History") from refused

    async def _post_opening(self, channel: Channel, body: Json, files: Mapping[str, bytes], part: Part) -> str:
        """The opening post, as a message or, where there are no messages outside of threads, as a forum post."""
        try:
            made = await self._create(_MESSAGES, channel, body, files)
        except DiscordRefused as refused:
            if refused.code == NOT_A_TEXT_CHANNEL:
                return await self._forum_post(channel, body, files, part)
            raise await self._cause(channel, refused, "Send Messages") from refused
        if channel.workspace != NO_WORKSPACE:
            await self._component_state.put_thread_title(made["id"], _title(part))
        return str(made["id"])

    async def _create(
        self, path: str, channel: Channel, body: Json, files: Mapping[str, bytes], around: Json | None = None
    ) -> Json:
        """What a message became, perhaps as a part of something around it.

        Where Discord refuses it with its picture, as some channels allow no files, nothing was posted, and it goes without.
        """

        async def post(message: Json, files: Mapping[str, bytes]) -> Json:
            whole = message if around is None else {**around, "message": message}
            made: Json = await self._rest.post(path, whole, files=files, channel=channel.id)
            return made

        try:
            return await post(body, files)
        except DiscordRefused as refused:
            if not files or refused.code == NOT_A_TEXT_CHANNEL:
                raise
            _log.info("Discord takes no picture here (%s)", refused.code)
            return await post(render.unillustrated(body), _NO_FILES)

    async def _cause(self, channel: Channel, refused: DiscordRefused, needed: str) -> PaperroundError:
        """What a refusal means, where `needed` is the right that it may be about.

        Being removed from a server looks as having lost a channel, but ends when somebody invites the bot again.
        """
        if refused.code == MISSING_ACCESS and channel.workspace != NO_WORKSPACE:
            try:
                await self._rest.get("/guilds/{guild}", guild=channel.workspace)
            except DiscordRefused:
                return RightsLost(REMOVED)
        return lost(refused, needed) or refused

    async def _forum_post(self, channel: Channel, body: Json, files: Mapping[str, bytes], part: Part) -> str:
        message = {key: value for key, value in body.items() if key not in {"nonce", "enforce_nonce"}}
        post = {"name": _title(part), "auto_archive_duration": _A_WEEK}
        try:
            about = await self._rest.get("/channels/{channel}", channel=channel.id)
            tagged = {**post, "applied_tags": _tags(about, part)}
            made = await self._create("/channels/{channel}/threads", channel, message, files, tagged)
        except DiscordRefused as refused:
            raise await self._cause(channel, refused, "Send Messages") from refused
        return str(made["id"])

    async def _post_in_thread(self, channel: Channel, opening: str, body: Json) -> str:
        """A message in the thread of an opening post, which is made when the first one comes."""
        title = await self._component_state.thread_title(opening)
        if title is not None:
            await self._start_thread(channel, opening, title)
        try:
            return await self._post_message(
                channel, opening, body, "Send Messages in Threads", raw=(UNKNOWN_CHANNEL, THREAD_ARCHIVED)
            )
        except DiscordRefused as refused:
            if refused.code == UNKNOWN_CHANNEL:
                await self._start_thread(channel, opening, _THREAD)
            elif refused.code == THREAD_ARCHIVED:
                await self._reopen_thread(channel, opening)
            else:
                raise
        return await self._post_message(channel, opening, body, "Send Messages in Threads")

    async def _start_thread(self, channel: Channel, opening: str, title: str) -> None:
        thread = {"name": title, "auto_archive_duration": _A_WEEK}
        try:
            await self._rest.post(f"{_MESSAGES}/{{message}}/threads", thread, channel=channel.id, message=opening)
        except DiscordRefused as refused:
            if refused.code != THREAD_EXISTS:
                raise await self._cause(channel, refused, "Create Public Threads") from refused
        await self._component_state.drop_thread_title(opening)

    async def _reopen_thread(self, channel: Channel, thread: str) -> None:
        try:
            await self._rest.patch("/channels/{channel}", {"archived": False}, channel=thread)
        except DiscordRefused as refused:
            raise await self._cause(channel, refused, "Manage Threads") from refused

    async def _post_message(
        self, channel: Channel, place: str, body: Json, needed: str, *, raw: Sequence[int] = ()
    ) -> str:
        """A message in a thread of a channel or in itself, Discord's refusal translated unless its code is in `raw`."""
        try:
            made = await self._rest.post(_MESSAGES, body, channel=place)
        except DiscordRefused as refused:
            if refused.code in raw:
                raise
            raise await self._cause(channel, refused, needed) from refused
        return str(made["id"])


def _tags(forum: Json, part: Part) -> list[str]:
    """The forum's tags that the headline or the line below it names; where it wants one and none is named, its first."""
    said = f" {_folded(' '.join(_lines(part)))} "
    free = [tag for tag in forum.get("available_tags") or () if not tag.get("moderated")]
    named = [tag["id"] for tag in free if f" {_folded(tag['name'])} " in said]
    wanted = [tag["id"] for tag in free[:1]] if (forum.get("flags") or 0) & _TAG_REQUIRED else []
    return (named or wanted)[:_TAGS]


def _lines(part: Part) -> Iterator[str]:
    """The headline, and what was read: it begins with the topic."""
    for block in part.blocks[:2]:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Small | Paragraph):
            yield flat(block.text)


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _title(part: Part) -> str:
    heading = next((block.text for block in part.blocks if isinstance(block, Heading)), "")
    return within_units(heading, NAME) or _THREAD
