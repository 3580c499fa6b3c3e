"""Socket Mode: WebSockets that say hello, carry envelopes, count acknowledgements and ask to reconnect."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from aiohttp import WSMsgType, web

from tests.servers.slack.answers import Answer, Sent

if TYPE_CHECKING:
    from tests.servers.slack.refusals import JSON
    from tests.servers.slack.state import State

Goodbye = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]
MOST = 10
_TYPES = {"command": "slash_commands", "event": "events_api", "interaction": "interactive", "options": "interactive"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """An acknowledgement as it came; `known` says whether the envelope was waiting."""

    envelope_id: str
    payload: JSON
    at: float
    known: bool


@dataclass(slots=True)
class SocketMode:
    """The app's open connections.

    Attributes:
        acks: All that came.
        opened: How many connections were ever opened.
    """

    state: State
    connections: list[web.WebSocketResponse] = field(default_factory=list)
    acks: list[Ack] = field(default_factory=list)
    opened: int = 0
    _waiting: dict[str, asyncio.Future[JSON]] = field(default_factory=dict)
    _turn: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection to its end."""
        good_until = self.state.socket_tickets.pop(request.query.get("ticket", ""), 0.0)
        if good_until < self.state.clock.now():
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.opened += 1
        self.connections.append(socket)
        self._news.set()
        if len(self.connections) > MOST:
            await self._part(socket, "too_many_websockets")
        await socket.send_json(self._hello())
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            if socket in self.connections:
                self.connections.remove(socket)
        return socket

    def _hello(self) -> JSON:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {"host": "applink-1", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self.state.keys.app_id},
        }

    def _acknowledged(self, text: str) -> None:
        try:
            said = json.loads(text)
        except ValueError:
            return
        envelope_id = str(said.get("envelope_id", "")) if isinstance(said, dict) else ""
        waiting = self._waiting.pop(envelope_id, None)
        payload = (said.get("payload") or {}) if isinstance(said, dict) else {}
        self.acks.append(Ack(envelope_id=envelope_id, payload=payload, at=time.monotonic(), known=waiting is not None))
        if waiting is not None and not waiting.done():
            waiting.set_result(payload)

    async def deliver(self, sent: Sent, patience: float, *, attempt: int = 0, reason: str = "") -> Answer:
        """Send an envelope over one of the connections, each in its turn, and wait for its acknowledgement."""
        if not self.connections:
            return Answer(sent=sent, way="socket", trouble="app_unreachable")
        envelope_id = secrets.token_hex(16)
        envelope: JSON = {
            "envelope_id": envelope_id,
            "type": _TYPES[sent.kind],
            "payload": sent.payload,
            "accepts_response_payload": sent.kind != "event",
        }
        if sent.kind == "event":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        future = self._waiting[envelope_id] = asyncio.get_running_loop().create_future()
        self._turn += 1
        began = time.monotonic()
        try:
            await self.connections[self._turn % len(self.connections)].send_json(envelope)
            payload = await asyncio.wait_for(future, patience)
        except (TimeoutError, ConnectionError):
            waited = time.monotonic() - began
            return Answer(sent=sent, way="socket", seconds=waited, trouble="operation_timeout")
        finally:
            self._waiting.pop(envelope_id, None)
        body = json.dumps(payload) if payload else ""
        return Answer(sent=sent, way="socket", status=200, body=body, seconds=time.monotonic() - began)

    async def disconnect(self, reason: Goodbye = "refresh_requested") -> None:
        """Ask every connection to reconnect, as Slack does every few hours; `warning` leaves them open."""
        for socket in list(self.connections):
            await self._part(socket, reason)

    async def _part(self, socket: web.WebSocketResponse, reason: Goodbye) -> None:
        await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}})
        if reason != "warning":
            self.connections.remove(socket)
        if reason == "link_disabled":
            await socket.close()

    async def close(self) -> None:
        """End every connection without a word."""
        for socket in list(self.connections):
            await socket.close()

    async def connected(self, count: int = 1, *, within: float = 10.0) -> None:
        """Wait until so many connections are open."""
        async with asyncio.timeout(within):
            while len(self.connections) < count:
                self._news.clear()
                await self._news.wait()
