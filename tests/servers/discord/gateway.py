"""The gateway: hello, heartbeats, identify, resume, and events to the sessions that they are for."""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from tests.servers.discord import line as ops
from tests.servers.discord import pieces
from tests.servers.discord.line import Line, Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.discord.refusal import Json
    from tests.servers.discord.service import Service

GUILDS, MEMBERS, PRESENCES, GUILD_MESSAGES, DIRECT_MESSAGES, CONTENT = 1, 1 << 1, 1 << 8, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = MEMBERS | PRESENCES | CONTENT
KNOWN = (1 << 26) - 1
SENT_A_MINUTE = 120


def ready(service: Service, session: Session, url: str) -> Json:
    """What a session hears first: who it is, where it is, and where to come back to."""
    return {
        "v": 10,
        "user": pieces.user(service.bot),
        "guilds": [{"id": each.id, "unavailable": True} for each in service.joined() if session.wants(0, each.id)],
        "session_id": session.id,
        "resume_gateway_url": url,
        "shard": list(session.shard),
        "application": {"id": service.bot.id, "flags": 0},
    }


class CloseError(Exception):
    """The connection ends with a close code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


class Gateway:
    """All sessions.

    Attributes:
        heartbeat_seconds: What hello asks for; a client that is silent for half as long again is cut off.
        refuses: Whether new connections are turned away, as in an outage.
        acknowledges: Whether heartbeats are answered; a client takes a silent connection for a zombie.
        enabled: Privileged intents that the application may ask for.
        shards: How many `/gateway/bot` recommends.
        identified: How often a client has started a session.
        resumed: How often one has gone on with a session.
    """

    def __init__(self, service: Service, *, heartbeat_seconds: float = 41.25, enabled: int = 0) -> None:
        self.heartbeat_seconds = heartbeat_seconds
        self.acknowledges = True
        self.refuses = False
        self.enabled = enabled
        self.identified = 0
        self.resumed = 0
        self.shards = 1
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self._service = service
        self._lines: set[Line] = set()

    @property
    def connected(self) -> list[Session]:
        """Sessions with a client at the other end."""
        return [each for each in self.sessions.values() if each.line is not None]

    def dispatch(self, event: str, data: Json, *, intent: int = 0, guild_id: str | None = None) -> None:
        """Send an event to the session whose shard it concerns."""
        for session in self.sessions.values():
            if session.wants(intent, guild_id):
                session.dispatch(event, data)

    def reconnect(self) -> None:
        """Ask all clients to come back and resume."""
        for each in self.connected:
            if each.line:
                each.line.send(ops.RECONNECT)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell all clients that their session isn't valid; without `resumable` they have to identify anew."""
        for each in self.connected:
            if each.line:
                each.line.send(ops.INVALID, resumable)
            if not resumable:
                del self.sessions[each.id]

    def drop(self, code: int = 4000) -> None:
        """Close all connections; the sessions stay."""
        for each in list(self._lines):
            each.close(code)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection from hello to its end."""
        if self.refuses:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse(max_msg_size=4096 * 4)
        await socket.prepare(request)
        line = Line(socket, compressed=request.query.get("compress") == "zlib-stream")
        self._lines.add(line)
        talk = Talk(self, self._service, line)
        try:
            talk.greet(request.query)
            await talk.listen(socket)
        except CloseError as error:
            line.close(error.code, error.reason)
            await asyncio.sleep(0.05)
        finally:
            self._lines.discard(line)
            await line.end()
            talk.leave(socket.close_code)
        return socket


class Talk:
    """One client on one line."""

    def __init__(self, gateway: Gateway, service: Service, line: Line) -> None:
        self._gateway = gateway
        self._service = service
        self._line = line
        self._session: Session | None = None
        self._heard: list[float] = []

    def greet(self, asked: Mapping[str, str]) -> None:
        """Say hello, or refuse what the address asks for."""
        if asked.get("v", "10") not in {"9", "10"}:
            raise CloseError(4012, "Invalid API version")
        if asked.get("encoding", "json") != "json" or asked.get("compress") not in {None, "zlib-stream"}:
            raise CloseError(4002, "The stand-in speaks JSON and zlib-stream")
        self._line.send(ops.HELLO, {"heartbeat_interval": int(self._gateway.heartbeat_seconds * 1000)})

    async def listen(self, socket: web.WebSocketResponse) -> None:
        """Take what the client sends until it leaves."""
        while True:
            try:
                message = await asyncio.wait_for(socket.receive(), self._gateway.heartbeat_seconds * 1.5)
            except TimeoutError as error:
                raise CloseError(4009, "Session timed out") from error
            if message.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
                return
            self._paced()
            try:
                payload = json.loads(message.data)
                op, data = payload["op"], payload.get("d")
            except (ValueError, KeyError, TypeError) as error:
                raise CloseError(4002, "Decode error") from error
            self._take(op, data)
            await self._service.settle()

    def leave(self, code: int | None) -> None:
        """A client that says goodbye with 1000 or 1001 gives up its session; any other may resume."""
        session = self._session
        if session is None or session.line is not self._line:
            return
        session.line = None
        if code in {1000, 1001} and not self._line.ended_here:
            self._gateway.sessions.pop(session.id, None)

    def _paced(self) -> None:
        now = asyncio.get_running_loop().time()
        self._heard = [each for each in self._heard if each > now - 60] + [now]
        if len(self._heard) > SENT_A_MINUTE:
            raise CloseError(4008, "Rate limited")

    def _take(self, op: int, data: Json) -> None:
        if op == ops.HEARTBEAT:
            if self._gateway.acknowledges:
                self._line.send(ops.ACK)
        elif op == ops.IDENTIFY:
            self._identify(data)
        elif op == ops.RESUME:
            self._resume(data)
        elif self._session is None:
            raise CloseError(4003, "Not authenticated")
        elif op == ops.MEMBERS:
            self._members(self._session, data)
        elif op not in ops.IGNORED:
            raise CloseError(4001, "Unknown opcode")

    def _identify(self, data: Json) -> None:
        if self._session is not None:
            raise CloseError(4005, "Already authenticated")
        if str(data.get("token", "")).removeprefix("Bot ") != self._service.token:
            raise CloseError(4004, "Authentication failed")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~KNOWN:
            raise CloseError(4013, "Invalid intent(s)")
        if intents & PRIVILEGED & ~self._gateway.enabled:
            raise CloseError(4014, "Disallowed intent(s)")
        shard = data.get("shard") or [0, 1]
        if not (isinstance(shard, list) and len(shard) == 2 and 0 <= shard[0] < shard[1]):
            raise CloseError(4010, "Invalid shard")
        self._gateway.identified += 1
        self._session = Session(id=secrets.token_hex(16), intents=intents, shard=(shard[0], shard[1]), line=self._line)
        self._gateway.sessions[self._session.id] = self._session
        self._ready(self._session)

    def _ready(self, session: Session) -> None:
        joined = [each for each in self._service.joined() if session.wants(0, each.id)]
        session.dispatch("READY", ready(self._service, session, self._gateway.url))
        if session.intents & GUILDS:
            for each in joined:
                session.dispatch("GUILD_CREATE", self._service.whole_guild(each))

    def _resume(self, data: Json) -> None:
        if str(data.get("token", "")).removeprefix("Bot ") != self._service.token:
            raise CloseError(4004, "Authentication failed")
        session = self._gateway.sessions.get(str(data.get("session_id")))
        if session is None:
            self._line.send(ops.INVALID, data=False)
            return
        if data.get("seq") is None or data["seq"] > session.sequence:
            raise CloseError(4007, "Invalid seq")
        self._gateway.resumed += 1
        self._session = session
        session.replay(self._line, data["seq"])

    def _members(self, session: Session, data: Json) -> None:
        guild = self._service.world.guilds.get(str(data.get("guild_id")))
        if guild is None or not (session.intents & MEMBERS or data.get("user_ids") or data.get("query")):
            return
        members = [pieces.member(each) for each in guild.members.values()][:1000]
        chunk = {"guild_id": guild.id, "members": members, "chunk_index": 0, "chunk_count": 1, "not_found": []}
        session.dispatch("GUILD_MEMBERS_CHUNK", {**chunk, "nonce": data.get("nonce")})
