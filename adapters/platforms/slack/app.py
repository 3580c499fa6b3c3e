"""The Slack platform: bolt's app over HTTP or Socket Mode, for one workspace or for many."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from typing_extensions import override

from adapters.chat import Platform
from adapters.platforms.driver.background import BackgroundTasks
from adapters.platforms.slack import oauth, posting, render
from adapters.platforms.slack.api import SlackApi, client, discreet
from adapters.platforms.slack.cipher import Cipher
from adapters.platforms.slack.dispatcher import SlackDispatcher
from adapters.platforms.slack.failures import SlackRefused, SlackUnusable, undelivered
from adapters.platforms.slack.http import SlackEndpoints, add_installation, application
from adapters.platforms.slack.installations import Installations
from adapters.platforms.slack.listeners import Listeners
from adapters.platforms.slack.responder import SlackResponder
from adapters.platforms.slack.tokens import ManyWorkspaces, OneWorkspace, TokenAuthorize
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow

    from adapters.chat import Channel, Marker, Part, Ports
    from adapters.platforms.slack.access import SlackAccess
    from adapters.platforms.slack.tokens import Tokens

_CALLERS = 1024
"""Connections that may wait to be taken; aiohttp's 128 makes some of two hundred callers at once wait a second."""
GRACE = 8.0
"""Seconds that answers in hand have to come to their end when the platform stops."""
_DOCTOR = "paperround doctor says what mends it."
_log = logging.getLogger(__name__)


class SlackPlatform(Platform):
    """Slack, from the first connection to the last answer; also what the delivery posts by.

    `start` has to be called inside a running event loop, and before anything else.
    """

    def __init__(self, access: SlackAccess, ports: Ports) -> None:
        self._access = access
        self._ports = ports
        self._tasks = BackgroundTasks()
        self._session: aiohttp.ClientSession | None = None
        self._responder: SlackResponder | None = None
        self._runner: web.AppRunner | None = None
        self._socket: AsyncSocketModeHandler | None = None
        self._connecting: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Start, and go on until cancelled."""
        await self.start()
        try:
            await asyncio.Event().wait()
        finally:
            await self.stop()

    @override
    async def start(self, *, listens: bool = True) -> None:
        """Connect; without `listens` only what the delivery needs, for a process that answers nobody."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        installed = None
        tokens: Tokens = OneWorkspace(self._access, self._session)
        if self._access.by_oauth:
            installed = Installations(
                self._ports.key_values, Cipher(self._access.secret_key), _log, self._ports.workspace_restored
            )
            tokens = ManyWorkspaces(self._access, self._session, installed, self._ports)
        self._responder = SlackResponder(self._access, self._ports, tokens, self._session)
        if listens:
            await self._listen(self._session, self._responder, tokens, installed)

    async def _listen(
        self, session: aiohttp.ClientSession, responder: SlackResponder, tokens: Tokens, installed: Installations | None
    ) -> None:
        app = AsyncApp(
            name="paperround",
            logger=discreet("adapters.platforms.slack.bolt"),
            client=client(self._access.base_url, None, session),
            signing_secret=self._access.signing_secret,
            authorize=TokenAuthorize(tokens),  # type: ignore[arg-type]  # bolt takes its own interface too
        )
        Listeners(SlackDispatcher(responder, installed), self._tasks).register(app)
        flow = oauth.flow(self._access, session, installed, self._ports.key_values) if installed else None
        if self._access.by_socket:
            await self._connect(app, session)
        await self._serve(app, flow)

    async def _connect(self, app: AsyncApp, session: aiohttp.ClientSession) -> None:
        """Connect in the background, however long Slack is out of reach; raises where it refuses the token."""
        try:
            await SlackApi(client(self._access.base_url, self._access.app_token, session)).write(
                "apps.connections.open"
            )
        except SlackRefused as refused:
            raise SlackUnusable(f"Slack doesn't accept SLACK_APP_TOKEN ({refused.code}). {_DOCTOR}") from refused
        except PaperroundError as away:
            _log.warning("%s I keep trying.", away)
        web_client = client(self._access.base_url, None, session)
        self._socket = AsyncSocketModeHandler(app, self._access.app_token, web_client=web_client)
        self._connecting = asyncio.create_task(self._socket.connect_async())  # type: ignore[no-untyped-call]

    async def _serve(self, app: AsyncApp, flow: AsyncOAuthFlow | None) -> None:
        if self._access.by_http:
            served = application(SlackEndpoints(app, self._access.signing_secret, self._ports.key_values), flow)
        elif flow:
            served = web.Application()
            add_installation(served, flow)
        else:
            return
        self._runner = web.AppRunner(served, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._access.host, self._access.port, backlog=_CALLERS).start()

    @property
    @override
    def is_connected(self) -> bool:
        if self._socket is not None:
            session = self._socket.client.current_session
            return session is not None and not session.closed
        return self._runner is not None

    @property
    def port(self) -> int:
        """Where it listens, which is of the system's choosing for port 0."""
        if self._runner is None:
            return 0
        return int(self._runner.addresses[0][1])

    @override
    async def stop(self) -> None:
        """Take nothing more, and let what is in hand come to its end."""
        if self._connecting is not None:
            self._connecting.cancel()
            await asyncio.wait([self._connecting])
        if self._socket is not None:
            await self._socket.close_async()  # type: ignore[no-untyped-call]
        if self._runner is not None:
            await self._runner.cleanup()
        await self._tasks.finish(GRACE)
        if self._session is not None:
            await self._session.close()

    @override
    def fit(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        return render.fit(parts)

    @override
    async def post(self, channel: Channel, part: Part, marker: Marker, *, thread: str | None = None) -> str:
        try:
            slack = await self._here.slack(channel.workspace)
            return await posting.send(slack, channel.id, part, marker, thread=thread or "")
        except SlackRefused as refused:
            raise undelivered(refused) from refused

    @override
    async def posted(
        self, channel: Channel, delivery: str, *, since: datetime, thread: str | None = None
    ) -> Mapping[int, str]:
        try:
            slack = await self._here.slack(channel.workspace)
            return await posting.found(slack, channel.id, delivery, since=since, thread=thread or "")
        except SlackRefused as refused:
            raise undelivered(refused) from refused

    @override
    async def tell_administrators(self, channel: Channel, note: Part) -> None:
        """Say something about a channel to the person who created it, by direct message."""
        try:
            slack = await self._here.slack(channel.workspace)
            about = (await slack.read("conversations.info", channel=channel.id)).get("channel") or {}
            opened = await slack.write("conversations.open", users=str(about.get("creator") or about.get("user") or ""))
            payload = render.payload(self.fit([note])[0])
            await slack.write("chat.postMessage", channel=opened["channel"]["id"], **payload)
        except SlackRefused as refused:
            raise undelivered(refused) from refused

    @property
    def _here(self) -> SlackResponder:
        if self._responder is None:
            raise RuntimeError("the platform was not started")
        return self._responder
