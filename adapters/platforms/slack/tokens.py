"""The bot's token in each workspace, fresh, and who the bot is there."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from typing_extensions import override

from adapters.errors import TryLater
from adapters.platforms.slack.api import SlackApi, client
from adapters.platforms.slack.failures import SlackRefused
from adapters.platforms.slack.http import INSTALL
from adapters.store.leases import keeping

if TYPE_CHECKING:
    import aiohttp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.oauth.installation_store import Installation

    from adapters.chat import Ports
    from adapters.platforms.slack.installations import Installations
    from adapters.platforms.slack.settings import SlackAccess

_BEFORE_EXPIRY = 7_200
"""Seconds before a token's end at which it is renewed; of twelve hours."""
_RENEWING = 60
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The bot in a workspace."""

    token: str = field(repr=False)
    workspace: str
    user: str
    bot: str


class Tokens(Protocol):
    """Where tokens come from."""

    async def of(self, workspace: str, enterprise: str = "") -> Identity:
        """The bot there; raises `SlackRefused` (`not_authed`) where the app isn't installed."""
        ...


class OneWorkspace(Tokens):
    """A token that was set by hand; Slack is asked once whose it is."""

    def __init__(self, access: SlackAccess, session: aiohttp.ClientSession) -> None:
        self._token = access.bot_token
        self._slack = SlackApi(client(access.base_url, access.bot_token, session))
        self._identity: Identity | None = None

    @override
    async def of(self, workspace: str, enterprise: str = "") -> Identity:
        if self._identity is None:
            told = await self._slack.read("auth.test")
            self._identity = Identity(
                token=self._token,
                workspace=str(told["team_id"]),
                user=str(told.get("user_id") or ""),
                bot=str(told.get("bot_id") or ""),
            )
        return self._identity


class ManyWorkspaces(Tokens):
    """Tokens of all that installed the app; those that rotate are renewed in time, by one process at once."""

    def __init__(
        self, access: SlackAccess, session: aiohttp.ClientSession, installed: Installations, ports: Ports
    ) -> None:
        self._secrets = {"client_id": access.client_id, "client_secret": access.client_secret}
        self._slack = SlackApi(client(access.base_url, None, session))
        self._installed = installed
        self._key_values = ports.key_values
        self._now = ports.now

    @override
    async def of(self, workspace: str, enterprise: str = "") -> Identity:
        found = await self._installed.async_find_installation(
            enterprise_id=enterprise or None, team_id=workspace or None
        )
        if found is None:
            raise SlackRefused("not_authed")
        if self._ends_within(found, _BEFORE_EXPIRY):
            found = await self._renewed(found)
        return Identity(
            token=found.bot_token or "",
            workspace=found.team_id or found.enterprise_id or "",
            user=found.bot_user_id or "",
            bot=found.bot_id or "",
        )

    def _ends_within(self, found: Installation, seconds: int) -> bool:
        ends = found.bot_token_expires_at
        return bool(found.bot_refresh_token) and ends is not None and ends - self._now().timestamp() < seconds

    async def _renewed(self, found: Installation) -> Installation:
        """A refresh token works once, so one process renews; the others use the old token while it is good."""
        name = f"slack:renewing:{found.team_id or found.enterprise_id}"
        lease = await self._key_values.acquire(name, _RENEWING)
        if lease is None:
            if self._ends_within(found, 0):
                raise TryLater("The app's token is being renewed.", retry_after=2)
            return found
        async with keeping(self._key_values, name, lease, _RENEWING):
            told = await self._slack.read(
                "oauth.v2.access",
                **self._secrets,
                grant_type="refresh_token",
                refresh_token=found.bot_refresh_token or "",
            )
            found.bot_token, found.bot_refresh_token = told["access_token"], told["refresh_token"]
            found.bot_token_expires_at = int(self._now().timestamp()) + int(told["expires_in"])
            await self._installed.async_save(found)
        return found


class TokenAuthorize(AsyncAuthorize):
    """Tells bolt whose token belongs to a request."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    @override
    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        try:
            identity = await self._tokens.of(team_id or "", enterprise_id or "")
        except SlackRefused as refused:
            _log.warning("workspace %s asks, but its token is of no use: %s", team_id or enterprise_id, refused)
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=identity.user,
            bot_id=identity.bot,
            bot_token=identity.token,
        )


def not_installed(access: SlackAccess) -> str:
    """What people read who ask in a workspace that we have no good token of."""
    if not access.by_oauth:
        return "Slack doesn't accept my token any more. Whoever runs me has to set SLACK_BOT_TOKEN anew."
    where = f" at {access.public_url.rstrip('/')}{INSTALL}" if access.public_url else ""
    return f"I'm not installed in this workspace any more. Install me again{where}; its subscriptions are kept."
