"""The settings of mail, and how an installation with them reaches its mail server."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import TYPE_CHECKING, Literal

from adapters import mail_address
from adapters.http_settings import PUBLIC_URL
from adapters.settings import Setting, port, secret, text

if TYPE_CHECKING:
    from adapters.settings import Settings

Security = Literal["starttls", "tls", "none"]
_TLS_PORT = 465


def _security(value: str) -> Security:
    words: dict[str, Security] = {"starttls": "starttls", "tls": "tls", "none": "none"}
    if value.casefold() in words:
        return words[value.casefold()]
    raise ValueError("starttls, tls or none")


def _sender(value: str) -> tuple[str, str]:
    """`Paperround <roundups@papers.example.org>`: the name and the address."""
    name, address = parseaddr(value) if value.isprintable() else ("", "")
    try:
        return " ".join(name.split()), mail_address.normalized(address)
    except ValueError:
        raise ValueError("an address, such as Paperround <roundups@papers.example.org>") from None


def _returns(value: str) -> str:
    """`bounces+*@papers.example.org`: an address with a place for what tells one reader's from another's."""
    local, _, domain = value.rpartition("@")
    try:
        if local.count("*") == 1 and "*" not in domain:
            return mail_address.normalized(value)
    except ValueError:
        pass
    raise ValueError("an address with a star before the @, such as bounces+*@papers.example.org")


HOST = Setting(name="PAPERROUND_SMTP_HOST", meaning="the mail server that takes our mail", parse=text, default="")
PORT = Setting(
    name="PAPERROUND_SMTP_PORT",
    meaning="its port for submission: `587`, or `465` for TLS at once",
    parse=port,
    default=587,
)
SECURITY: Setting[Security | None] = Setting(
    name="PAPERROUND_SMTP_SECURITY",
    meaning="`starttls` (refused by us where the server has none), `tls` from the first byte, or `none` for a server on the "
    "same machine",
    parse=_security,
    default=None,
    shown="`tls` at port 465, else `starttls`",
)
USER = Setting(
    name="PAPERROUND_SMTP_USER", meaning="whom we sign in as; without it nobody signs in", parse=text, default=""
)
PASSWORD = secret("PAPERROUND_SMTP_PASSWORD", "the password to it")
SENDER: Setting[tuple[str, str]] = Setting(
    name="PAPERROUND_SMTP_FROM",
    meaning="who it comes from, such as `Paperround <roundups@papers.example.org>`",
    parse=_sender,
    default=("", ""),
    shown="none",
)
RETURNS = Setting(
    name="PAPERROUND_SMTP_RETURNS",
    meaning="where mails that can't be delivered come back to, such as `bounces+*@papers.example.org`; each reader has a "
    "secret of their own in place of the star",
    parse=_returns,
    default="",
    shown="the address in `PAPERROUND_SMTP_FROM`",
)

SETTINGS = (HOST, PORT, SECURITY, USER, PASSWORD, SENDER, RETURNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAccess:
    """What is set decides how mail is sent.

    Attributes:
        name: Of the sender, and `sender` its address.
        returns: Where mails come back to, a star where each reader's secret stands; "" for `sender`.
        public_url: The address below which the pages are that confirm and unsubscribe.
    """

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    name: str = ""
    sender: str = ""
    returns: str = ""
    public_url: str = ""

    @classmethod
    def from_settings(cls, settings: Settings) -> MailAccess | None:
        """Mail as these settings send it, where a server is set."""
        if not settings[HOST]:
            return None
        name, sender = settings[SENDER]
        security = settings[SECURITY]
        return cls(
            host=settings[HOST],
            port=settings[PORT],
            security=security or ("tls" if settings[PORT] == _TLS_PORT else "starttls"),
            user=settings[USER],
            password=settings[PASSWORD],
            name=name or "Paperround",
            sender=sender,
            returns=settings[RETURNS],
            public_url=settings[PUBLIC_URL],
        )

    @property
    def domain(self) -> str:
        """Whose mail it is; "" without a sender."""
        return self.sender.partition("@")[2]

    def return_address(self, token: str) -> str:
        """Where a reader's mails come back to; the same for all with ""."""
        return self.returns.replace("*", token) if self.returns and token else self.sender

    def return_token(self, address: str) -> str:
        """What stands in place of the star in an address that a mail came back to; "" where it is no such address."""
        before, _, after = self.returns.casefold().partition("*")
        found = re.search(
            rf"(?<![\w.+-]){re.escape(before)}([0-9a-f]+){re.escape(after)}(?![\w.-])", address.casefold()
        )
        return found[1] if self.returns and found else ""

    @property
    def missing(self) -> str:
        """What has to be set before mail can be sent, as a sentence; "" where nothing is missing."""
        if not self.sender:
            return "Set PAPERROUND_SMTP_FROM to the address that roundups come from."
        if not self.public_url:
            return "Set PAPERROUND_PUBLIC_URL: every mail has a link that ends it, and a page must be there for it."
        return ""
