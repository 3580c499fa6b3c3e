"""REST v10 over HTTP: faults, token and rates first, then the method."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.discord.answers import answer, body_of
from tests.servers.discord.call import Call
from tests.servers.discord.faults import ACCEPTING
from tests.servers.discord.mishaps import Mishaps
from tests.servers.discord.refusal import RefusalError
from tests.servers.discord.routes import ROUTES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.servers.discord.call import Method
    from tests.servers.discord.service import Service
    from tests.servers.discord.world import Channel

PREFIX = "/api/v10"
KEPT = 20_000
_OPEN = ("/interactions/", "/webhooks/", "GET /gateway")


@dataclass(slots=True, kw_only=True)
class Asked:
    """A call as it came.

    Attributes:
        status: What it was answered with; 0 while there is no answer, and for good where none came.
        reason: What the audit log was told.
    """

    at: float
    route: str
    path: str
    reason: str
    body: Any = None
    status: int = 0


class Rest:
    """Answers the calls of one service.

    Attributes:
        asked: The latest calls.
    """

    def __init__(self, service: Service) -> None:
        self.asked: deque[Asked] = deque(maxlen=KEPT)
        self.mishaps = Mishaps(service)
        self._service = service

    def add_to(self, app: web.Application) -> None:
        """Put every method where it belongs; anything else is 404."""
        for route, method in ROUTES.items():
            verb, path = route.split(" ")
            app.router.add_route(verb, PREFIX + path, self._handler(route, method))
        app.router.add_route("*", "/{elsewhere:.*}", self._nowhere)

    async def _nowhere(self, request: web.Request) -> web.Response:
        self._note(request.method, request).status = 404
        return answer(404, {"message": "404: Not Found", "code": 0})

    def _handler(self, route: str, method: Method) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            asked = self._note(route, request)
            response: web.Response | None
            try:
                asked.body = await body_of(request)
                params = dict(request.match_info)
                call = Call(service=self._service, route=route, params=params, query=request.query, body=asked.body)
                response = await self._carry_out(request, call, method)
            except RefusalError as refusal:
                response = answer(refusal.status, refusal.body)
            asked.status = response.status if response else 0
            await self._service.settle()
            if response is None and request.transport is not None:
                request.transport.abort()
            return response or web.Response()

        return handle

    def _note(self, route: str, request: web.Request) -> Asked:
        reason = request.headers.get("X-Audit-Log-Reason", "")
        asked = Asked(at=self._service.world.clock.now(), route=route, path=request.path, reason=reason)
        self.asked.append(asked)
        return asked

    async def _carry_out(self, request: web.Request, call: Call, method: Method) -> web.Response | None:
        channel = self._channel(call)
        fault = self._service.faults.take(call.route, channel.id if channel else "")
        if fault and fault.kind not in ACCEPTING and not self.mishaps.change(fault, channel):
            return await self.mishaps.instead(fault)
        self._authorise(request, call.route)
        verdict = self._service.rates.count(call.route, dict(call.params), self._service.world.clock.now())
        if verdict.wait:
            return answer(429, verdict.body, verdict)
        try:
            made = await method(call)
        except RefusalError as refusal:
            return answer(refusal.status, refusal.body, verdict)
        if fault and fault.kind in ACCEPTING:
            await self._service.settle()
            return await self.mishaps.instead(fault)
        return answer(204 if made is None else 200, made, verdict)

    def _channel(self, call: Call) -> Channel | None:
        interaction = self._service.interactions.get(call.params.get("token", ""))
        return (
            interaction.channel if interaction else self._service.world.channels.get(call.params.get("channel_id", ""))
        )

    def _authorise(self, request: web.Request, route: str) -> None:
        if any(each in route for each in _OPEN):
            return
        if not request.headers.get("User-Agent", "").startswith("DiscordBot ("):
            raise RefusalError(403, 40333, "internal network error")
        if request.headers.get("Authorization") != f"Bot {self._service.token}":
            raise RefusalError(401, 0, "401: Unauthorized")
