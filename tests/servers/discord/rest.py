"""REST v10 over HTTP: faults, token and rates first, then the method, and every answer as Discord words it."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.discord.call import Call
from tests.servers.discord.faults import ACCEPTING
from tests.servers.discord.methods import ROUTES
from tests.servers.discord.rates import Verdict, throttled
from tests.servers.discord.refusal import Json, RefusalError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.servers.discord.call import Method
    from tests.servers.discord.faults import Fault
    from tests.servers.discord.service import Service

PREFIX = "/api/v10"
_OPEN = ("/interactions/", "/webhooks/", "GET /gateway")
_VIA = {"Via": "1.1 google"}
KEPT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A call as it came, and the status that it was answered with; 0 where there was no answer."""

    at: float
    route: str
    path: str
    body: Any
    status: int
    reason: str = ""


class Rest:
    """Answers the calls of one service.

    Attributes:
        asked: The latest calls.
    """

    def __init__(self, service: Service) -> None:
        self.asked: deque[Asked] = deque(maxlen=KEPT)
        self.closing = asyncio.Event()
        self._service = service

    def add_to(self, app: web.Application) -> None:
        """Put every method where it belongs; anything else is 404."""
        for route, method in ROUTES.items():
            verb, path = route.split(" ")
            app.router.add_route(verb, PREFIX + path, self._handler(route, method))
        app.router.add_route("*", "/{elsewhere:.*}", self._nowhere)

    async def _nowhere(self, request: web.Request) -> web.Response:
        self._note(request.method, request, None, 404)
        return answer(404, {"message": "404: Not Found", "code": 0})

    def _handler(self, route: str, method: Method) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            body: Any = None
            try:
                body = await _body(request)
                call = Call(
                    service=self._service,
                    route=route,
                    params=dict(request.match_info),
                    query=request.query,
                    body=body,
                )
                response = await self._carry_out(request, call, method)
            except RefusalError as refusal:
                response = answer(refusal.status, refusal.body)
            status = response.status if response else 0
            self._note(route, request, body, status)
            await self._service.settle()
            if response is None:
                if request.transport is not None:
                    request.transport.abort()
                return web.Response()
            return response

        return handle

    def _note(self, route: str, request: web.Request, body: object, status: int) -> None:
        reason = request.headers.get("X-Audit-Log-Reason", "")
        now = self._service.world.clock.now()
        self.asked.append(Asked(at=now, route=route, path=request.path, body=body, status=status, reason=reason))

    async def _carry_out(self, request: web.Request, call: Call, method: Method) -> web.Response | None:
        fault = self._service.faults.take(call.route, call.params.get("channel_id", ""))
        if fault is not None and fault.kind not in ACCEPTING:
            instead = await self._fault(fault, call)
            if instead is not _GO_ON:
                return instead
        self._authorise(request, call.route)
        verdict = self._service.rates.count(call.route, dict(call.params), self._service.world.clock.now())
        if verdict.wait:
            return answer(429, verdict.body, verdict)
        try:
            made = await method(call)
        except RefusalError as refusal:
            return answer(refusal.status, refusal.body, verdict)
        if fault is not None and fault.kind in ACCEPTING:
            return await self._after(fault)
        return answer(204 if made is None else 200, made, verdict)

    def _authorise(self, request: web.Request, route: str) -> None:
        if any(each in route for each in _OPEN):
            return
        if not request.headers.get("User-Agent", "").startswith("DiscordBot ("):
            raise RefusalError(403, 40333, "internal network error")
        if request.headers.get("Authorization") != f"Bot {self._service.token}":
            raise RefusalError(401, 0, "401: Unauthorized")

    async def _fault(self, fault: Fault, call: Call) -> web.Response | None:
        if fault.kind == "unavailable":
            return answer(500, {"message": "500: Internal Server Error", "code": 0})
        if fault.kind in {"throttle", "throttle_all"}:
            verdict = throttled(fault.retry_after, everywhere=fault.kind == "throttle_all")
            return answer(429, verdict.body, verdict)
        if fault.kind == "error":
            raise RefusalError(fault.status, fault.code, fault.message)
        if fault.kind == "garbage":
            return web.Response(status=502, text="<html>Bad gateway</html>", content_type="text/html")
        if fault.kind == "stall":
            await self._stall(fault.seconds)
        if fault.kind in {"close", "stall"}:
            return None
        if fault.kind == "revoke_token":
            self._service.revoke_token()
        elif fault.kind == "delete_channel":
            self._service.delete_channel(call.channel)
        else:
            self._service.lose(call.channel)
        return _GO_ON

    async def _after(self, fault: Fault) -> web.Response | None:
        if fault.kind == "accept_then_unavailable":
            return answer(500, {"message": "500: Internal Server Error", "code": 0})
        if fault.kind == "accept_then_stall":
            await self._stall(fault.seconds)
        return None

    async def _stall(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self.closing.wait(), seconds)
        except TimeoutError:
            return


_GO_ON = web.Response(status=100)


async def _body(request: web.Request) -> Any:  # noqa: ANN401 - JSON
    if request.content_type.startswith("multipart/"):
        form = await request.post()
        return json.loads(str(form.get("payload_json", "{}"))) | {"attachments": [{"id": "0"}]}
    raw = await request.read()
    if not raw:
        return {}
    if request.content_type != "application/json":
        raise RefusalError(400, 50035, "Invalid Form Body")
    try:
        return json.loads(raw)
    except ValueError as error:
        raise RefusalError(400, 50109, "The request body contains invalid JSON.") from error


def answer(status: int, body: Json | list[Json] | None, verdict: Verdict | None = None) -> web.Response:
    """JSON with exactly the content type that Discord uses, and its headers."""
    headers = _VIA | (verdict.headers if verdict else {})
    if body is None:
        return web.Response(status=status, headers=headers)
    packed = json.dumps(body).encode()
    return web.Response(status=status, body=packed, content_type="application/json", headers=headers)
