"""A stand-in Slack: Web API, OAuth, Socket Mode, response URLs and people, as strict as the real one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from aiohttp import web

from tests.servers.slack.acting import Acting
from tests.servers.slack.consent import Consent
from tests.servers.slack.control import Control
from tests.servers.slack.courier import Courier
from tests.servers.slack.faults import Fault, Faults
from tests.servers.slack.interacting import Interacting
from tests.servers.slack.mentions import pings
from tests.servers.slack.payloads import Payloads
from tests.servers.slack.rates import Rates
from tests.servers.slack.response_urls import ResponseUrls
from tests.servers.slack.socket_mode import SocketMode
from tests.servers.slack.state import SCOPES, Called, State
from tests.servers.slack.visible import visible_text
from tests.servers.slack.web_api import WebApi

if TYPE_CHECKING:
    from tests.servers.slack.answers import Answer
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.faults import FaultKind
    from tests.servers.slack.refusals import JSON
    from tests.servers.slack.tokens import TokenState
    from tests.servers.slack.workspace import Workspace

BACKLOG = 1024
"""Connections that may wait at once: with aiohttp's 128, some of 200 first callers wait a second."""


class SlackServer(Acting, Interacting):
    """Serves from `async with` to its end, with one workspace `T1`: people U1 (owner) and U2, the bot in channel C1.

    Attributes:
        faults: What goes wrong with the next calls.
        socket_mode: The app's WebSockets and their acknowledgements.
        courier: How the app is reached; `patience` and `retry_delays` are its settings.
        bot_token: The bot's token in T1.
        app_token: The app-level token for Socket Mode.
    """

    def __init__(
        self,
        *,
        app_url: str = "",
        scopes: tuple[str, ...] = SCOPES,
        rates: Rates | None = None,
        patience: float = 3.0,
        retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0),
        port: int = 0,
    ) -> None:
        self.state = State(scopes=scopes, rates=rates or Rates())
        self.faults = Faults()
        self.socket_mode = SocketMode(self.state)
        self.response_urls = ResponseUrls(self.state)
        self.payloads = Payloads(self.state, self.response_urls)
        self.courier = Courier(
            self.state, self.socket_mode, app_url=app_url, patience=patience, retry_delays=retry_delays
        )
        self.consent = Consent(self.state)
        self.workspace = self.state.add_workspace("T1", "lab")
        self.bot_token = self.state.tokens.issue("bot", "T1", scopes).value
        self.app_token = self.state.tokens.issue("app", "T1", ("connections:write",)).value
        self._port = port
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.1)

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=4 * 1024 * 1024)
        api = WebApi(self.state, self.faults)
        control = Control(self)
        application.router.add_route("*", "/api/{method}", api.serve)
        application.router.add_post("/upload/v1/{file}", api.take_file)
        application.router.add_post("/actions/{path:.+}", self.response_urls.serve)
        application.router.add_get("/oauth/v2/authorize", self.consent.serve)
        application.router.add_get("/link/", self.socket_mode.accept)
        application.router.add_get("/_control", control.shown)
        application.router.add_post("/_control", control.serve)
        return application

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, backlog=BACKLOG)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.state.base_url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.courier.close()
        await self.socket_mode.close()
        await self._runner.cleanup()

    @property
    def base_url(self) -> str:
        """Where it answers, in place of https://slack.com."""
        return self.state.base_url

    @property
    def api_url(self) -> str:
        """What `AsyncWebClient(base_url=…)` takes."""
        return f"{self.base_url}/api/"

    @property
    def signing_secret(self) -> str:
        """What the app verifies requests with."""
        return self.state.keys.signing_secret

    @property
    def app_url(self) -> str:
        """The app's request URL; with "" everything goes through Socket Mode."""
        return self.courier.app_url

    @app_url.setter
    def app_url(self, url: str) -> None:
        self.courier.app_url = url

    @property
    def homes(self) -> dict[str, JSON]:
        """The Home tabs in T1, by person."""
        return self.workspace.homes

    @property
    def views(self) -> list[JSON]:
        """The modals opened in T1, oldest first, as they stand now."""
        return list(self.workspace.views.values())

    @property
    def unfurls(self) -> list[JSON]:
        """The cards attached to links in T1: channel, ts and unfurls of each call."""
        return self.workspace.unfurls

    @property
    def called(self) -> list[Called]:
        """The calls of the Web API so far."""
        return list(self.state.called)

    @property
    def failures(self) -> list[Answer]:
        """What the app didn't take in time, or answered with something that Slack refuses."""
        return [each for each in self.courier.answers if each.trouble]

    def calls(self, method: str) -> list[Called]:
        """The calls of one method."""
        return [each for each in self.state.called if each.method == method]

    def channel(self, id: str = "C1") -> Channel:  # noqa: A002 - Slack's word
        """A channel: `.messages`, `.threads`, `.ephemerals`, `.posts`, `.archived`, `.members`."""
        return self.state.channel(id)

    def add_workspace(self, id: str, name: str = "") -> Workspace:  # noqa: A002 - Slack's word
        """A further workspace, in which the app isn't installed yet."""
        return self.state.add_workspace(id, name)

    def add_channel(self, id: str, name: str = "", **more: object) -> Channel:  # noqa: A002 - Slack's word
        """A further channel of T1; `more` as in `Workspace.add_channel`."""
        return self.workspace.add_channel(id, name, **more)  # type: ignore[arg-type]

    def fault(self, kind: FaultKind, method: str = "*", **more: object) -> None:
        """Let the next call of a method go wrong; `more` as in `Fault`."""
        self.faults.add(Fault(kind=kind, method=method, **more))  # type: ignore[arg-type]

    def end_tokens(self, state: TokenState = "token_revoked", team: str = "T1") -> None:
        """Answer a workspace's tokens with an error from now on; "" makes them good again."""
        self.state.tokens.end(team, state)

    def remove_bot(self, channel: str = "C1") -> None:
        """Take the bot out of a channel."""
        self.channel(channel).members.discard(self.state.home_of(channel).bot)

    def archive(self, channel: str = "C1", *, archived: bool = True) -> None:
        """Archive a channel, or bring it back."""
        self.channel(channel).archived = archived

    def pass_by(self, seconds: float) -> None:
        """Let the server's time pass: triggers, tokens and response URLs grow old, rate limits empty."""
        self.state.clock.pass_by(seconds)

    def visible_text(self, shown: JSON) -> str:
        """The words that a reader sees of a message or view."""
        return visible_text(shown)

    def pings(self, shown: JSON) -> list[str]:
        """Whom a message would call: people, groups, `@channel` and the like."""
        return pings(shown)
