"""Installation by OAuth, with states and installations in the store."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings

from adapters.slack.access import SCOPES
from adapters.slack.api import client
from adapters.slack.installations import STATE_SECONDS, States
from adapters.slack.web import INSTALL, REDIRECT

if TYPE_CHECKING:
    import aiohttp

    from adapters.slack.access import Access
    from adapters.slack.installations import Installations
    from adapters.store import Scratch

_log = logging.getLogger(__name__)


def flow(access: Access, session: aiohttp.ClientSession, installed: Installations, scratch: Scratch) -> AsyncOAuthFlow:
    """Bolt's own flow: the browser that begins an installation has to be the one that ends it."""
    settings = AsyncOAuthSettings(
        client_id=access.client_id,
        client_secret=access.client_secret,
        scopes=list(SCOPES),
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
        redirect_uri=f"{access.public_url.rstrip('/')}{REDIRECT}" if access.public_url else None,
        authorization_url=access.authorize_url,
        state_store=States(scratch, _log),
        state_expiration_seconds=STATE_SECONDS,
        installation_store=installed,
        logger=_log,
    )
    return AsyncOAuthFlow(client=client(access.base_url, None, session), logger=_log, settings=settings)
