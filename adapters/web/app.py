"""The small web server of a process: `/healthz`, `/readyz` and `/metrics`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.errors import StoreAway
from adapters.http_server import HttpServer
from adapters.web.metrics import CONTENT_TYPE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.web.metrics import Metrics

_PATIENCE = 3.0
CLOCK_AHEAD = "clock_ahead_seconds"
"""The gauge of how far this machine's clock is ahead of the store's."""
CLOCK_RIGHT = "clock_right"
"""The gauge of whether that is still right: 1 or 0."""

Gauges = Callable[[], Awaitable[Mapping[str, float]]]
"""Asks the installation for its gauges; raises `StoreAway` where it can't."""


class Health:
    """Answers whether the process lives, and whether it can work."""

    def __init__(
        self, gauges: Gauges, metrics: Metrics, stopping: Callable[[], bool], disconnected: Callable[[], Sequence[str]]
    ) -> None:
        self._gauges = gauges
        self._metrics = metrics
        self._stopping = stopping
        self._disconnected = disconnected

    def application(self) -> web.Application:
        """The three pages."""
        served = web.Application()
        pages = {"/healthz": self.healthz, "/readyz": self.readyz, "/metrics": self.metrics}
        served.add_routes([web.get(path, page) for path, page in pages.items()])
        return served

    async def healthz(self, _request: web.Request) -> web.Response:
        """It answers, so it lives."""
        return web.json_response({"status": "alive"})

    async def readyz(self, _request: web.Request) -> web.Response:
        """200 while it can work; 503 when the store or a platform is away, the clock is wrong, or it is about to end."""
        if self._stopping():
            return web.json_response({"status": "stopping"}, status=503)
        try:
            async with asyncio.timeout(_PATIENCE):
                gauges = await self._gauges()
        except (StoreAway, TimeoutError):
            return web.json_response({"status": "the store is away"}, status=503)
        if not gauges.get(CLOCK_RIGHT, 1.0):
            return web.json_response({"status": f"the clock is wrong by {gauges[CLOCK_AHEAD]:.0f} seconds"}, status=503)
        away = self._disconnected()
        if away:
            return web.json_response({"status": f"not connected: {', '.join(away)}"}, status=503)
        return web.json_response({"status": "ready"})

    async def metrics(self, _request: web.Request) -> web.Response:
        """Figures for Prometheus; without the store, this process's own."""
        try:
            async with asyncio.timeout(_PATIENCE):
                gauges = {**await self._gauges(), "store_up": 1.0}
        except (StoreAway, TimeoutError):
            gauges = {"store_up": 0.0}
        return web.Response(body=self._metrics.page(gauges), headers={"Content-Type": CONTENT_TYPE})


@asynccontextmanager
async def serving(health: Health, host: str, port: int) -> AsyncIterator[int]:
    """Serve for as long as the context lasts; gives the port, which is of the system's choosing for 0."""
    server = await HttpServer.started(health.application(), host, port)
    try:
        yield server.port
    finally:
        await server.stop()
