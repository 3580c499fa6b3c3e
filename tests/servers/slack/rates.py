"""How often a method may be called: leaking buckets that refuse with `Retry-After`."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from tests.servers.slack.refusals import RefusedError

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute and workspace of each of Slack's tiers."""


HISTORY = ("conversations.history", "conversations.replies")


@dataclass(slots=True, kw_only=True)
class Rates:
    """What is allowed; `Rates.off()` allows everything.

    Attributes:
        each: Messages a second and channel.
        burst: Messages at once and channel.
        tiers: Calls a minute of each tier; a method without one is free.
        history: Messages that a call of a channel's history or replies gives at most, and calls a minute; None for Slack's
            own apps. Apps that are distributed outside the Marketplace have (15, 1).
        tier_burst: What share of a minute's calls may come at once.
    """

    each: float = 1.0
    burst: float = 4.0
    tiers: dict[int, int] = field(default_factory=lambda: dict(TIERS))
    tier_burst: float = 1.0
    history: tuple[int, int] | None = None
    _full: dict[tuple[str, ...], tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def off(cls) -> Rates:
        """No limits."""
        return cls(each=math.inf, tiers={})

    def message(self, team: str, channel: str, now: float) -> None:
        """Count a message of a channel, or refuse it."""
        if self.each != math.inf:
            self._count(("message", team, channel), self.each, self.burst, now)

    def call(self, method: str, team: str, tier: int, now: float) -> None:
        """Count a call of a method, or refuse it."""
        minute = self.tiers.get(tier)
        if self.history and method in HISTORY:
            minute = self.history[1]
        if minute is not None:
            self._count((method, team), minute / 60, max(1.0, minute * self.tier_burst), now)

    def _count(self, key: tuple[str, ...], rate: float, most: float, now: float) -> None:
        level, at = self._full.get(key, (0.0, now))
        level = max(0.0, level - (now - at) * rate)
        if level + 1 > most + 1e-9:
            raise limited(math.ceil((level + 1 - most) / rate))
        self._full[key] = (level + 1, now)


def limited(seconds: int) -> RefusedError:
    """Slack's 429."""
    return RefusedError("ratelimited", status=429, headers={"Retry-After": str(max(1, seconds))})
