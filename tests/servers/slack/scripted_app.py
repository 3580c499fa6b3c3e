"""An app that answers what it is told to, to see how the stand-in takes it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Self

from aiohttp import web


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One answer.

    Attributes:
        delay: Seconds before it comes.
    """

    status: int = 200
    text: str = ""
    json: object = None
    delay: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)


class ScriptedApp:
    """Answers with its lines in their order, then with an empty 200.

    Attributes:
        heard: The headers of every request.
    """

    def __init__(self, *lines: Line) -> None:
        self.lines = list(lines)
        self.heard: list[dict[str, str]] = []
        application = web.Application()
        application.router.add_post("/slack/events", self._answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        """Its request URL."""
        return "http://{}:{}/slack/events".format(*self._runner.addresses[0])

    async def _answer(self, request: web.Request) -> web.Response:
        await request.read()
        self.heard.append(dict(request.headers))
        line = self.lines.pop(0) if self.lines else Line()
        await asyncio.sleep(line.delay)
        if line.json is not None:
            return web.json_response(line.json, status=line.status, headers=line.headers)
        return web.Response(text=line.text, status=line.status, headers=line.headers)
