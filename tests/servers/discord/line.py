"""One WebSocket connection of the gateway, and one session that may outlive it."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp import web

    from tests.servers.discord.refusal import Json

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 8, 9, 10, 11
IGNORED = (3, 4)
MESSAGES_KEPT = 5000


class Line:
    """What is sent goes out in order, compressed as the client asked for.

    Attributes:
        ended_here: Whether the closing was begun at this end.
    """

    def __init__(self, socket: web.WebSocketResponse, *, compressed: bool) -> None:
        self._socket = socket
        self._packer = zlib.compressobj() if compressed else None
        self._waiting: asyncio.Queue[Json | tuple[int, str]] = asyncio.Queue()
        self.ended_here = False
        self._task = asyncio.create_task(self._write())

    def send(self, op: int, data: object = None, *, sequence: int | None = None, event: str | None = None) -> None:
        """Queue one payload."""
        self._waiting.put_nowait({"op": op, "d": data, "s": sequence, "t": event})

    def close(self, code: int, reason: str = "") -> None:
        """Close after what waits has gone out."""
        self.ended_here = True
        self._waiting.put_nowait((code, reason))

    async def end(self) -> None:
        """Stop writing."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _write(self) -> None:
        while not isinstance(payload := await self._waiting.get(), tuple):
            text = json.dumps(payload)
            if self._packer is None:
                await self._socket.send_str(text)
            else:
                packed = self._packer.compress(text.encode()) + self._packer.flush(zlib.Z_SYNC_FLUSH)
                await self._socket.send_bytes(packed)
        code, reason = payload
        await self._socket.close(code=code, message=reason.encode())


@dataclass(slots=True, kw_only=True)
class Session:
    """What a client identified for; it can be taken up again on another line.

    Attributes:
        shard: Its number, and of how many.
        sent: The latest dispatches, to be sent again on resume.
    """

    id: str
    intents: int
    shard: tuple[int, int]
    sequence: int = 0
    sent: deque[tuple[int, str, Json]] = field(default_factory=lambda: deque(maxlen=MESSAGES_KEPT))
    line: Line | None = None

    def wants(self, intent: int, guild_id: str | None) -> bool:
        """Whether an event is for this shard, and asked for."""
        number, of = self.shard
        here = (int(guild_id) >> 22) % of == number if guild_id else number == 0
        return here and (not intent or bool(self.intents & intent))

    def dispatch(self, event: str, data: Json) -> None:
        """Send one event, or keep it until the client is back."""
        self.sequence += 1
        self.sent.append((self.sequence, event, data))
        if self.line is not None:
            self.line.send(DISPATCH, data, sequence=self.sequence, event=event)

    def replay(self, line: Line, since: int) -> None:
        """Go on with another line after the last event that the client has seen."""
        self.line = line
        for sequence, event, data in self.sent:
            if sequence > since:
                line.send(DISPATCH, data, sequence=sequence, event=event)
        self.dispatch("RESUMED", {})
