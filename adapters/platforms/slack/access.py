"""How this installation reaches Slack: its secrets, its addresses and its rule on rights."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.platforms.slack import settings as declared
from adapters.platforms.slack.rights import MEMBERS

if TYPE_CHECKING:
    from adapters.settings import Settings

PLATFORM = "slack"
AUTHORIZE_URL = "https://slack.com/oauth/v2/authorize"
SCOPES = {
    "app_mentions:read": "hear @Paperround",
    "channels:history": "hear replies in the threads of roundups, and find what was already posted after a restart",
    "channels:join": "join a public channel when somebody subscribes it or presses Join",
    "channels:read": "know a channel's members, for who may change its subscriptions, and list channels on the Home tab",
    "chat:write": "post roundups and answers",
    "commands": "/papers, /paper and the message shortcut",
    "groups:history": "the same in private channels that it was invited to",
    "groups:read": "the same in private channels that it was invited to",
    "im:history": "hear what is said to it in direct messages",
    "im:read": "know a direct message from a channel",
    "im:write": "send a whole roundup to somebody who asks for it privately",
    "links:read": "see arXiv links",
    "links:write": "show a small card under them",
    "mpim:history": "the same in group messages",
    "mpim:read": "the same in group messages",
    "users:read": "the time zone of a profile, and whether somebody is a guest or an admin",
    "usergroups:read": "only for the setting that lets one user group change subscriptions",
}
"""Everything that the app asks for, and why; the manifest says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackAccess:
    """What is set decides how it runs.

    Attributes:
        bot_token: `xoxb-…`, for a single workspace.
        app_token: `xapp-…`, for Socket Mode.
        signing_secret: For HTTP.
        client_id: With `client_secret`, for many workspaces by OAuth.
        public_url: Where Slack reaches this server, such as `https://papers.example.org`; "" lets Slack's own setting decide.
        rule: Who may change a channel's subscriptions; see `rights.Rule`.
    """

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)
    public_url: str = ""
    rule: str = MEMBERS
    host: str = "0.0.0.0"  # noqa: S104 - Slack comes from outside
    port: int = 3000
    base_url: str = declared.BASE_URL
    authorize_url: str = AUTHORIZE_URL

    @classmethod
    def from_settings(cls, settings: Settings) -> SlackAccess | None:
        """Slack as these settings reach it, where a token or an app of one's own is set."""
        found = cls(
            bot_token=settings[declared.BOT_TOKEN],
            app_token=settings[declared.APP_TOKEN],
            signing_secret=settings[declared.SIGNING_SECRET],
            client_id=settings[declared.CLIENT_ID],
            client_secret=settings[declared.CLIENT_SECRET],
            secret_key=settings[declared.SECRET_KEY],
            public_url=settings[declared.PUBLIC_URL],
            rule=settings[declared.RULE],
            port=settings[declared.PORT],
            base_url=settings[declared.API_URL],
        )
        return found if found.bot_token or found.by_oauth else None

    @property
    def by_oauth(self) -> bool:
        """Whether workspaces install the app by themselves."""
        return bool(self.client_id and self.client_secret and not self.bot_token)

    @property
    def by_socket(self) -> bool:
        """Whether Slack is reached by a WebSocket of ours."""
        return bool(self.app_token)

    @property
    def by_http(self) -> bool:
        """Whether Slack reaches us."""
        return bool(self.signing_secret) and not self.by_socket

    @property
    def missing(self) -> str:
        """What has to be set before anything can run, as a sentence; "" where nothing is missing."""
        if not (self.bot_token or self.by_oauth):
            return "Set SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for many."
        if not (self.by_socket or self.by_http):
            return "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP."
        return ""
