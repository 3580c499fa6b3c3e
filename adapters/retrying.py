"""How long to wait before another try, where the other side may have said so: what tenacity leaves to its users."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tenacity import RetryCallState

    Wait = Callable[[RetryCallState], float]
    Stop = Callable[[RetryCallState], bool]


def asked_for(tried: RetryCallState) -> float | None:
    """The seconds of `Retry-After` that an error carries as `retry_after`; None where it says nothing."""
    error = tried.outcome.exception() if tried.outcome else None
    asked = getattr(error, "retry_after", None)
    return None if asked is None else float(asked)


def at_least_asked_for(own: Wait) -> Wait:
    """Our own wait, or what was asked for where that is longer."""
    return lambda tried: max(own(tried), asked_for(tried) or 0.0)


def asked_for_or(own: Wait) -> Wait:
    """What was asked for, and our own wait where nothing was."""
    return lambda tried: asked_for(tried) or own(tried)


def any_of(*stops: Stop) -> Stop:
    """Gives up where one of these does; each is asked until then, in order."""
    return lambda tried: any(stop(tried) for stop in stops)


def longer_than(seconds: float) -> Stop:
    """Gives up where more than these seconds would have to be waited."""
    return lambda tried: tried.upcoming_sleep > seconds
