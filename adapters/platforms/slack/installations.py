"""Which workspaces installed the app, with their tokens, and the states of installations under way.

Owns the notes `slack:installed:WORKSPACE`, kept for good, and `slack:state:STATE`, kept for ten minutes.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from typing_extensions import override

from adapters.errors import StoreAway
from adapters.platforms.slack.settings import PLATFORM

if TYPE_CHECKING:
    import logging

    from adapters.store.ports import KeyValueStore

STATE_SECONDS = 600
Restored = Callable[[str, str], Awaitable[None]]
"""Told that a workspace installed the app, perhaps again: (platform, workspace)."""
_SEALED = "sealed:"
_PLAIN = "plain:"


class Installations(AsyncInstallationStore):
    """One note a workspace, or an organisation where the whole of it installed the app."""

    def __init__(
        self, key_values: KeyValueStore, cipher: Cipher, log: logging.Logger, restored: Restored | None = None
    ) -> None:
        self._key_values = key_values
        self._cipher = cipher
        self._log = log
        self._restored = restored

    @property
    @override
    def logger(self) -> logging.Logger:
        return self._log

    @override
    async def async_save(self, installation: Installation) -> None:
        kept = {key: value for key, value in vars(installation).items() if _is_json(value)}
        workspace = installation.team_id or installation.enterprise_id or ""
        await self._key_values.put(_name(workspace), self._cipher.seal(json.dumps(kept)), None)
        if self._restored:
            await self._restored(PLATFORM, workspace)

    @override
    async def async_save_bot(self, bot: Bot) -> None:
        raise NotImplementedError

    @override
    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        for workspace in (team_id, enterprise_id):
            kept = await self._key_values.get(_name(workspace)) if workspace else None
            if kept is not None:
                return _installation(self._cipher.open(kept))
        return None

    @override
    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        found = await self.async_find_installation(enterprise_id=enterprise_id, team_id=team_id)
        return found.to_bot() if found else None

    async def forget(self, workspace: str) -> bool:
        """The app was removed; False where it wasn't there."""
        return await self._key_values.drop(_name(workspace))


def _is_json(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | list)


def _installation(kept: str) -> Installation:
    values = json.loads(kept)
    custom = values.pop("custom_values", None)
    return Installation(**values, custom_values=custom or {})


def _name(workspace: str) -> str:
    return f"slack:installed:{workspace}"


class OAuthStates(AsyncOAuthStateStore):
    """Each state is good for one installation."""

    def __init__(self, key_values: KeyValueStore, log: logging.Logger) -> None:
        self._key_values = key_values
        self._log = log

    @property
    @override
    def logger(self) -> logging.Logger:
        return self._log

    @override
    async def async_issue(self, *args: object, **kwargs: object) -> str:
        state = secrets.token_urlsafe(24)
        await self._key_values.put(f"slack:state:{state}", "issued", STATE_SECONDS)
        return state

    @override
    async def async_consume(self, state: str) -> bool:
        return bool(state) and await self._key_values.drop(f"slack:state:{state}")


class Cipher:
    """Seals text under the first of some keys, and opens what was sealed under any; what was once kept unsealed, too."""

    def __init__(self, keys: Sequence[str]) -> None:
        found = [Fernet(_derived(key)) for key in keys if key]
        self._fernet = MultiFernet(found) if found else None

    def seal(self, text: str) -> str:
        """Text to keep; raises `StoreAway` without a key."""
        if self._fernet is None:
            raise StoreAway("Slack's tokens are only kept encrypted. Set PAPERROUND_SECRET_KEY.")
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
            raise StoreAway(
                "PAPERROUND_SECRET_KEY isn't the key that Slack's tokens were sealed with."
                " Put the former one behind it, after a comma."
            ) from error


def _derived(secret_key: str) -> bytes:
    """Any secret of enough length makes a key."""
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"paperround tokens")
    return base64.urlsafe_b64encode(kdf.derive(secret_key.encode()))
