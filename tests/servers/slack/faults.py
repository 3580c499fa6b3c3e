"""What goes wrong on purpose with the next calls of a method."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

FaultKind = Literal[
    "unavailable", "throttle", "close", "stall", "garbage", "error", "accept_then_close", "accept_then_stall"
]
KINDS: tuple[FaultKind, ...] = get_args(FaultKind)
ACCEPTING = ("accept_then_close", "accept_then_stall")


@dataclass(slots=True, kw_only=True)
class Fault:
    """How calls go wrong.

    Attributes:
        kind: `unavailable` 500, `throttle` 429, `close` the connection, `stall` no answer for `seconds`, `garbage`
            HTML, `error` the named Slack error, `accept_then_close` and `accept_then_stall` the same after the call
            was carried out.
        method: Which method's calls; "*" is all.
        channel: Only calls for this channel; "" is all.
        after: Calls that go well first.
        times: Calls that go wrong then; -1 is all further ones.
        retry_after: What 429 and 500 say in `Retry-After`; 0 leaves the header out.
    """

    kind: FaultKind
    method: str = "*"
    channel: str = ""
    after: int = 0
    times: int = 1
    retry_after: int = 1
    seconds: float = 60.0
    error: str = "internal_error"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind}")


@dataclass(slots=True)
class Faults:
    """Those that wait; the first that fits a call is used up by it."""

    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Let a fault wait for its calls."""
        self.waiting.append(fault)

    def clear(self) -> None:
        """Let all go well again."""
        self.waiting.clear()

    def take(self, method: str, channel: str) -> Fault | None:
        """The fault of this call, or None."""
        for fault in self.waiting:
            if fault.method in ("*", method) and fault.channel in ("", channel):
                if fault.after > 0:
                    fault.after -= 1
                    continue
                fault.times -= 1
                if fault.times == 0:
                    self.waiting.remove(fault)
                return fault
        return None
