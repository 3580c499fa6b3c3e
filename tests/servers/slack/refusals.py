"""How the stand-in says no: an error's name, what goes with it, and its HTTP status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

JSON = dict[str, Any]
"""An object as it goes over the wire."""


class RefusedError(Exception):
    """Raised wherever Slack would answer `ok: false`.

    Attributes:
        error: Slack's name for it.
        details: Further fields of the answer, such as `needed` and `provided`.
        status: The HTTP status: 200 but for rate limits and broken servers.
        headers: Such as `Retry-After`.
    """

    def __init__(
        self, error: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **details: object
    ) -> None:
        self.error = error
        self.details = details
        self.status = status
        self.headers = dict(headers or {})
        super().__init__(error)

    @property
    def answer(self) -> JSON:
        """What goes back as JSON."""
        return {"ok": False, "error": self.error, **self.details}


def misshapen(error: str, findings: Sequence[str]) -> RefusedError:
    """The refusal of blocks or a view, naming each finding as Slack does: `what [json-pointer:/where]`."""
    messages = [f"[ERROR] {each}" for each in findings]
    return RefusedError(error, errors=list(findings), response_metadata={"messages": messages})
