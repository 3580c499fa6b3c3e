"""The HTTP server of a process: what it serves is its callers' matter, how long anybody may take is decided here."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from aiohttp import web
from typing_extensions import override

from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_CALLERS = 1024
"""Connections that may wait to be taken; aiohttp's 128 makes some of two hundred callers at once wait a second."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionTimeouts:
    """What a caller may take.

    Attributes:
        idle: Seconds without a whole request head, at first and after each answer.
        body: Seconds for all of a body.
        answer: Seconds for taking what of an answer doesn't fit the connection's buffers.
    """

    idle: float = 20.0
    body: float = 20.0
    answer: float = 60.0


class HttpServer:
    """An application, served at one address until it is stopped."""

    def __init__(self, runner: web.AppRunner, server: asyncio.Server) -> None:
        self._runner = runner
        self._server = server

    @classmethod
    async def started(
        cls, app: web.Application, host: str, port: int, limits: ConnectionTimeouts | None = None
    ) -> HttpServer:
        """Serve at once, at a port of the system's choosing for 0; raises `PaperroundError` where the address can't be had.

        The application's `client_max_size` is the largest body, which is read before any handler runs.
        """
        allowed = limits or ConnectionTimeouts()
        app.middlewares.insert(0, _patiently(allowed.body))
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            server = await asyncio.get_running_loop().create_server(
                lambda: _Caller(_protocol(runner), allowed), host, port, backlog=_CALLERS
            )
        except OSError as taken:
            await runner.cleanup()
            raise PaperroundError(f"Can't listen at {host}:{port}: {taken.strerror}.") from taken
        return cls(runner, server)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Take no further caller, let answers in hand come to their end, and hang up."""
        self._server.close()
        await self._runner.cleanup()


class _Caller(asyncio.Protocol):
    """One connection: aiohttp's protocol, and an end to waiting for its caller to say or to take something, which it lacks."""

    def __init__(self, inner: asyncio.Protocol, limits: ConnectionTimeouts) -> None:
        self._inner = inner
        self._limits = limits
        self._is_served = False
        self._hanging_up: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self.waits()
        self._inner.connection_made(transport)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._hang_up_after(None)
        self._inner.connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        self._inner.data_received(data)

    @override
    def eof_received(self) -> bool | None:
        return self._inner.eof_received()

    @override
    def pause_writing(self) -> None:
        self._hang_up_after(self._limits.answer)
        self._inner.pause_writing()

    @override
    def resume_writing(self) -> None:
        self._hang_up_after(None if self._is_served else self._limits.idle)
        self._inner.resume_writing()

    def is_served(self) -> None:
        """A whole head has come; nobody waits for the caller now."""
        self._is_served = True
        self._hang_up_after(None)

    def waits(self) -> None:
        """The next request head is waited for."""
        self._is_served = False
        self._hang_up_after(self._limits.idle)

    def _hang_up_after(self, seconds: float | None) -> None:
        if self._hanging_up is not None:
            self._hanging_up.cancel()
            self._hanging_up = None
        if seconds is not None and self._transport is not None and not self._transport.is_closing():
            self._hanging_up = asyncio.get_running_loop().call_later(seconds, self._transport.abort)


def _protocol(runner: web.AppRunner) -> asyncio.Protocol:
    if runner.server is None:
        raise RuntimeError("the server was not set up")
    return runner.server()


def _patiently(seconds: float) -> Callable[..., Awaitable[web.StreamResponse]]:
    """Reads each body, within so many seconds, before its handler runs."""

    @web.middleware
    async def middleware(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        caller = request.transport.get_protocol() if request.transport is not None else None
        if isinstance(caller, _Caller):
            caller.is_served()
        try:
            if await _has_come(request, seconds):
                return await handler(request)
            return web.Response(status=408, headers={"Connection": "close"})
        finally:
            if isinstance(caller, _Caller):
                caller.waits()

    return middleware


async def _has_come(request: web.Request, seconds: float) -> bool:
    with suppress(TimeoutError, ConnectionError, asyncio.IncompleteReadError):
        async with asyncio.timeout(seconds):
            await request.read()
        return True
    kind = request.path.split("/")[1][:20]  # what follows may be the secret that a link consists of
    _log.info("a request for /%s never came to its end", kind)
    return False
