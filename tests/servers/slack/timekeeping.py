"""The server's time: the machine's, plus what a test lets pass at once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import SystemClock


@dataclass(slots=True)
class ServerClock:
    """Tells seconds since 1970; `pass_by` makes tokens, triggers and response URLs grow old without waiting.

    Attributes:
        ahead: Seconds by which it is ahead of the machine.
    """

    ahead: float = 0.0

    def now(self) -> float:
        """The moment, in seconds."""
        return SystemClock().now().timestamp() + self.ahead

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.ahead += seconds
