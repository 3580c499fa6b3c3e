"""What came back from the app for one thing that a person did."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.slack.refusals import JSON

Way = Literal["http", "socket"]
Trouble = Literal["", "operation_timeout", "dispatch_failed", "app_unreachable"]
"""Nothing; no answer in time; another status than 200; nobody there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What went out, so that it can go out again byte for byte."""

    kind: str
    payload: JSON
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How the app took it.

    Attributes:
        status: The HTTP status; 200 for an envelope that was acknowledged; 0 where nothing came.
        body: What it said.
        seconds: How long it took.
        trouble: What the person would be told went wrong.
        refused: Slack's error where the answer itself had bad content, such as `invalid_blocks`.
    """

    sent: Sent
    way: Way
    status: int = 0
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    trouble: Trouble = ""
    refused: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was acknowledged in time, with content that Slack takes."""
        return not self.trouble and not self.refused

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the app said
        """The body as JSON; an object with `text` where it is only text, an empty one where it is nothing."""
        if not self.body.strip():
            return {}
        kind = next((value for name, value in self.headers.items() if name.lower() == "content-type"), "")
        if self.way == "http" and not kind.startswith("application/json"):
            return {"text": self.body}
        try:
            return json.loads(self.body)
        except ValueError:
            return {"text": self.body}

    @property
    def trigger_id(self) -> str:
        """The trigger that went with it."""
        return str(self.sent.payload.get("trigger_id", ""))

    @property
    def response_url(self) -> str:
        """Where it may be answered further."""
        return str(self.sent.payload.get("response_url", ""))
