"""What is wrong with an installation's access to Slack, each finding with the one step that mends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import aiohttp

from adapters.chat import Finding
from adapters.platforms.slack.api import SlackApi, client
from adapters.platforms.slack.failures import SlackRefused
from adapters.platforms.slack.settings import SCOPES
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.platforms.slack.settings import SlackAccess

_OPTIONAL = {"usergroups:read", "files:write", "links:read", "links:write", "channels:join"}
_SECRET = re.compile(r"[0-9a-f]{32}")
_SETTINGS = "api.slack.com/apps"


async def examine(access: SlackAccess) -> AsyncIterator[Finding]:
    """Look at tokens, scopes and reachability; nothing is posted."""
    if access.missing:
        yield Finding(what="Slack isn't set up.", mend=access.missing)
        return
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15)) as session:
        if access.bot_token:
            async for finding in _bot_token(access, session):
                yield finding
        if access.by_oauth:
            yield Finding(what="Workspaces install the app at /slack/install.")
            yield Finding(what="Tokens are kept encrypted.")
        if access.by_socket:
            yield await _app_token(access, session)
        if access.by_http:
            yield _signing_secret(access)
            yield await _reachable(access, session)


async def _bot_token(access: SlackAccess, session: aiohttp.ClientSession) -> AsyncIterator[Finding]:
    if not access.bot_token.startswith("xoxb-"):
        where = f"{_SETTINGS} → OAuth & Permissions → Bot User OAuth Token"
        yield Finding(
            what="SLACK_BOT_TOKEN isn't a bot's token.", mend=f"Set it to the one that begins with xoxb-, at {where}."
        )
        return
    try:
        told, scopes = await SlackApi(client(access.base_url, access.bot_token, session)).granted()
    except SlackRefused as refused:
        mend = f"Install the app again at {_SETTINGS} → Install App, and set SLACK_BOT_TOKEN to the new token."
        yield Finding(what=f"Slack doesn't accept SLACK_BOT_TOKEN ({refused.code}).", mend=mend)
        return
    except PaperroundError as away:
        yield Finding(what=str(away), mend=f"Let this machine reach {access.base_url}.")
        return
    yield Finding(what=f"The bot is {told.get('user')} in the workspace {told.get('team')}.")
    yield scopes_found(scopes, access)


def scopes_found(granted: frozenset[str], access: SlackAccess) -> Finding:
    """What the scopes that Slack told of mean; none is known where it told of none."""
    needed = set(SCOPES) - _OPTIONAL | ({"usergroups:read"} if access.rule.startswith("S") else set())
    missing = sorted(needed - granted)
    if not granted:
        return Finding(what="Slack didn't say which scopes the bot has.")
    if missing:
        mend = f"Add them at {_SETTINGS} → OAuth & Permissions, and install the app again."
        return Finding(what=f"The bot lacks the scopes {', '.join(missing)}.", mend=mend)
    without = sorted((set(SCOPES) & _OPTIONAL) - granted - ({"usergroups:read"} - needed))
    rest = f" Without {', '.join(without)} a little less works." if without else ""
    return Finding(what=f"The bot has the scopes that it needs.{rest}")


async def _app_token(access: SlackAccess, session: aiohttp.ClientSession) -> Finding:
    where = f"{_SETTINGS} → Basic Information → App-Level Tokens, with the scope connections:write"
    if not access.app_token.startswith("xapp-"):
        return Finding(
            what="SLACK_APP_TOKEN isn't an app-level token.", mend=f"Set it to one that begins with xapp-: {where}."
        )
    try:
        await SlackApi(client(access.base_url, access.app_token, session)).write("apps.connections.open")
    except SlackRefused as refused:
        if refused.code == "socket_mode_not_enabled":
            return Finding(what="Socket Mode is off.", mend=f"Turn it on at {_SETTINGS} → Socket Mode.")
        return Finding(
            what=f"Slack doesn't accept SLACK_APP_TOKEN ({refused.code}).", mend=f"Make a new one at {where}."
        )
    except PaperroundError as away:
        return Finding(what=str(away), mend=f"Let this machine reach {access.base_url}.")
    return Finding(what="Socket Mode connects.")


def _signing_secret(access: SlackAccess) -> Finding:
    if _SECRET.fullmatch(access.signing_secret):
        return Finding(what="The signing secret has the right form.")
    mend = f"Copy it from {_SETTINGS} → Basic Information → App Credentials: 32 characters from 0 to f."
    return Finding(what="SLACK_SIGNING_SECRET has another form than Slack's.", mend=mend)


async def _reachable(access: SlackAccess, session: aiohttp.ClientSession) -> Finding:
    """Our own address, from outside: it has to turn away what nobody signed."""
    if not access.public_url:
        return Finding(
            what="Whether Slack reaches this machine can't be told, since PAPERROUND_URL isn't set.",
        )
    url = f"{access.public_url.rstrip('/')}/slack/events"
    try:
        async with session.post(url, data=b"{}") as answer:
            status = answer.status
    except (aiohttp.ClientError, TimeoutError):
        return Finding(
            what=f"Nothing answers at {url}.", mend="Start paperround run slack, and let the web server pass it on."
        )
    if status == 401:  # noqa: PLR2004 - Unauthorized
        return Finding(what=f"{url} turns away what isn't signed.")
    return Finding(
        what=f"{url} answers {status} where 401 is right.",
        mend="Let the web server pass /slack/ on to paperround run slack.",
    )
