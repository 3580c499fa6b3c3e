"""Messages with a marker that only programs see, so that what was posted can be found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.platforms.slack import render

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

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


async def found(
    slack: SlackApi, channel: str, delivery: str, *, since: datetime, thread: str = ""
) -> Mapping[int, str]:
    """The messages of a delivery that stand in a channel, or in a thread: the id by part, the first where two do."""
    params: dict[str, str | int | bool] = {
        "channel": channel,
        "oldest": f"{since.timestamp():.6f}",
        "include_all_metadata": True,
    }
    method = "conversations.history"
    if thread:
        method, params = "conversations.replies", {**params, "ts": thread}
    standing: dict[int, str] = {}
    async for message in slack.pages(method, "messages", **params):
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        if metadata.get("event_type") == EVENT and payload.get("delivery") == delivery:
            standing[int(payload["part"])] = min(str(message["ts"]), standing.get(int(payload["part"]), "~"))
    return standing
