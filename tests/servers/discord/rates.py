"""How many calls are allowed: windows per route and major id, and one over all, with the headers that tell."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.servers.discord.refusal import Json

ROUTES: dict[str, tuple[int, float]] = {
    "POST /channels/{channel_id}/messages": (5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
    "DELETE /channels/{channel_id}/messages/{message_id}": (5, 1.0),
    "POST /channels/{channel_id}/typing": (5, 5.0),
    "POST /webhooks/{application_id}/{token}": (5, 2.0),
    "PATCH /webhooks/{application_id}/{token}/messages/{message_id}": (5, 2.0),
}
MAJOR = ("channel_id", "guild_id", "token")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a call may pass, and what the headers say.

    Attributes:
        wait: Seconds until the next may; 0 lets this one pass.
    """

    headers: dict[str, str]
    wait: float = 0.0
    everywhere: bool = False

    @property
    def body(self) -> Json:
        """What a 429 says."""
        return {"message": "You are being rate limited.", "retry_after": self.wait, "global": self.everywhere}


@dataclass(slots=True, kw_only=True)
class Rates:
    """What is allowed; `Rates.off()` allows everything.

    Attributes:
        overall: Calls a second over all routes but those of interactions.
        routes: Calls in so many seconds, by route.
        usual: The same for a route that isn't named.
    """

    overall: float = 50
    routes: dict[str, tuple[int, float]] = field(default_factory=lambda: dict(ROUTES))
    usual: tuple[int, float] = (10, 1.0)
    _open: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)
    _second: tuple[float, int] = (0.0, 0)

    @classmethod
    def off(cls) -> Rates:
        """No limits."""
        return cls(overall=math.inf, routes={}, usual=(1_000_000, 1.0))

    def count(self, route: str, params: dict[str, str], now: float) -> Verdict:
        """Count a call, or say how long it has to wait."""
        if route.startswith("POST /interactions"):
            return Verdict(headers={})
        if "/webhooks/" not in route and (wait := self._overall(now)):
            return throttled(wait, everywhere=True)
        most, seconds = self.routes.get(route, self.usual)
        major = next((params[each] for each in MAJOR if each in params), "")
        since, used = self._open.get((route, major), (now, 0))
        if now >= since + seconds:
            since, used = now, 0
        left = most - used - 1
        after = since + seconds - now
        headers = _headers(route, most, max(left, 0), now + after, after)
        if left < 0:
            return throttled(after, headers=headers)
        self._open[route, major] = (since, used + 1)
        return Verdict(headers=headers)

    def _overall(self, now: float) -> float:
        since, used = self._second
        if now >= since + 1:
            since, used = now, 0
        if used >= self.overall:
            return since + 1 - now
        self._second = (since, used + 1)
        return 0.0


def throttled(wait: float, *, everywhere: bool = False, headers: dict[str, str] | None = None) -> Verdict:
    """The verdict of a 429."""
    wait = max(math.ceil(wait * 1000) / 1000, 0.001)
    told = {"Retry-After": str(math.ceil(wait)), "X-RateLimit-Scope": "global" if everywhere else "user"}
    if everywhere:
        told["X-RateLimit-Global"] = "true"
    return Verdict(headers={**(headers or {}), **told}, wait=wait, everywhere=everywhere)


def _headers(route: str, most: int, left: int, at: float, after: float) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(most),
        "X-RateLimit-Remaining": str(left),
        "X-RateLimit-Reset": f"{at:.3f}",
        "X-RateLimit-Reset-After": f"{after:.3f}",
        "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:32],
    }
