"""The page where people allow an app into their workspace; here they agree at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aiohttp import web

from tests.servers.slack.tokens import Grant

if TYPE_CHECKING:
    from tests.servers.slack.state import State


@dataclass(frozen=True, slots=True)
class Consent:
    """Answers `/oauth/v2/authorize`."""

    state: State

    def code(
        self, *, team: str = "T1", user: str = "U1", redirect_uri: str = "", scopes: tuple[str, ...] | None = None
    ) -> str:
        """A code as the app's redirect URL gets it when somebody agrees."""
        code = f"111.{secrets.token_hex(10)}"
        granted = self.state.scopes if scopes is None else scopes
        self.state.tokens.grants[code] = Grant(
            team=team, user=user, scopes=granted, redirect_uri=redirect_uri, made=self.state.clock.now()
        )
        return code

    async def serve(self, request: web.Request) -> web.Response:
        """Send the browser back with a code, or with the refusal that a person would see."""
        asked = request.query
        if asked.get("client_id") != self.state.keys.client_id:
            return web.json_response({"ok": False, "error": "invalid_client_id"}, status=400)
        redirect = asked.get("redirect_uri", "")
        wanted = tuple(scope for scope in asked.get("scope", "").split(",") if scope)
        if not wanted:
            return web.json_response({"ok": False, "error": "invalid_scope"}, status=400)
        team = asked.get("team") or next(iter(self.state.workspaces))
        user = next(each.id for each in self.state.workspaces[team].users.values() if each.owner)
        code = self.code(team=team, user=user, redirect_uri=redirect, scopes=wanted)
        back = {"code": code, "state": asked.get("state", "")}
        raise web.HTTPFound(f"{redirect or '/installed'}?{urlencode(back)}")
