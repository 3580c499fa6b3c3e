"""Tokens at rest: sealed with the installation's secret key where one is set."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adapters.errors import StoreAway

_SEALED = "sealed:"
_PLAIN = "plain:"


class Cipher:
    """Seals and opens text; without a key it keeps text as it is, and says so in front of it."""

    def __init__(self, secret_key: str) -> None:
        self._fernet = Fernet(_derived(secret_key)) if secret_key else None

    def seal(self, text: str) -> str:
        """Text to keep."""
        if self._fernet is None:
            return f"{_PLAIN}{text}"
        return _SEALED + self._fernet.encrypt(text.encode()).decode()

    def open(self, kept: str) -> str:
        """The text again; raises `StoreAway` where the key is missing or another one."""
        if kept.startswith(_PLAIN):
            return kept.removeprefix(_PLAIN)
        if self._fernet is None:
            raise StoreAway(
                "Slack's tokens are kept encrypted. Set PAPERROUND_SECRET_KEY to the key they were sealed with."
            )
        try:
            return self._fernet.decrypt(kept.removeprefix(_SEALED).encode()).decode()
        except InvalidToken as error:
            raise StoreAway("PAPERROUND_SECRET_KEY isn't the key that Slack's tokens were sealed with.") from error


def _derived(secret_key: str) -> bytes:
    """Any secret of enough length makes a key."""
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"paperround tokens")
    return base64.urlsafe_b64encode(kdf.derive(secret_key.encode()))
