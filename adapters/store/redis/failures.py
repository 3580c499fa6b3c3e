"""What a failure of the store means for a person, in a sentence that repeats nothing of what was sent."""

from __future__ import annotations

from redis.exceptions import (
    AuthenticationError,
    ConnectionError,  # noqa: A004 - the vendor's names
    TimeoutError,  # noqa: A004 - the vendor's names
)

# The first words of an answer, as Redis and Valkey spell them, and what they mean for a person.
MEANINGS = (
    (
        ("NOAUTH", "WRONGPASS", "invalid username-password", "AUTH <password>", "auth:AuthenticationError"),
        "refused the password in REDIS_URL",
    ),
    (("NOPERM", "no permissions"), "doesn't let this user do what Paperround needs"),
    (("OOM", "maxmemory"), "has no memory left, so it can't keep anything new"),
    (("MISCONF", "No space left"), "can't write to its disk (is it full?), so it can't keep anything new"),
    (("READONLY", "read only replica"), "is a read-only copy; REDIS_URL must name the primary"),
    (("NOREPLICAS",), "has too few replicas to accept a write"),
    (("NOTCOPIED",), "couldn't have a write copied to its replicas in time, so it may not outlast a failure"),
    (("CLUSTERDOWN", "MASTERDOWN"), "is part of a cluster that is down"),
    (("LOADING", "is loading"), "is still loading its data"),
    (("max number of clients",), "has too many connections"),
    (("WRONGTYPE",), "holds something that isn't Paperround's under one of Paperround's keys"),
)


def sentence(error: Exception, place: str) -> str:
    """Why the store at `place` didn't do what it was asked."""
    text = str(error)
    for marks, meaning in MEANINGS:
        if any(mark in text for mark in marks):
            return f"The store at {place} {meaning}."
    return f"The store at {place} {_by_kind(error)}."


def _by_kind(error: Exception) -> str:
    """For errors that didn't come from the server's mouth; their own words may quote what was sent."""
    if isinstance(error, AuthenticationError):
        return "refused the password in REDIS_URL"
    if isinstance(error, TimeoutError | OSError) and "refused" not in str(error):
        return "didn't answer in time" if "imeout" in type(error).__name__ else "can't be reached"
    if isinstance(error, ConnectionError | OSError):
        return "can't be reached"
    return f"answered with an error ({type(error).__name__})"
