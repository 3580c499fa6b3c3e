"""The fields of what Slack sends to apps, as its documentation has them.

Names and types are those of docs.slack.dev: slash commands, the reference of interaction payloads, the Events API and the
interfaces of the Bolt framework, which Slack writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.servers.documented import Shape


_ENTERPRISE: Shape = ({"id": str, "name": str}, None)
_TEAM: Shape = ({"id": str, "domain": str, "enterprise_id?": str, "enterprise_name?": str}, None)
_USER: Shape = {"id": str, "username?": str, "name?": str, "team_id?": str}
_CHANNEL: Shape = {"id": str, "name": str}
_OPTION: Shape = ({"text": dict, "value": str, "description?": dict}, None)
_PLAIN: Shape = ({"type": str, "text": str, "emoji?": bool}, None)
_STATE: Shape = {"values": dict}
_EVERY: dict[str, Shape] = {
    "type": str,
    "token": str,
    "team": _TEAM,
    "user": _USER,
    "api_app_id": str,
    "enterprise?": _ENTERPRISE,
    "is_enterprise_install?": bool,
}

VIEW: Shape = {
    "id": str,
    "type": str,
    "team_id": str,
    "app_id": (str, None),
    "app_installed_team_id?": str,
    "bot_id": str,
    "callback_id": str,
    "external_id?": str,
    "title?": _PLAIN,  # a Home tab has none
    "close": _PLAIN,
    "submit": _PLAIN,
    "blocks": [dict],
    "state": _STATE,
    "hash": str,
    "private_metadata": str,
    "root_view_id": (str, None),
    "previous_view_id": (str, None),
    "clear_on_close": bool,
    "notify_on_close": bool,
}

MESSAGE: Shape = {
    "type": str,
    "subtype?": str,
    "user?": str,
    "bot_id?": str,
    "bot_profile?": dict,
    "app_id?": str,
    "team?": str,
    "user_team?": str,
    "source_team?": str,
    "client_msg_id?": str,
    "text?": str,
    "ts": str,
    "thread_ts?": str,
    "parent_user_id?": str,
    "blocks?": [dict],
    "attachments?": [dict],
    "files?": [dict],
    "edited?": {"user": str, "ts": str},
    "metadata?": {"event_type": str, "event_payload": dict},
    "reply_count?": int,
    "reply_users?": [str],
    "reply_users_count?": int,
    "latest_reply?": str,
}

COMMAND: Shape = {
    "token": str,
    "team_id": str,
    "team_domain": str,
    "enterprise_id?": str,
    "enterprise_name?": str,
    "channel_id": str,
    "channel_name": str,
    "user_id": str,
    "user_name": str,
    "command": str,
    "text": str,
    "api_app_id": str,
    "is_enterprise_install?": str,
    "response_url": str,
    "trigger_id": str,
}

ACTION: Shape = {
    "type": str,
    "block_id": str,
    "action_id": str,
    "action_ts": str,
    "text?": _PLAIN,
    "value?": str,
    "url?": str,
    "style?": str,
    "confirm?": dict,
    "placeholder?": _PLAIN,
    "min_query_length?": int,
    "selected_option?": _OPTION,
    "initial_option?": _OPTION,
    "selected_time?": (str, None),
    "initial_time?": str,
    "selected_conversation?": (str, None),
    "initial_conversation?": str,
}

CONTAINER: Shape = (
    {
        "type": str,
        "message_ts": str,
        "channel_id": str,
        "is_ephemeral": bool,
        "thread_ts?": str,
        "attachment_id?": int,
        "is_app_unfurl?": bool,
        "app_unfurl_url?": str,
    },
    {"type": str, "view_id": str},
)

BLOCK_ACTIONS: Shape = {
    **_EVERY,
    "container": CONTAINER,
    "trigger_id": str,
    "channel?": _CHANNEL,
    "message?": MESSAGE,
    "view?": VIEW,
    "state?": _STATE,
    "response_url?": str,
    "actions": [ACTION],
}

BLOCK_SUGGESTION: Shape = {
    **_EVERY,
    "container": CONTAINER,
    "action_id": str,
    "block_id": str,
    "value": str,
    "channel?": _CHANNEL,
    "message?": MESSAGE,
    "view?": VIEW,
}

VIEW_SUBMISSION: Shape = {
    **_EVERY,
    "trigger_id": str,
    "view": VIEW,
    "response_urls?": [{"response_url": str, "channel_id": str, "block_id": str, "action_id": str}],
}

VIEW_CLOSED: Shape = {**_EVERY, "view": VIEW, "is_cleared": bool}

_SHORTCUT: dict[str, Shape] = {
    **{name: shape for name, shape in _EVERY.items() if name != "api_app_id"},
    "callback_id": str,
    "trigger_id": str,
    "action_ts": str,
}
SHORTCUT: Shape = _SHORTCUT
MESSAGE_ACTION: Shape = {
    **_SHORTCUT,
    "message": MESSAGE,
    "message_ts": str,
    "channel": _CHANNEL,
    "response_url": str,
}

_EVENT: dict[str, Shape] = {"type": str, "event_ts": str}
_SAID: dict[str, Shape] = {**MESSAGE, **_EVENT, "channel": str}
EVENTS: dict[str, Shape] = {
    "message": {**_SAID, "channel_type": str},
    "message_changed": {
        **_EVENT,
        "subtype": str,
        "hidden": bool,
        "channel": str,
        "channel_type": str,
        "ts": str,
        "message": MESSAGE,
        "previous_message": MESSAGE,
    },
    "message_deleted": {
        **_EVENT,
        "subtype": str,
        "hidden": bool,
        "channel": str,
        "channel_type": str,
        "ts": str,
        "deleted_ts": str,
        "previous_message": MESSAGE,
    },
    "app_mention": _SAID,
    "app_home_opened": {**_EVENT, "user": str, "channel": str, "tab": str, "view?": VIEW},
    "link_shared": {
        **_EVENT,
        "channel": str,
        "user": str,
        "message_ts": str,
        "thread_ts?": str,
        "is_bot_user_member?": bool,
        "unfurl_id?": str,
        "source?": str,
        "links": [{"domain": str, "url": str}],
    },
    "member_joined_channel": {
        **_EVENT,
        "user": str,
        "channel": str,
        "channel_type": str,
        "team": str,
        "inviter?": str,
    },
    "tokens_revoked": {**_EVENT, "tokens": {"oauth?": [str], "bot?": [str]}},
    "app_uninstalled": _EVENT,
}


def callback(event: Shape) -> Shape:
    """An event in its envelope."""
    return {
        "type": str,
        "token": str,
        "team_id": str,
        "api_app_id": str,
        "event": event,
        "event_id": str,
        "event_time": int,
        "event_context?": str,
        "context_team_id?": (str, None),
        "context_enterprise_id?": (str, None),
        "enterprise_id?": str,
        "is_ext_shared_channel?": bool,
        "authorizations?": [
            {
                "enterprise_id": (str, None),
                "team_id": (str, None),
                "user_id": str,
                "is_bot": bool,
                "is_enterprise_install?": bool,
            }
        ],
    }
