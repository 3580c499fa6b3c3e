"""The acknowledgement of a command, which carries the first answer where that is ready in a moment.

Slack shows what an acknowledgement carries as it shows what comes by a response URL, so a quick answer needs no second
request.
"""

from __future__ import annotations

import asyncio
from typing import Any

Json = dict[str, Any]
MOMENT = 1.0
"""Seconds that an acknowledgement waits for an answer; Slack waits three."""


class AckResponse:
    """Takes one answer, as long as the acknowledgement hasn't gone out."""

    def __init__(self) -> None:
        self._first: asyncio.Future[Json] = asyncio.get_running_loop().create_future()

    def offer(self, payload: Json) -> bool:
        """Send this with the acknowledgement; False where that is too late, or somebody was first."""
        if self._first.done():
            return False
        self._first.set_result(payload)
        return True

    def close(self) -> None:
        """Nothing more comes: the acknowledgement needn't wait."""
        self.offer({})

    async def taken(self, seconds: float = MOMENT) -> Json:
        """What goes with the acknowledgement; nothing where no answer was ready in time."""
        await asyncio.wait([self._first], timeout=seconds)
        self.close()
        return self._first.result()
