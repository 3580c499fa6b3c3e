"""Faults carried out on a call: what goes back instead, before or after it was done."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

from tests.servers.discord.answers import answer
from tests.servers.discord.rates import throttled
from tests.servers.discord.refusal import RefusalError

if TYPE_CHECKING:
    from tests.servers.discord.faults import Fault
    from tests.servers.discord.service import Service
    from tests.servers.discord.world import Channel

_DOWN = {"message": "500: Internal Server Error", "code": 0}


class Mishaps:
    """Carries faults out; None goes back where the connection breaks."""

    def __init__(self, service: Service) -> None:
        self.closing = asyncio.Event()
        self._service = service

    def change(self, fault: Fault, channel: Channel | None) -> bool:
        """Change the world just before a call, where that is the fault."""
        if fault.kind == "revoke_token":
            self._service.revoke_token()
        elif fault.kind == "delete_channel" and channel:
            self._service.delete_channel(channel)
        elif fault.kind == "lose_permissions" and channel:
            self._service.lose(channel)
        else:
            return False
        return True

    async def instead(self, fault: Fault) -> web.Response | None:
        """What goes back for a call that isn't carried out, or whose outcome is lost."""
        if fault.kind.endswith("unavailable"):
            return answer(500, _DOWN)
        if fault.kind in {"throttle", "throttle_all"}:
            verdict = throttled(fault.retry_after, everywhere=fault.kind == "throttle_all")
            return answer(429, verdict.body, verdict)
        if fault.kind == "error":
            raise RefusalError(fault.status, fault.code, fault.message)
        if fault.kind == "garbage":
            return web.Response(status=502, text="<html>Bad gateway</html>", content_type="text/html")
        if fault.kind.endswith("stall"):
            await self._stall(fault.seconds)
        return None

    async def _stall(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self.closing.wait(), seconds)
        except TimeoutError:
            return
