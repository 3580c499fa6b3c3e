"""oauth.v2.access: codes for tokens, and refresh tokens for fresh ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack.refusals import RefusedError
from tests.servers.slack.tokens import ROTATION

if TYPE_CHECKING:
    from tests.servers.slack.call import Call
    from tests.servers.slack.refusals import JSON
    from tests.servers.slack.tokens import Token

CODE_LIFE = 600.0


def access(call: Call) -> JSON:
    """A bot token for a code or for a refresh token."""
    keys = call.state.keys
    if call.text("client_id") != keys.client_id:
        raise RefusedError("invalid_client_id")
    if call.text("client_secret") != keys.client_secret:
        raise RefusedError("bad_client_secret")
    grant_type = call.text("grant_type") or "authorization_code"
    if grant_type == "refresh_token":
        return _refreshed(call)
    if grant_type != "authorization_code":
        raise RefusedError("invalid_grant_type")
    return _exchanged(call)


def _exchanged(call: Call) -> JSON:
    tokens, code = call.state.tokens, call.text("code")
    if code in tokens.spent:
        raise RefusedError("code_already_used")
    grant = tokens.grants.pop(code, None)
    if grant is None or call.now - grant.made > CODE_LIFE:
        raise RefusedError("invalid_code")
    if call.text("redirect_uri") != grant.redirect_uri:
        raise RefusedError("bad_redirect_uri")
    tokens.spent.add(code)
    token = tokens.issue("bot", grant.team, grant.scopes, expires=call.now + ROTATION if tokens.rotates else None)
    return {**_granted(call, token), "authed_user": {"id": grant.user}}


def _refreshed(call: Call) -> JSON:
    tokens = call.state.tokens
    old = tokens.refreshers.pop(call.text("refresh_token"), None)
    if old is None or old.state:
        raise RefusedError("invalid_refresh_token")
    return _granted(call, tokens.issue("bot", old.team, old.scopes, expires=call.now + ROTATION))


def _granted(call: Call, token: Token) -> JSON:
    workspace = call.state.workspaces[token.team]
    granted: JSON = {
        "app_id": call.state.keys.app_id,
        "access_token": token.value,
        "token_type": "bot",
        "scope": ",".join(token.scopes),
        "bot_user_id": workspace.bot,
        "team": {"id": workspace.id, "name": workspace.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    if token.expires is not None:
        granted["refresh_token"] = call.state.tokens.refresher(token)
        granted["expires_in"] = int(token.expires - call.now)
    return granted
