"""A roundup's picture kept by Slack itself, where no page has an address that Slack could fetch it from."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING

from adapters.present.picture import LIGHT
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from adapters.platforms.slack.api import SlackApi
    from adapters.present.picture import Picture

_NAME = "roundup.png"
_log = logging.getLogger(__name__)


async def upload(slack: SlackApi, picture: Picture) -> str:
    """The id under which Slack keeps it; "" where it won't, as without the scope `files:write`, or nothing can be drawn.

    It belongs to no channel, so it is seen in the message that names it and nowhere else; Slack has it ready some moments
    later. Where a message isn't posted after all, it is left there, unseen.
    """
    # Imported here because the fonts and what draws with them take memory, and most installations draw nothing for Slack.
    from adapters.present import raster  # noqa: PLC0415

    try:
        drawn = await asyncio.to_thread(raster.png, picture, LIGHT)
        place = await slack.read("files.getUploadURLExternal", filename=_NAME, length=str(len(drawn)))
        file = str(place["file_id"])
        await slack.send_file(str(place["upload_url"]), drawn)
        await slack.read("files.completeUploadExternal", files=json.dumps([{"id": file, "title": picture.topic}]))
    except (PaperroundError, KeyError, OSError, ValueError) as trouble:
        _log.info("a picture can't be drawn, or Slack doesn't take it, so the post comes without: %s", trouble)
        return ""
    return file
