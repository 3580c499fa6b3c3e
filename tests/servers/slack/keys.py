"""The secrets of one installation, made anew for each server."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field


def _hexadecimal() -> str:
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the app's settings page shows."""

    app_id: str = "A111"
    client_id: str = "111.222"
    client_secret: str = field(default_factory=_hexadecimal)
    signing_secret: str = field(default_factory=_hexadecimal)
    verification: str = field(default_factory=_hexadecimal)
