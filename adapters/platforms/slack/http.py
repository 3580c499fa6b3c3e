"""The HTTP side: requests that Slack signed, and the installation of the app."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from aiohttp import web
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from adapters.errors import StoreAway

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
    from slack_bolt.response import BoltResponse

    from adapters.store.ports import KeyValueStore

EVENTS = "/slack/events"
INSTALL = "/slack/install"
REDIRECT = "/slack/oauth_redirect"
LARGEST = 1_000_000
"""Bytes of a request; Slack's own are far smaller."""
_REMEMBERED = 600
_STAMP_DIGITS = 12
_AWAY = "I can't reach my memory. Try again in a minute."
_log = logging.getLogger(__name__)


class SlackEndpoints:
    """Lets in what Slack signed lately and sends for the first time."""

    def __init__(self, app: AsyncApp, signing_secret: str, key_values: KeyValueStore) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._key_values = key_values

    async def events(self, request: web.Request) -> web.Response:
        """Everything that Slack sends: 401 where it isn't from Slack, 400 where it can't be read."""
        raw = await request.read()
        if not self._is_signed(request, raw) or await self._is_replayed(request):
            return web.json_response({"error": "invalid request"}, status=401)
        try:
            bolt_request = _bolt(request, raw.decode())
            return _response(await self._app.async_dispatch(bolt_request))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            _log.warning("Slack sent what can't be read: %s", type(error).__name__)
            return web.json_response({"error": "unreadable"}, status=400)

    def _is_signed(self, request: web.Request, raw: bytes) -> bool:
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= _STAMP_DIGITS and signature.isascii()):
            return False
        return bool(self._verifier.is_valid(raw, stamp, signature))

    async def _is_replayed(self, request: web.Request) -> bool:
        """Whether somebody repeats an old request; what Slack itself sends again, it signs anew.

        No header says otherwise, since none but the time is signed.
        """
        name = f"slack:signed:{request.headers['X-Slack-Signature']}"
        try:
            return not await self._key_values.claim(name, secrets.token_hex(8), _REMEMBERED)
        except StoreAway:
            return False


def application(endpoints: SlackEndpoints, flow: AsyncOAuthFlow | None) -> web.Application:
    """The routes."""
    app = web.Application(client_max_size=LARGEST)
    app.router.add_post(EVENTS, endpoints.events)
    if flow is not None:
        add_installation(app, flow)
    return app


def add_installation(app: web.Application, flow: AsyncOAuthFlow) -> None:
    """Routes by which a workspace installs the app."""
    app.router.add_get(INSTALL, _answered_by(flow.handle_installation))
    app.router.add_get(REDIRECT, _answered_by(flow.handle_callback))


def _answered_by(
    handle: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        try:
            return _response(await handle(_bolt(request, "")))
        except StoreAway:
            return web.Response(status=503, text=_AWAY)

    return answer


def _bolt(request: web.Request, body: str) -> AsyncBoltRequest:
    headers: dict[str, str | Sequence[str]] = {name: request.headers.getall(name) for name in request.headers}
    return AsyncBoltRequest(body=body, query=request.query_string, headers=headers)


def _response(answer: BoltResponse) -> web.Response:
    response = web.Response(status=answer.status, body=answer.body.encode())
    response.headers.popall("Content-Type", None)
    for name, values in answer.headers.items():
        for value in [values] if isinstance(values, str) else values:
            response.headers.add(name, value)
    return response
