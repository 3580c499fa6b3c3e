"""Messages with a marker that only programs see, so that what was posted can be found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.platforms.slack import render

if TYPE_CHECKING:
    from adapters.chat import Marker, Part
    from adapters.platforms.slack.api import Json, SlackApi

EVENT = "paperround_part"


async def send(slack: SlackApi, channel: str, part: Part, marker: Marker, *, thread: str = "") -> str:
    """Post one fitting part with a single call; says its id."""
    payload = {"channel": channel, **render.payload(part), "metadata": _metadata(marker)}
    if thread:
        payload["thread_ts"] = thread
    answer = await slack.once("chat.postMessage", **payload)
    return str(answer["ts"])


def _metadata(marker: Marker) -> Json:
    return {"event_type": EVENT, "event_payload": {"delivery": marker.delivery, "part": marker.part}}
