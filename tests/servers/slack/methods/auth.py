"""auth.*, team.info and apps.connections.open."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from tests.servers.slack.refusals import RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.call import Call
    from tests.servers.slack.refusals import JSON

TICKET_LIFE = 30.0


def test(call: Call) -> JSON:
    """Who the token is; an app-level token is an app, a bot token a bot in a workspace."""
    if call.token is not None and call.token.kind == "app":
        return {"app_name": "Paperround", "app_id": call.state.keys.app_id}
    workspace = call.workspace
    bot = workspace.users[workspace.bot]
    return {
        "url": f"{call.state.base_url}/",
        "team": workspace.name,
        "user": bot.name,
        "team_id": workspace.id,
        "user_id": bot.id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def revoke(call: Call) -> JSON:
    """End the token, unless it is only a test."""
    if call.flag("test"):
        return {"revoked": False}
    if call.token is not None:
        call.token.state = "token_revoked"
    return {"revoked": True}


def team(call: Call) -> JSON:
    """About the workspace."""
    wanted = call.text("team")
    if wanted and wanted != call.workspace.id:
        raise RefusedError("team_not_found")
    about = call.workspace
    return {"team": {"id": about.id, "name": about.name, "domain": about.name, "email_domain": "", "icon": {}}}


def open_connection(call: Call) -> JSON:
    """An address for a WebSocket, good once and for half a minute."""
    ticket = secrets.token_urlsafe(12)
    call.state.socket_tickets[ticket] = call.now + TICKET_LIFE
    address = call.state.base_url.replace("http", "ws", 1)
    return {"url": f"{address}/link/?ticket={ticket}&app_id={call.state.keys.app_id}"}
