"""What goes wrong on purpose with the next calls of a route."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

FaultKind = Literal[
    "unavailable",
    "throttle",
    "throttle_all",
    "close",
    "stall",
    "garbage",
    "error",
    "accept_then_close",
    "accept_then_stall",
    "accept_then_unavailable",
    "delete_channel",
    "lose_permissions",
    "revoke_token",
]
KINDS: tuple[FaultKind, ...] = get_args(FaultKind)
ACCEPTING = ("accept_then_close", "accept_then_stall", "accept_then_unavailable")
SHORTHAND = {
    "post": "POST /channels/{channel_id}/messages",
    "history": "GET /channels/{channel_id}/messages",
    "thread": "POST /channels/{channel_id}/messages/{message_id}/threads",
    "forum": "POST /channels/{channel_id}/threads",
    "callback": "POST /interactions/{interaction_id}/{token}/callback",
    "follow_up": "POST /webhooks/{application_id}/{token}",
    "original": "PATCH /webhooks/{application_id}/{token}/messages/{message_id}",
    "sync": "PUT /applications/{application_id}/commands",
}


@dataclass(slots=True, kw_only=True)
class Fault:
    """How calls go wrong.

    Attributes:
        kind: `unavailable` 500, `throttle` 429 of the route and `throttle_all` the global one, `close` the connection,
            `stall` no answer for `seconds`, `garbage` HTML, `error` the given status and code, `accept_then_…` the same
            after the call was carried out, `delete_channel`, `lose_permissions` and `revoke_token` just before it.
        route: Which calls: `POST /channels/{channel_id}/messages`, or one of the words in `SHORTHAND`; "*" is all.
        channel: Only calls for this channel; "" is all.
        after: Calls that go well first.
        times: Calls that go wrong then; -1 is all further ones.
    """

    kind: FaultKind
    route: str = "*"
    channel: str = ""
    after: int = 0
    times: int = 1
    retry_after: float = 0.2
    seconds: float = 60.0
    status: int = 403
    code: int = 50013
    message: str = "Missing Permissions"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind}")
        self.route = SHORTHAND.get(self.route, self.route)


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

    def take(self, route: str, channel: str) -> Fault | None:
        """The fault of this call, or None."""
        for fault in self.waiting:
            if fault.route in ("*", route) and fault.channel in ("", channel):
                if fault.after > 0:
                    fault.after -= 1
                    continue
                fault.times -= 1
                if fault.times == 0:
                    self.waiting.remove(fault)
                return fault
        return None
