"""How one request to an endpoint can fail: worth another try, never to be answered, or not understood."""

from __future__ import annotations


class ModelCallFailed(Exception):  # noqa: N818 - it becomes an error only when the retry is used up
    """Raised when a request gave no answer and another one may.

    Attributes:
        retry_after: Seconds that the endpoint asks to wait, or None.
    """

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(reason)


class ModelCallRefused(Exception):  # noqa: N818 - as above
    """Raised when no further request would be answered either: a refused key, no such model, an empty account."""


class OptionNotUnderstood(Exception):  # noqa: N818 - as above
    """Raised when the endpoint refuses the request itself; `complaint` is its own words, for the ladder only."""

    def __init__(self, status: int, complaint: str) -> None:
        self.complaint = complaint
        super().__init__(f"it refused the request (status {status})")
