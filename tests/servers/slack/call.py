"""One call of the Web API: its arguments, who makes it, and what it may see."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.servers.slack.rates import HISTORY
from tests.servers.slack.refusals import RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.refusals import JSON
    from tests.servers.slack.state import State
    from tests.servers.slack.tokens import Token
    from tests.servers.slack.workspace import Workspace

_TRUE = ("1", "true", "True", True, 1)


@dataclass(slots=True, kw_only=True)
class Call:
    """What a method is given.

    Attributes:
        args: As they came; from a form every value is a string, with JSON inside where it has structure.
        scopes: The scopes of the token.
    """

    method: str
    args: JSON
    state: State
    token: Token | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace of whoever calls."""
        if self.token is None:
            raise RefusedError("not_authed")
        return self.state.workspaces[self.token.team]

    @property
    def scopes(self) -> tuple[str, ...]:
        """What the caller may."""
        return self.token.scopes if self.token else ()

    @property
    def now(self) -> float:
        """The moment of the call."""
        return self.state.clock.now()

    def text(self, name: str) -> str:
        """An argument as a string; "" where there is none."""
        value = self.args.get(name)
        return "" if value is None else str(value)

    def required(self, name: str) -> str:
        """An argument that must be there."""
        value = self.text(name)
        if not value:
            message = f"[ERROR] missing required field: {name}"
            raise RefusedError("invalid_arguments", response_metadata={"messages": [message]})
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """An argument as yes or no."""
        value = self.args.get(name)
        return default if value in (None, "") else value in _TRUE

    def number(self, name: str, default: int, most: int) -> int:
        """An argument as a whole number from 1 on."""
        value = self.text(name)
        if not value:
            return default
        if not value.isdigit() or not 1 <= int(value) <= most:
            raise RefusedError("invalid_limit" if name == "limit" else "invalid_arguments")
        return int(value)

    def structure(self, name: str, error: str) -> Any:  # noqa: ANN401 - any JSON may have been sent
        """An argument with structure, which may come as JSON inside a string; None where there is none."""
        value = self.args.get(name)
        if isinstance(value, str):
            try:
                return json.loads(value) if value else None
            except ValueError:
                raise RefusedError(error) from None
        return value

    def need(self, *any_of: str, told: str = "") -> None:
        """Refuse whoever has none of these scopes."""
        if not set(any_of) & set(self.scopes):
            raise RefusedError("missing_scope", needed=told or ",".join(any_of), provided=",".join(self.scopes))

    def visible(self, id: str) -> Channel:  # noqa: A002 - Slack's word
        """A channel that the caller can see; private ones only from inside."""
        channel = self.workspace.channels.get(id)
        if channel is None or (channel.kind != "public_channel" and self.workspace.bot not in channel.members):
            raise RefusedError("channel_not_found")
        return channel

    def page(self, found: list[Any], *, most: int = 1000, default: int = 100) -> tuple[list[Any], JSON]:
        """One page of a list, and the cursor of the next."""
        size = self.number("limit", default, most)
        if self.state.rates.history and self.method in HISTORY:
            size = min(size, self.state.rates.history[0])
        cursor = self.text("cursor")
        if cursor and not cursor.removeprefix("at:").isdigit():
            raise RefusedError("invalid_cursor")
        start = int(cursor.removeprefix("at:")) if cursor else 0
        rest = start + size < len(found)
        return found[start : start + size], {"next_cursor": f"at:{start + size}" if rest else ""}
