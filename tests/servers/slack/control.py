"""`/_control`: the server's state and faults, for tests whose bot runs in another process."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from aiohttp import web

from tests.servers.slack.answers import Answer
from tests.servers.slack.refusals import RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.refusals import JSON
    from tests.servers.slack.server import SlackServer

DEEDS = (
    "fault", "end_tokens", "remove_bot", "archive", "pass_by", "invite", "uninstall", "command", "say", "event",
    "open_home", "shortcut", "add_channel", "add_workspace",
)  # fmt: skip
"""What may be done from outside, by the names and arguments of `SlackServer`'s own methods."""


class Control:
    """GET reads; POST `{"do": "fault", "kind": "throttle", …}` does what `SlackServer` does under that name.

    Beside those: `press`, `select`, `submit_view` and `block_suggestion` name what they are done to by `channel` and
    `ts`, by `view`, or by `home`; `clear_faults` and `app_url` need no explanation; `disconnect` ends Socket Mode
    sessions with a `reason`. GET takes `?channel=C1` for the posts of that one.
    """

    def __init__(self, server: SlackServer) -> None:
        self._server = server

    async def shown(self, request: web.Request) -> web.Response:
        """Everything: secrets, state, answers; or the posts of one channel."""
        server = self._server
        if "channel" in request.query:
            return web.json_response({"posts": list(server.channel(request.query["channel"]).posts.values())})
        return web.json_response(
            {
                **server.state.shown(),
                "keys": {**asdict(server.state.keys), "bot_token": server.bot_token, "app_token": server.app_token},
                "connections": len(server.socket_mode.connections),
                "answers": [told(each) for each in server.courier.answers],
            }
        )

    async def serve(self, request: web.Request) -> web.Response:
        """Do one thing."""
        asked = json.loads(await request.read())
        deed = str(asked.pop("do", ""))
        try:
            outcome = await self._done(deed, asked)
        except (TypeError, ValueError, LookupError, AssertionError, RefusedError) as error:
            return web.json_response({"ok": False, "error": str(error)}, status=400)
        return web.json_response({"ok": True, "outcome": told(outcome) if isinstance(outcome, Answer) else None})

    async def _done(self, deed: str, asked: JSON) -> object:
        server = self._server
        match deed:
            case "clear_faults":
                server.faults.clear()
            case "app_url":
                server.app_url = asked["url"]
            case "disconnect":
                await server.socket_mode.disconnect(asked.get("reason", "refresh_requested"))
            case "press" | "select" | "submit_view" | "block_suggestion":
                return await getattr(server, deed)(self._there(asked), **asked)
            case _ if deed in DEEDS:
                outcome = getattr(server, deed)(*asked.pop("args", ()), **asked)
                return await outcome if hasattr(outcome, "__await__") else outcome
            case _:
                raise ValueError(f"no such deed: {deed}")
        return None

    def _there(self, asked: JSON) -> JSON:
        if "view" in asked:
            return self._server.workspace.views[asked.pop("view")]
        if "home" in asked:
            return self._server.homes[asked.pop("home")]
        channel, ts = self._server.channel(asked.pop("channel")), asked.pop("ts")
        found = [each for each in [*channel.posts.values(), *channel.ephemerals] if each["ts"] == ts]
        return found[0]


def told(answer: Answer) -> JSON:
    """An answer as JSON."""
    return {
        "kind": answer.sent.kind,
        "way": answer.way,
        "status": answer.status,
        "body": answer.body,
        "seconds": answer.seconds,
        "trouble": answer.trouble,
        "refused": answer.refused,
    }
