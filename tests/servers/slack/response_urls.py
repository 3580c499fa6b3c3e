"""Response URLs: five answers in half an hour, to whoever did something, in the place where they did it."""

from __future__ import annotations

import copy
import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from tests.servers.slack import posting
from tests.servers.slack.refusals import JSON, RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.state import State

USES = 5
LIFE = 1_800.0


@dataclass(slots=True, kw_only=True)
class Invitation:
    """Who may be answered where.

    Attributes:
        source: The ts of the message whose button was pressed; "" for commands.
        ephemeral: Whether that message was seen by one person only.
    """

    channel: str
    user: str
    made: float
    source: str = ""
    ephemeral: bool = False
    thread: str = ""
    used: int = 0


@dataclass(slots=True)
class ResponseUrls:
    """Those handed out."""

    state: State
    open: dict[str, Invitation] = field(default_factory=dict)

    def hand_out(self, invitation: Invitation) -> str:
        """A URL for an invitation."""
        path = f"{secrets.token_hex(6)}/{secrets.token_urlsafe(12)}"
        self.open[path] = invitation
        return f"{self.state.base_url}/actions/{path}"

    async def serve(self, request: web.Request) -> web.Response:
        """Take what the app says there."""
        invitation = self.open.get(request.match_info["path"])
        try:
            if invitation is None or self.state.clock.now() - invitation.made > LIFE:
                raise RefusedError("expired_url", status=404)  # noqa: TRY301 - one place answers
            if invitation.used >= USES:
                raise RefusedError("used_url", status=404)  # noqa: TRY301 - one place answers
            said = await _said(request)
            self.carry_out(invitation, said)
        except RefusedError as refusal:
            status = refusal.status if refusal.status != 200 else 400
            return web.json_response(refusal.answer, status=status)
        invitation.used += 1
        return web.Response(text="ok")

    def carry_out(self, invitation: Invitation, said: JSON) -> None:
        """Post, replace or remove what an answer says."""
        workspace = self.state.home_of(invitation.channel)
        channel = workspace.channels[invitation.channel]
        if said.get("delete_original"):
            _remove(channel.posts, channel.ephemerals, invitation.source)
            return
        content = posting.checked(
            {key: copy.deepcopy(said[key]) for key in ("text", "blocks", "attachments") if key in said}
        )
        content.setdefault("text", "")
        if said.get("replace_original") and invitation.source:
            _replace(channel.posts, channel.ephemerals, invitation, content)
            return
        shown: JSON = {"type": "message", "bot_id": workspace.bot_id, "ts": workspace.stamp(), **content}
        thread = str(said.get("thread_ts") or invitation.thread)
        if thread:
            shown["thread_ts"] = thread
        if said.get("response_type") == "in_channel":
            channel.add({**shown, "user": workspace.bot, "app_id": self.state.keys.app_id})
        else:
            channel.ephemerals.append({**shown, "user": invitation.user})


async def _said(request: web.Request) -> JSON:
    try:
        said = json.loads(await request.read())
    except ValueError:
        raise RefusedError("invalid_payload", status=400) from None
    if not isinstance(said, dict):
        raise RefusedError("invalid_payload", status=400)
    return said


def _remove(posts: dict[str, JSON], ephemerals: list[JSON], ts: str) -> None:
    posts.pop(ts, None)
    ephemerals[:] = [each for each in ephemerals if each["ts"] != ts]


def _replace(posts: dict[str, JSON], ephemerals: list[JSON], invitation: Invitation, content: JSON) -> None:
    for post in [*posts.values(), *ephemerals]:
        if post["ts"] == invitation.source:
            post.pop("blocks", None)
            post.update(content, edited={"user": post.get("user", ""), "ts": post["ts"]})
