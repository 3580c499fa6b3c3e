"""What Slack sends to apps: commands, interactions and event callbacks, field by field."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.servers.slack.response_urls import Invitation

if TYPE_CHECKING:
    from tests.servers.slack.refusals import JSON
    from tests.servers.slack.response_urls import ResponseUrls
    from tests.servers.slack.state import State
    from tests.servers.slack.workspace import Workspace


_NAMELESS = frozenset({"shortcut", "message_action"})
"""What doesn't say which app it is for."""
_OPENING_NOTHING = frozenset({"block_suggestion", "view_closed"})
"""What no window can be opened after."""


@dataclass(frozen=True, slots=True)
class Payloads:
    """Builds them from what the server knows."""

    state: State
    response_urls: ResponseUrls

    def command(self, name: str, text: str, user: str, channel: str) -> tuple[JSON, Invitation]:
        """A slash command, and where it may be answered."""
        workspace = self.state.home_of(channel)
        where = workspace.channels[channel]
        person = workspace.user(user)
        invitation = Invitation(channel=channel, user=user, made=self.state.clock.now())
        return {
            "token": self.state.keys.verification,
            "team_id": workspace.id,
            "team_domain": workspace.name,
            "channel_id": channel,
            "channel_name": {"private_channel": "privategroup", "im": "directmessage"}.get(where.kind, where.name),
            "user_id": user,
            "user_name": person.name,
            "command": name,
            "text": text,
            "api_app_id": self.state.keys.app_id,
            "is_enterprise_install": "false",
            "response_url": self.response_urls.hand_out(invitation),
            "trigger_id": self.state.triggers.hand_out(user, self.state.clock.now()),
        }, invitation

    def interaction(self, kind: str, workspace: Workspace, user: str, **more: object) -> JSON:
        """What every interaction has, and more."""
        person = workspace.user(user)
        made: JSON = {
            "type": kind,
            "token": self.state.keys.verification,
            "team": {"id": workspace.id, "domain": workspace.name},
            "user": {"id": user, "username": person.name, "name": person.name, "team_id": person.team},
            "enterprise": None,
            "is_enterprise_install": False,
        }
        if kind not in _NAMELESS:
            made["api_app_id"] = self.state.keys.app_id
        if kind not in _OPENING_NOTHING:
            made["trigger_id"] = self.state.triggers.hand_out(user, self.state.clock.now())
        return {**made, **more}

    def callback(self, workspace: Workspace, event: JSON) -> JSON:
        """An event in its envelope."""
        stamp = workspace.stamp()
        bot = {
            "enterprise_id": None,
            "team_id": workspace.id,
            "user_id": workspace.bot,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": self.state.keys.verification,
            "team_id": workspace.id,
            "context_team_id": workspace.id,
            "context_enterprise_id": None,
            "api_app_id": self.state.keys.app_id,
            "event": {"event_ts": stamp, **event},
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(float(stamp)),
            "authorizations": [bot],
            "is_ext_shared_channel": False,
            "event_context": secrets.token_hex(8),
        }
