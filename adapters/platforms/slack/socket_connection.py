"""One Socket Mode connection: Slack's own client, watched, so that its end is never silent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from typing_extensions import override

from adapters.errors import PlatformAway, PlatformRefused
from adapters.platforms.shared.connection_watchdog import end, until_lost
from adapters.platforms.slack.api import client, discreet

if TYPE_CHECKING:
    import aiohttp
    from slack_bolt.async_app import AsyncApp

    from adapters.platforms.slack.settings import SlackAccess

_FOR_GOOD = frozenset(
    {
        "account_inactive",
        "app_not_found",
        "invalid_auth",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)
"""What `apps.connections.open` says of a token with which trying again is of no use."""
_PING_EVERY = 10.0
_LONGEST_AWAY = 60.0


class SocketConnection:
    """Holds on for as long as Slack lets it; the library connects again when Slack closes a connection."""

    def __init__(self, app: AsyncApp, access: SlackAccess, session: aiohttp.ClientSession) -> None:
        self._client = _Client(access, session)
        _Handler(app, self._client)

    @property
    def is_live(self) -> bool:
        """Whether the connection stands at this moment."""
        session = self._client.current_session
        return session is not None and not session.closed and not self._client.stale

    async def hold(self) -> None:
        """Stay connected until cancelled; raises `PlatformAway` or `PlatformRefused`."""
        connecting = asyncio.create_task(self._client.connect())  # type: ignore[no-untyped-call]
        try:
            await until_lost(self._client.refused, lambda: self.is_live, lambda: _LONGEST_AWAY)
            if self._client.refused.done():
                said = f"Slack doesn't accept SLACK_APP_TOKEN ({self._client.refused.result()})."
                raise PlatformRefused(f"{said} paperround doctor says what mends it.")
            raise PlatformAway("Slack can't be reached.")
        finally:
            await end(connecting)

    async def close(self) -> None:
        """Hang up."""
        await self._client.close()  # type: ignore[no-untyped-call]


class _Client(SocketModeClient):
    """Slack's own client, which also tells when Slack refuses the token for good, where the library tries for ever.

    Attributes:
        refused: Slack's word for it, as soon as there is one.
    """

    def __init__(self, access: SlackAccess, session: aiohttp.ClientSession) -> None:
        super().__init__(
            app_token=access.app_token,
            logger=discreet("adapters.platforms.slack.bolt"),
            web_client=client(access.base_url, None, session),
            ping_interval=_PING_EVERY,
        )
        self.refused: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    @override
    async def issue_new_wss_url(self) -> str:
        try:
            return await super().issue_new_wss_url()
        except SlackApiError as error:
            code = error.response.get("error") if isinstance(error.response.data, dict) else ""
            if code in _FOR_GOOD and not self.refused.done():
                self.refused.set_result(str(code))
            raise


class _Handler(AsyncSocketModeHandler):
    """Bolt's way from a client to the app, with a client that is made already."""

    def __init__(self, app: AsyncApp, socket: SocketModeClient) -> None:
        self.app = app
        self.client = socket
        socket.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]
