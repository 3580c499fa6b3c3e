"""The Web API over HTTP: bodies, tokens, faults and answers."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from binascii import Error as NotBase64
from typing import TYPE_CHECKING

from aiohttp import web

from tests.servers.slack.call import Call
from tests.servers.slack.faults import ACCEPTING, Fault, Faults
from tests.servers.slack.methods import METHODS, carry_out
from tests.servers.slack.rates import limited
from tests.servers.slack.refusals import JSON, RefusedError
from tests.servers.slack.state import Called, State

if TYPE_CHECKING:
    from collections.abc import Mapping


class WebApi:
    """Answers `/api/{method}`."""

    def __init__(self, state: State, faults: Faults) -> None:
        self._state = state
        self._faults = faults

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, well or badly."""
        method = request.match_info["method"]
        try:
            args = await _arguments(request, method, address=self._state.reads_addresses)
        except RefusedError as refusal:
            return self._answered(method, {}, refusal.answer, refusal)
        fault = self._faults.take(method, str(args.get("channel", "")))
        if fault is not None and fault.kind not in ACCEPTING:
            return await self._faulty(request, fault, method, args)
        answer = self._answer(request, method, args)
        if fault is not None:
            await _vanish(request, fault)
        return answer

    async def take_file(self, request: web.Request) -> web.Response:
        """Take a file's bytes at the address that was named for them, as many as were announced."""
        file = self._state.files.get(request.match_info["file"])
        content = await request.read()
        if self._faults.take("upload", "") is not None or file is None or len(content) != file.length:
            return web.Response(status=500, text="no")
        file.content = content
        return web.Response(text=f"OK - {len(content)}")

    def _answer(self, request: web.Request, method: str, args: JSON) -> web.Response:
        call = Call(method=method, args=args, state=self._state)
        token = _token(request.headers, request.content_type, args)
        try:
            return self._answered(method, args, carry_out(call, token), None, call.scopes)
        except RefusedError as refusal:
            return self._answered(method, args, refusal.answer, refusal, call.scopes)

    def _answered(
        self, method: str, args: JSON, answer: JSON, refusal: RefusedError | None, scopes: tuple[str, ...] = ()
    ) -> web.Response:
        kept = {key: value for key, value in args.items() if key not in ("token", "client_secret", "refresh_token")}
        error = refusal.error if refusal else ""
        self._state.called.append(Called(method=method, args=kept, error=error, at=self._state.clock.now()))
        headers = {"x-oauth-scopes": ",".join(scopes)} if scopes else {}
        if method in METHODS and METHODS[method].scopes:
            headers["x-accepted-oauth-scopes"] = ",".join(METHODS[method].scopes)
        if refusal is not None:
            headers |= refusal.headers
        return web.json_response(answer, status=refusal.status if refusal else 200, headers=headers)

    async def _faulty(self, request: web.Request, fault: Fault, method: str, args: JSON) -> web.Response:
        waiting = {"Retry-After": str(fault.retry_after)} if fault.retry_after else {}
        if fault.kind in ("close", "stall"):
            await _vanish(request, fault)
        if fault.kind == "garbage":
            return web.Response(text="<html><body><h1>Server Error</h1></body></html>", content_type="text/html")
        if fault.kind == "throttle":
            refusal = limited(fault.retry_after)
            refusal.headers = waiting
        elif fault.kind == "unavailable":
            refusal = RefusedError("internal_error", status=500, headers=waiting)
        else:
            refusal = RefusedError(fault.error)
        return self._answered(method, args, refusal.answer, refusal)


async def _vanish(request: web.Request, fault: Fault) -> None:
    if fault.kind.endswith("stall"):
        await asyncio.sleep(fault.seconds)
    if request.transport is not None:
        request.transport.close()


def _token(headers: Mapping[str, str], content_type: str, args: JSON) -> str:
    scheme, _, value = headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    return "" if content_type == "application/json" else str(args.get("token", ""))


async def _arguments(request: web.Request, method: str, *, address: bool) -> JSON:
    args: JSON = dict(request.query) if address or request.method == "GET" else {}
    if request.content_type == "application/json" and request.can_read_body:
        if method == "oauth.v2.access":
            raise RefusedError("invalid_form_data")
        try:
            sent = json.loads(await request.read())
        except ValueError:
            raise RefusedError("invalid_json") from None
        if not isinstance(sent, dict):
            raise RefusedError("json_not_object")
        return {**args, **sent}
    form = await request.post()
    args |= {key: value for key, value in form.items() if isinstance(value, str)}
    return args | _basic(request.headers) if method == "oauth.v2.access" else args


def _basic(headers: Mapping[str, str]) -> JSON:
    scheme, _, value = headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return {}
    try:
        client_id, _, secret = b64decode(value).decode().partition(":")
    except (NotBase64, UnicodeDecodeError):
        return {}
    return {"client_id": client_id, "client_secret": secret}
