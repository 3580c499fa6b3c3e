"""Installation by OAuth, with states and installations in the store."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Installation
from typing_extensions import override

from adapters.platforms.slack import render
from adapters.platforms.slack.api import SlackApi, client
from adapters.platforms.slack.http import INSTALL, REDIRECT
from adapters.platforms.slack.installations import STATE_SECONDS, OAuthStates
from adapters.platforms.slack.settings import PLATFORM, SCOPES
from digest.errors import PaperroundError

if TYPE_CHECKING:
    import aiohttp
    from slack_bolt.request.async_request import AsyncBoltRequest

    from adapters.chat import Ports
    from adapters.platforms.slack.api import Json
    from adapters.platforms.slack.installations import Installations
    from adapters.platforms.slack.settings import SlackAccess
    from adapters.store.ports import KeyValueStore

_log = logging.getLogger(__name__)


class OAuthFlow(AsyncOAuthFlow):
    """Bolt's own flow, with the exchange of the code through our one way to the API, and a word to who installed it."""

    def __init__(
        self, access: SlackAccess, session: aiohttp.ClientSession, settings: AsyncOAuthSettings, ports: Ports
    ) -> None:
        super().__init__(client=client(access.base_url, None, session), logger=_log, settings=settings)
        self._next_step = ports.next_step

    @override
    async def store_installation(self, request: AsyncBoltRequest, installation: Installation) -> None:
        await super().store_installation(request, installation)
        try:
            note = await self._next_step(PLATFORM, installation.team_id or installation.enterprise_id or "")
            if note and installation.user_id:
                own = SlackApi(client(self.client.base_url, installation.bot_token, self.client.session))
                opened = await own.write("conversations.open", users=installation.user_id)
                await own.once("chat.postMessage", channel=opened["channel"]["id"], **render.payload(note))
        except PaperroundError as error:
            _log.info("who installed the app wasn't told what is next: %s", error)

    @override
    async def run_installation(self, code: str) -> Installation | None:
        form = {"client_id": self.settings.client_id, "client_secret": self.settings.client_secret, "code": code}
        if self.settings.redirect_uri:
            form["redirect_uri"] = self.settings.redirect_uri
        try:
            granted = await SlackApi(self.client).read("oauth.v2.access", **form)
            own = SlackApi(client(self.client.base_url, granted["access_token"], self.client.session))
            bot = (await own.read("auth.test")).get("bot_id")
        except (PaperroundError, KeyError) as error:
            _log.warning("an installation failed: %s", error)
            return None
        return installation(granted, str(bot or ""))


def installation(granted: Json, bot: str) -> Installation:
    """What Slack's answer to a code says of an installation."""
    enterprise, team = granted.get("enterprise") or {}, granted.get("team") or {}
    return Installation(
        app_id=granted.get("app_id"),
        enterprise_id=enterprise.get("id"),
        enterprise_name=enterprise.get("name"),
        team_id=team.get("id"),
        team_name=team.get("name"),
        bot_token=granted["access_token"],
        bot_id=bot,
        bot_user_id=granted.get("bot_user_id"),
        bot_scopes=granted.get("scope") or "",
        bot_refresh_token=granted.get("refresh_token"),
        bot_token_expires_in=granted.get("expires_in"),
        user_id=str((granted.get("authed_user") or {}).get("id") or ""),
        is_enterprise_install=bool(granted.get("is_enterprise_install")),
        token_type=granted.get("token_type"),
    )


def settings(access: SlackAccess, installed: Installations, key_values: KeyValueStore) -> AsyncOAuthSettings | None:
    """The browser that begins an installation has to be the one that ends it, with a state that is good once.

    None where no client is set; where one is, also beside a token, since bolt makes do with files where it is given none.
    """
    if not (access.client_id and access.client_secret):
        return None
    return AsyncOAuthSettings(
        client_id=access.client_id,
        client_secret=access.client_secret,
        scopes=list(SCOPES),
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
        redirect_uri=f"{access.public_url.rstrip('/')}{REDIRECT}" if access.public_url else None,
        authorization_url=access.authorize_url,
        state_store=OAuthStates(key_values, _log),
        state_expiration_seconds=STATE_SECONDS,
        installation_store=installed,
        logger=_log,
    )
