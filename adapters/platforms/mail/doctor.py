"""What is wrong with the way to the mail server, each finding with the one step that mends it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import aiosmtplib

from adapters.chat import Finding
from adapters.errors import TryLater
from adapters.platforms.mail.settings import RETURNS, SENDER
from adapters.platforms.mail.smtp_answers import answer_words
from adapters.platforms.mail.smtp_connections import SmtpConnections
from adapters.store.returned_mail import TOKEN_LENGTH

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

    from adapters.platforms.mail.settings import MailAccess

_PATIENCE = 15.0


async def examine(access: MailAccess, trusted: ssl.SSLContext | None = None) -> AsyncIterator[Finding]:
    """Look at the settings, and sign in at the server; nothing is sent."""
    if access.missing:
        yield Finding(what="Mail isn't set up.", mend=access.missing)
    elif not access.public_url.startswith("https://"):
        yield Finding(
            what="Mail programs unsubscribe by a press only over https.",
            mend="Set PAPERROUND_PUBLIC_URL to an address that begins with https://.",
        )
    if access.user and access.security == "none":
        yield Finding(
            what="The password would go to the mail server unencrypted.",
            mend="Leave PAPERROUND_SMTP_SECURITY unset, or set it to starttls or tls.",
        )
        return
    try:
        with closing(await SmtpConnections(access, trusted=trusted, command=_PATIENCE).open()) as server:
            signed = f"signed in as {access.user}" if access.user else "nobody signed in"
            yield Finding(what=f"{access.host}:{access.port} takes us, {_security(access)}, {signed}.")
            async for finding in _senders(access, server):
                yield finding
    except TryLater as away:
        yield Finding(what=str(away), mend="Look at PAPERROUND_SMTP_HOST, _PORT, _SECURITY, _USER and _PASSWORD.")


async def _senders(access: MailAccess, server: aiosmtplib.SMTP) -> AsyncIterator[Finding]:
    """Whether mails may come from whom they will come from; each is begun and taken back."""
    for sender, setting in ((access.sender, SENDER), (access.return_address("0" * TOKEN_LENGTH), RETURNS)):
        try:
            if sender:
                await server.mail(sender)
                await server.rset()
        except aiosmtplib.SMTPResponseException as refused:
            mend = f"Look at {setting.name}, and at who may send as that there."
            yield Finding(what=f"It takes no mail from {sender}: {answer_words(refused)}.", mend=mend)
            return
        except (aiosmtplib.SMTPException, OSError) as away:
            raise TryLater("The mail server ended the connection.") from away


def _security(access: MailAccess) -> str:
    return {"starttls": "encrypted by STARTTLS", "tls": "encrypted", "none": "not encrypted"}[access.security]
