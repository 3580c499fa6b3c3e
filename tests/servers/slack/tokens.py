"""Tokens as Slack issues, rotates and takes them back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Literal

from tests.servers.slack.refusals import RefusedError

TokenKind = Literal["bot", "app"]
TokenState = Literal["", "token_revoked", "account_inactive", "invalid_auth"]

ROTATION = 43_200
"""Seconds that a rotated access token lives."""

_PREFIX: dict[TokenKind, str] = {"bot": "xoxb", "app": "xapp"}


@dataclass(slots=True, kw_only=True)
class Token:
    """An access token.

    Attributes:
        state: The error that it is answered with; "" while it is good.
        expires: The second at which it expires, or None for one that doesn't.
    """

    value: str
    kind: TokenKind
    team: str
    scopes: tuple[str, ...]
    state: TokenState = ""
    expires: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a person agreed to on the consent page, waiting to be exchanged."""

    team: str
    user: str
    scopes: tuple[str, ...]
    redirect_uri: str
    made: float


@dataclass(slots=True, kw_only=True)
class Tokens:
    """Everything that opens something.

    Attributes:
        grants: OAuth codes that wait.
        spent: OAuth codes that were exchanged.
        refreshers: Refresh tokens, with the access token that each renews.
        rotates: Whether new installations get tokens that expire.
    """

    issued: dict[str, Token] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)
    refreshers: dict[str, Token] = field(default_factory=dict)
    rotates: bool = False

    def issue(self, kind: TokenKind, team: str, scopes: tuple[str, ...], *, expires: float | None = None) -> Token:
        """A new token."""
        prefix = f"xoxe.{_PREFIX[kind]}" if expires is not None else _PREFIX[kind]
        token = Token(value=f"{prefix}-{secrets.token_hex(12)}", kind=kind, team=team, scopes=scopes, expires=expires)
        self.issued[token.value] = token
        return token

    def refresher(self, token: Token) -> str:
        """A refresh token for an access token."""
        value = f"xoxe-1-{secrets.token_hex(12)}"
        self.refreshers[value] = token
        return value

    def checked(self, value: str, now: float) -> Token:
        """The token, or Slack's refusal of it."""
        if not value:
            raise RefusedError("not_authed")
        token = self.issued.get(value)
        if token is None:
            raise RefusedError("invalid_auth")
        if token.state:
            raise RefusedError(token.state)
        if token.expires is not None and token.expires <= now:
            raise RefusedError("token_expired")
        return token

    def of(self, team: str) -> list[Token]:
        """The bot tokens of a workspace."""
        return [token for token in self.issued.values() if token.team == team and token.kind == "bot"]

    def end(self, team: str, state: TokenState) -> None:
        """Take a workspace's tokens back."""
        for token in self.of(team):
            token.state = state
