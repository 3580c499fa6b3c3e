"""The settings of Slack, and how an installation with them reaches it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.platforms.slack.rights import ANYONE, CREATORS, MEMBERS
from adapters.settings import Setting, port, secret, text, url

if TYPE_CHECKING:
    from adapters.settings import Settings

BASE_URL = "https://slack.com/api/"
_USER_GROUP = re.compile(r"S[A-Z0-9]+")
PLATFORM = "slack"
KEY_LENGTH = 32
"""Characters of a key: 128 bits where it is hexadecimal, as many as each of Fernet's own two keys has."""
SCOPES = {
    "app_mentions:read": "hear @Paperround",
    "channels:history": "hear replies in the threads of roundups, and find what was already posted after a restart",
    "channels:join": "join a public channel when somebody subscribes it or presses Join",
    "channels:read": "know a channel's members, for who may change its subscriptions, and list channels on the Home tab",
    "chat:write": "post roundups and answers",
    "commands": "/papers, /paper and the message shortcut",
    "files:write": "keep a roundup's picture, only where no web page has it",
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


def _rule(value: str) -> str:
    if value in (MEMBERS, ANYONE, CREATORS) or _USER_GROUP.fullmatch(value):
        return value
    raise ValueError(f"{MEMBERS}, {ANYONE}, {CREATORS}, or the id of a user group, such as S0123ABCD")


BOT_TOKEN = secret("SLACK_BOT_TOKEN", "one workspace: the bot's token")
APP_TOKEN = secret("SLACK_APP_TOKEN", "Socket Mode: the app-level token; where it is set, Socket Mode is used")
SIGNING_SECRET = secret("SLACK_SIGNING_SECRET", "HTTP: verifies that requests come from Slack")
CLIENT_ID = Setting(
    name="SLACK_CLIENT_ID",
    meaning="many workspaces, by OAuth; used where `SLACK_BOT_TOKEN` isn't set",
    parse=text,
    default="",
)
CLIENT_SECRET = secret("SLACK_CLIENT_SECRET", "belongs to `SLACK_CLIENT_ID`")
SECRET_KEY = secret(
    "PAPERROUND_SECRET_KEY",
    "a random text of at least 32 characters, as `openssl rand -hex 32` makes it; encrypts the tokens of many workspaces in the"
    " store. Behind a comma may follow former ones, which only open",
)
PUBLIC_URL = Setting(
    name="PAPERROUND_URL",
    meaning="where Slack reaches this server, such as `https://papers.example.org`",
    parse=url,
    default="",
)
PORT = Setting(name="SLACK_PORT", meaning="the port to listen on", parse=port, default=3000)
HOST = Setting(
    name="SLACK_HOST",
    meaning="the address to listen on; `127.0.0.1` behind a proxy on the same machine",
    parse=text,
    default="0.0.0.0",  # noqa: S104 - Slack comes from outside
)
RULE = Setting(
    name="PAPERROUND_SLACK_RULE",
    meaning="who may change a channel's subscriptions: its `members`, `anyone`, its `creators` (and admins), or the id"
    " of a user group, `S0123…`",
    parse=_rule,
    default=MEMBERS,
)
API_URL = Setting(
    name="SLACK_API_URL", meaning="another place than slack.com, to test with", parse=url, default=BASE_URL
)
AUTHORIZE_URL = Setting(
    name="SLACK_AUTHORIZE_URL",
    meaning="where people consent to installing the app, to test with",
    parse=url,
    default="https://slack.com/oauth/v2/authorize",
)

SETTINGS = (
    BOT_TOKEN,
    APP_TOKEN,
    SIGNING_SECRET,
    CLIENT_ID,
    CLIENT_SECRET,
    SECRET_KEY,
    PUBLIC_URL,
    PORT,
    HOST,
    RULE,
    API_URL,
    AUTHORIZE_URL,
)


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
    base_url: str = BASE_URL
    authorize_url: str = AUTHORIZE_URL.default

    @classmethod
    def from_settings(cls, settings: Settings) -> SlackAccess | None:
        """Slack as these settings reach it, where a token or an app of one's own is set."""
        found = cls(
            bot_token=settings[BOT_TOKEN],
            app_token=settings[APP_TOKEN],
            signing_secret=settings[SIGNING_SECRET],
            client_id=settings[CLIENT_ID],
            client_secret=settings[CLIENT_SECRET],
            secret_key=settings[SECRET_KEY],
            public_url=settings[PUBLIC_URL],
            rule=settings[RULE],
            port=settings[PORT],
            host=settings[HOST],
            base_url=settings[API_URL],
            authorize_url=settings[AUTHORIZE_URL],
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
        return self.unsealed

    @property
    def unsealed(self) -> str:
        """Why tokens of many workspaces can't be kept, as a sentence; "" where they can, or none are."""
        if not self.by_oauth or len(secret_keys(self.secret_key)[0]) >= KEY_LENGTH:
            return ""
        return (
            f"Set PAPERROUND_SECRET_KEY to a random text of at least {KEY_LENGTH} characters, such as `openssl rand -hex 32`"
            " makes: it encrypts the tokens of the workspaces that install the app. A former one may follow, after a comma."
        )


def secret_keys(said: str) -> tuple[str, ...]:
    """The key that seals, "" where there is none, then those that only open."""
    return tuple(key.strip() for key in said.split(","))
