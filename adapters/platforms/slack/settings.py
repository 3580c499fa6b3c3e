"""The settings of Slack."""

from __future__ import annotations

import re

from adapters.platforms.slack.rights import ANYONE, CREATORS, MEMBERS
from adapters.settings import Setting, port, secret, text, url

BASE_URL = "https://slack.com/api/"
_USER_GROUP = re.compile(r"S[A-Z0-9]+")


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
    "PAPERROUND_SECRET_KEY", "any long random text; encrypts the tokens of many workspaces in the store"
)
PUBLIC_URL = Setting(
    name="PAPERROUND_URL",
    meaning="where Slack reaches this server, such as `https://papers.example.org`",
    parse=url,
    default="",
)
PORT = Setting(name="SLACK_PORT", meaning="the port to listen on", parse=port, default=3000)
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

SETTINGS = (
    BOT_TOKEN,
    APP_TOKEN,
    SIGNING_SECRET,
    CLIENT_ID,
    CLIENT_SECRET,
    SECRET_KEY,
    PUBLIC_URL,
    PORT,
    RULE,
    API_URL,
)
