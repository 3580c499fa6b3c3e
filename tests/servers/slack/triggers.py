"""Trigger ids: three seconds, once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from tests.servers.slack.refusals import RefusedError

LIFE = 3.0


@dataclass(slots=True)
class Triggers:
    """Those handed out, with whose they are and when they were made."""

    made: dict[str, tuple[str, float]] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)

    def hand_out(self, user: str, now: float) -> str:
        """A fresh one for what a person did."""
        trigger = f"{int(now * 1000)}.{secrets.randbelow(10**9)}.{secrets.token_hex(8)}"
        self.made[trigger] = (user, now)
        return trigger

    def exchange(self, trigger: str, now: float) -> str:
        """Whose trigger this is, which can be asked once and in time."""
        if trigger not in self.made:
            raise RefusedError("invalid_trigger_id")
        if trigger in self.spent:
            raise RefusedError("exchanged_trigger_id")
        user, made = self.made[trigger]
        if now - made > LIFE:
            raise RefusedError("expired_trigger_id")
        self.spent.add(trigger)
        return user
