"""The Slack platform: bolt's app over HTTP or Socket Mode, for one workspace or for many."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from typing_extensions import override

from adapters.chat import Platform
from adapters.errors import PlatformRefused
from adapters.http_server import HttpServer
from adapters.platforms.shared.administrators import KnownChannels, with_channel_name
from adapters.platforms.shared.event_processing import BackgroundTasks
from adapters.platforms.slack import messages, oauth, render, rights, tokens
from adapters.platforms.slack.api import client, discreet
from adapters.platforms.slack.dispatcher import SlackDispatcher
from adapters.platforms.slack.failures import SlackRefused, undelivered
from adapters.platforms.slack.http import SlackEndpoints, add_installation, application
from adapters.platforms.slack.installations import Cipher, Installations
from adapters.platforms.slack.listeners import Listeners
from adapters.platforms.slack.messages import SlackMessageHistory
from adapters.platforms.slack.responder import SlackResponder
from adapters.platforms.slack.settings import secret_keys
from adapters.platforms.slack.socket_connection import SocketConnection
from adapters.platforms.slack.tokens import ManyWorkspaces, OneWorkspace, TokenAuthorize
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow

    from adapters.chat import Channel, Marker, Part, Person, Ports
    from adapters.platforms.slack.settings import SlackAccess
    from adapters.platforms.slack.tokens import Tokens

GRACE = 8.0
"""Seconds that answers in hand have to come to their end when the platform stops."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Started:
    """What a started platform calls Slack by."""

    session: aiohttp.ClientSession
    installed: Installations
    tokens: Tokens
    responder: SlackResponder


class SlackPlatform(Platform):
    """Slack, from the first connection to the last answer; also what the delivery posts by.

    `start` has to be called inside a running event loop, and before anything else.
    """

    def __init__(self, access: SlackAccess, ports: Ports) -> None:
        self._access = access
        self._ports = ports
        self._known = KnownChannels(ports.key_values)
        self._tasks = BackgroundTasks()
        self._started: _Started | None = None
        self._server: HttpServer | None = None
        self._socket: SocketConnection | None = None

    @override
    async def start(self) -> None:
        if self._access.unsealed:
            raise PlatformRefused(self._access.unsealed)
        session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        installed = Installations(
            self._ports.key_values, Cipher(secret_keys(self._access.secret_key)), _log, self._ports.workspace_restored
        )
        identities: Tokens = OneWorkspace(self._access, session)
        if self._access.by_oauth:
            identities = ManyWorkspaces(self._access, session, installed, self._ports)
        responder = SlackResponder(self._access, self._ports, identities, session)
        self._started = _Started(session=session, installed=installed, tokens=identities, responder=responder)

    @override
    async def listen(self) -> None:
        """Serve Slack's requests, or hold a WebSocket; raises what the seam says, and where its port is taken, too."""
        here = self._here
        oauth_settings = oauth.settings(self._access, here.installed, self._ports.key_values)
        app = AsyncApp(
            name="paperround",
            logger=discreet("adapters.platforms.slack.bolt"),
            client=client(self._access.base_url, None, here.session),
            signing_secret=self._access.signing_secret,
            authorize=TokenAuthorize(here.tokens),  # type: ignore[arg-type]  # bolt takes its own interface too
            user_facing_authorize_error_message=tokens.not_installed(self._access),
            # Bolt makes settings of its own, with installations in files, where it finds a client in the environment.
            oauth_settings=oauth_settings,
        )
        is_many = self._access.by_oauth
        Listeners(SlackDispatcher(here.responder, here.installed if is_many else None), self._tasks).register(app)
        flow = None
        if is_many and oauth_settings:
            flow = oauth.OAuthFlow(self._access, here.session, oauth_settings, self._ports)
        try:
            await self._serve(app, flow)
            if self._access.by_socket:
                self._socket = SocketConnection(app, self._access, here.session)
                await self._socket.hold()
            await asyncio.Event().wait()
        finally:
            await self._hang_up()

    async def _hang_up(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        if self._server is not None:
            await self._server.stop()
            self._server = None

    async def _serve(self, app: AsyncApp, flow: AsyncOAuthFlow | None) -> None:
        if self._access.by_http:
            served = application(SlackEndpoints(app, self._access.signing_secret, self._ports.key_values), flow)
        elif flow:
            served = web.Application()
            add_installation(served, flow)
        else:
            return
        try:
            self._server = await HttpServer.started(served, self._access.host, self._access.port)
        except PaperroundError as taken:
            raise PlatformRefused(f"Slack can't reach the bot. {taken}") from taken

    @property
    @override
    def is_connected(self) -> bool:
        if self._access.by_socket:
            return self._socket is not None and self._socket.is_live
        return self._server is not None

    @property
    def port(self) -> int:
        """Where it listens, which is of the system's choosing for port 0."""
        return 0 if self._server is None else self._server.port

    @override
    async def stop(self) -> None:
        await self._tasks.finish(GRACE)
        if self._started is not None:
            await self._started.session.close()

    @override
    def fit(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        return render.fit(parts)

    @override
    async def post(self, channel: Channel, part: Part, marker: Marker, *, thread: str | None = None) -> str:
        try:
            slack = await self._here.responder.slack(channel.workspace)
            return await messages.send(slack, channel.id, part, marker, thread=thread or "")
        except SlackRefused as refused:
            raise undelivered(refused) from refused

    @override
    async def posted(
        self, channel: Channel, delivery: str, *, since: datetime, thread: str | None = None
    ) -> Mapping[int, str]:
        try:
            slack = await self._here.responder.slack(channel.workspace)
            history = SlackMessageHistory(slack, self._ports.key_values)
            return await history.posted(channel, delivery, since=since, thread=thread or "")
        except SlackRefused as refused:
            raise undelivered(refused) from refused

    @override
    async def ensure_can_post(self, channel: Channel) -> str:
        slack = await self._here.responder.slack(channel.workspace)
        if missing := await rights.ensure_can_post(slack, channel.id):
            return missing
        await self._known.keep(channel, await rights.describe_channel(slack, channel.id))
        return ""

    @override
    async def may_post(self, channel: Channel, person: Person) -> bool:
        slack = await self._here.responder.slack(channel.workspace)
        return await rights.may_post(slack, user=person.id, channel=channel.id, workspace=channel.workspace)

    @override
    async def tell_administrators(self, channel: Channel, note: Part) -> None:
        """Say something about a channel to the person who created it, by direct message."""
        try:
            slack = await self._here.responder.slack(channel.workspace)
            seen = await rights.describe_channel(slack, channel.id)
            known = seen if seen.person else await self._known.of(channel)
            opened = await slack.write("conversations.open", users=known.person)
            team, _ = await slack.granted()
            named = with_channel_name(note, known.name, str(team.get("team") or ""))
            payload = render.payload(self.fit([named])[0])
            await slack.write("chat.postMessage", channel=opened["channel"]["id"], **payload)
        except SlackRefused as refused:
            raise undelivered(refused) from refused

    @property
    def _here(self) -> _Started:
        if self._started is None:
            raise RuntimeError("the platform was not started")
        return self._started
