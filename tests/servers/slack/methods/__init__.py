"""The methods of the Web API that this server knows, and what each asks of a token."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.servers.slack.methods import assistant, auth, chat, conversations, files, oauth, users, views
from tests.servers.slack.refusals import JSON, RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.call import Call
    from tests.servers.slack.tokens import TokenKind

Carry = Callable[["Call"], JSON]


@dataclass(frozen=True, slots=True)
class Method:
    """A method.

    Attributes:
        scopes: One of them is needed; where that depends on the channel, the method looks itself.
        tier: Slack's rate tier; 0 has limits of its own.
        callers: The kinds of tokens; none where it needs no token.
    """

    carry: Carry
    scopes: tuple[str, ...] = ()
    tier: int = 3
    callers: tuple[TokenKind, ...] = ("bot",)


METHODS: dict[str, Method] = {
    "apps.connections.open": Method(auth.open_connection, ("connections:write",), 1, callers=("app",)),
    "assistant.threads.setStatus": Method(assistant.set_status, ("chat:write",), 4),
    "auth.revoke": Method(auth.revoke),
    "auth.test": Method(auth.test, (), 0, callers=("bot", "app")),
    "chat.delete": Method(chat.delete, ("chat:write",)),
    "chat.getPermalink": Method(chat.permalink, (), 0),
    "chat.postEphemeral": Method(chat.post_ephemeral, ("chat:write",), 4),
    "chat.postMessage": Method(chat.post_message, ("chat:write",), 0),
    "chat.unfurl": Method(chat.unfurl, ("links:write",)),
    "chat.update": Method(chat.update, ("chat:write",)),
    "conversations.history": Method(conversations.history),
    "conversations.info": Method(conversations.info),
    "conversations.join": Method(conversations.join, ("channels:join",)),
    "conversations.list": Method(conversations.listed, (), 2),
    "conversations.members": Method(conversations.members, (), 4),
    "conversations.open": Method(conversations.opened),
    "conversations.replies": Method(conversations.replies),
    "files.completeUploadExternal": Method(files.completed, ("files:write",), 4),
    "files.getUploadURLExternal": Method(files.upload_url, ("files:write",), 4),
    "oauth.v2.access": Method(oauth.access, (), 4, callers=()),
    "team.info": Method(auth.team, ("team:read",)),
    "usergroups.list": Method(users.groups, ("usergroups:read",), 2),
    "usergroups.users.list": Method(users.group_users, ("usergroups:read",)),
    "users.conversations": Method(conversations.of_user),
    "users.info": Method(users.info, ("users:read",), 4),
    "views.open": Method(views.opened, (), 4),
    "views.publish": Method(views.published, (), 4),
    "views.push": Method(views.pushed, (), 4),
    "views.update": Method(views.updated, (), 4),
}


def carry_out(call: Call, token: str) -> JSON:
    """Do what a call asks, or raise how Slack refuses it."""
    method = METHODS.get(call.method)
    if method is None:
        raise RefusedError("unknown_method", req_method=call.method)
    if not method.callers:
        return {"ok": True, **method.carry(call)}
    call.token = call.state.tokens.checked(token, call.now)
    if call.token.kind not in method.callers:
        raise RefusedError("not_allowed_token_type")
    call.state.rates.call(call.method, call.token.team, method.tier, call.now)
    if method.scopes:
        call.need(*method.scopes)
    return {"ok": True, **method.carry(call)}
