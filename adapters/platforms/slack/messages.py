"""A channel's messages: posted with a marker that only programs see, found again by it, read for a question."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from adapters.errors import TryLater
from adapters.platforms.slack import pictures, render
from adapters.platforms.slack.cards import papers, texts
from adapters.platforms.slack.failures import SlackRefused
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from adapters.chat import Channel, Marker, Part
    from adapters.platforms.slack.api import Json, SlackApi
    from adapters.platforms.slack.cards import LinkedPapers
    from adapters.platforms.slack.request import SlackRequest
    from adapters.store.ports import KeyValueStore

EVENT = "paperround_part"
_NOT_THESE_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
READY_AFTER = (0.5, 1.0, 2.0, 4.0)
"""Seconds between tries to post a picture that Slack was given just now and may not have ready yet."""
_KEPT_SECONDS = 6 * 3600
_PAGE = 200
_log = logging.getLogger(__name__)


async def send(slack: SlackApi, channel: str, part: Part, marker: Marker, *, thread: str = "") -> str:
    """Post one fitting part with a single call; says its id.

    A picture without an address is kept by Slack first. Where Slack refuses a picture that it can't fetch or doesn't have
    ready in time, or a table or a card, as not every workspace has them, nothing was posted, and it goes without.
    """
    around = {"channel": channel, "metadata": _metadata(marker), **({"thread_ts": thread} if thread else {})}
    kept = part.illustration is not None and not part.illustration.address
    file = await pictures.upload(slack, part.illustration.picture) if kept and part.illustration else ""
    answer = await _natively(part, lambda said: slack.once("chat.postMessage", **said, **around), file)
    return str(answer["ts"])


async def change(slack: SlackApi, channel: str, ts: str, part: Part) -> None:
    """Have one of our messages say something else."""
    await _natively(
        part,
        lambda said: slack.write("chat.update", channel=channel, ts=ts, text=said["text"], blocks=said["blocks"]),
    )


async def _natively(part: Part, say: Callable[[Json], Awaitable[Json]], file: str = "") -> Json:
    """Say a part with its picture and Slack's newest blocks, or with others where it refuses those."""
    *richer, plainest = _ways(part, file)
    for wait, way in richer:
        await asyncio.sleep(wait)
        try:
            return await say(way)
        except SlackRefused as refused:
            if refused.code not in _NOT_THESE_BLOCKS:
                raise
            _log.info("Slack doesn't take a message as it is best (%s)", refused.code)
    return await say(plainest[1])


def _ways(part: Part, file: str) -> Iterator[tuple[float, Json]]:
    """The bodies that say a part, the best first, each with the seconds to wait before it is tried."""
    without_picture = replace(part, illustration=None)
    for wait in READY_AFTER if file else (0.0,):
        yield wait, render.payload(part, native=True, file=file)
    if file or (part.illustration and part.illustration.address):
        yield 0.0, render.payload(without_picture, native=True)
    if render.is_native(part):
        yield 0.0, render.payload(without_picture)


def _metadata(marker: Marker) -> Json:
    return {"event_type": EVENT, "event_payload": {"delivery": marker.delivery, "part": marker.part}}


@dataclass(slots=True, kw_only=True)
class _Search:
    """How far a search has come.

    Attributes:
        cursor: Where Slack's next page begins; "" for the first.
        walked: Whether all pages were read.
        looked_at: How many messages were read.
        standing: The message's id by part, the first where two do.
    """

    cursor: str = ""
    walked: bool = False
    looked_at: int = 0
    standing: dict[int, str] = field(default_factory=dict)

    def read(self, messages: Iterable[Json], delivery: str) -> None:
        """Note what a page has of the delivery."""
        for message in messages:
            self.looked_at += 1
            metadata = message.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            if metadata.get("event_type") == EVENT and payload.get("delivery") == delivery:
                part, ts = int(payload["part"]), str(message["ts"])
                self.standing[part] = min(ts, self.standing.get(part, "~"))

    def note(self) -> str:
        """The same as text."""
        return json.dumps([self.cursor, self.walked, self.looked_at, list(self.standing.items())])

    @classmethod
    def from_note(cls, note: str | None) -> _Search:
        """From such a text; a new one where there is none."""
        if note is None:
            return cls()
        cursor, walked, looked_at, standing = json.loads(note)
        return cls(cursor=cursor, walked=walked, looked_at=looked_at, standing=dict(standing))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What is asked of Slack, and the name under which an interrupted search is kept."""

    method: str
    params: Mapping[str, str | int | bool]
    delivery: str
    name: str


class SlackMessageHistory:
    """Looks for a delivery's markers in a channel or a thread.

    Apps that are distributed outside Slack's Marketplace may read fifteen messages a minute, so a search that Slack
    interrupts is kept, and the next call goes on where it ended.
    """

    def __init__(self, slack: SlackApi, key_values: KeyValueStore) -> None:
        self._slack = slack
        self._key_values = key_values

    async def posted(self, channel: Channel, delivery: str, *, since: datetime, thread: str = "") -> Mapping[int, str]:
        """The message's id by part; raises `TryLater` with Slack's own wait, `SlackRefused` or `StoreAway`."""
        place = f"{channel.workspace}:{channel.id}:{thread}"
        look = _Look(
            method="conversations.replies" if thread else "conversations.history",
            params={
                "channel": channel.id,
                "oldest": f"{since.timestamp():.6f}",
                "include_all_metadata": True,
                "limit": _PAGE,
                **({"ts": thread} if thread else {}),
            },
            delivery=delivery,
            name=f"slack:search:{place}:{delivery}",
        )
        search = _Search.from_note(await self._key_values.get(look.name))
        resumed = search.looked_at > 0
        while not search.walked:
            search.cursor = await self._page(search, look)
            # An opening post is all that a delivery has outside of its thread.
            search.walked = not search.cursor or bool(search.standing and not thread)
        if resumed and not thread:
            # The newest messages stand on the first page, which was read before the wait.
            search.cursor = ""
            await self._page(search, look)
        await self._key_values.drop(look.name)
        return search.standing

    async def _page(self, search: _Search, look: _Look) -> str:
        """Read one more page; says where the next begins."""
        more: dict[str, str | int | bool] = {"cursor": search.cursor} if search.cursor else {}
        try:
            page = await self._slack.read(look.method, **look.params, **more)
        except TryLater as later:
            await self._key_values.put(look.name, search.note(), _KEPT_SECONDS)
            said = f"Slack lets this app read little at a time: {search.looked_at} messages looked at so far."
            _log.info("%s Going on in %d s.", said, later.retry_after or 0, extra={"delivery": look.delivery})
            raise TryLater(said, retry_after=later.retry_after) from later
        search.read(page.get("messages") or (), look.delivery)
        return str((page.get("response_metadata") or {}).get("next_cursor") or "")


async def said_above(slack: SlackApi, request: SlackRequest, linked: LinkedPapers) -> str:
    """What the nearest earlier message of the request's thread says that links to a paper and isn't ours.

    "" where there is none, or where Slack doesn't let it be read now.
    """
    try:
        page = await slack.read(
            "conversations.replies",
            channel=request.channel,
            ts=request.reply_thread,
            limit=_PAGE,
            include_all_metadata=True,
        )
    except PaperroundError as unread:
        _log.info("what stands above a question can't be read: %s", unread)
        return ""
    earlier = [one for one in page.get("messages") or () if float(one["ts"]) < float(request.ts)]
    people = (one for one in earlier[::-1] if (one.get("metadata") or {}).get("event_type") != EVENT)
    return next((" ".join(texts(one)) for one in people if papers(one, linked)), "")
