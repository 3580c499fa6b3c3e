"""Signed requests as Slack makes them, and the ways in which somebody else would make them."""

from __future__ import annotations

import hashlib
import hmac
from typing import Literal

Forgery = Literal["", "secret", "stale", "unsigned", "altered", "future", "endless"]
"""Made right; with another secret; six minutes old; without the headers; body changed after signing; six minutes ahead; a
time of 400 digits."""

SIGNATURE = "X-Slack-Signature"
TIMESTAMP = "X-Slack-Request-Timestamp"
_SHIFT = {"stale": -360, "future": 360}


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """The `v0` signature."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def signed(secret: str, body: bytes, now: float, forgery: Forgery = "") -> dict[str, str]:
    """The headers that go with a body."""
    if forgery == "unsigned":
        return {}
    timestamp = str(int(now) + _SHIFT.get(forgery, 0))
    if forgery == "endless":
        timestamp = "9" * 400
    made_with = secret[::-1] if forgery == "secret" else secret
    made_for = body + b"&" if forgery == "altered" else body
    return {TIMESTAMP: timestamp, SIGNATURE: signature(made_with, timestamp, made_for)}
