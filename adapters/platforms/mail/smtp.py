"""Hands messages to the mail server, and says what its answers mean: taken, refused for good, for now, or not known."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiosmtplib

from adapters.errors import RightsLost, TryLater, Uncertain
from adapters.mail_address import masked
from adapters.present.printable import printable, shortened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.platforms.mail.settings import MailAccess

_AT_ONCE = 4
"""Connections of one process; what many servers allow one sender."""
_COMMAND = 60.0
"""Seconds for an answer to a command."""
_TAKEN = 600.0
"""Seconds for the answer to a whole message, as RFC 5321, 4.5.3.2.6, has it: who waits shorter sends second copies."""
_LATER = 600.0
"""Seconds until a server is asked again that said no for now; greylisting lets mail through after five minutes or so."""
_FAREWELL = 5.0
_LONGEST = 140
_REFUSES = 500
_POLICY = ("5.7.", "4.7.")
"""Where enhanced status codes (RFC 3463) speak of who may send, which no single address is to blame for."""


class SmtpSender:
    """Sends one message to one address at a time, over so many connections at most."""

    def __init__(
        self,
        access: MailAccess,
        *,
        trusted: ssl.SSLContext | None = None,
        command: float = _COMMAND,
        taken: float = _TAKEN,
    ) -> None:
        """`trusted` says which certificates are, those of the system where it is None; the rest is in seconds."""
        self._access = access
        self._trusted = trusted
        self._command = command
        self._taken = taken
        self._free = asyncio.Semaphore(_AT_ONCE)

    async def send(self, message: bytes, to: str) -> None:
        """Hand a message over; raises `RightsLost` where the address is refused, `TryLater`, or `Uncertain`."""
        async with self._free, self.connected() as server:
            await self._addressed(server, to)
            await self._handed_over(server, message)
            with contextlib.suppress(aiosmtplib.SMTPException, OSError):
                await server.quit(timeout=_FAREWELL)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[aiosmtplib.SMTP]:
        """A connection that is encrypted and signed in as it is set; raises `TryLater`."""
        access = self._access
        server = aiosmtplib.SMTP(
            hostname=access.host,
            port=access.port,
            use_tls=access.security == "tls",
            start_tls=access.security == "starttls",
            username=access.user or None,
            password=access.password or None,
            tls_context=self._trusted or ssl.create_default_context(),
            local_hostname=access.sender.partition("@")[2] or None,
            timeout=self._command,
        )
        try:
            await server.connect()
        except aiosmtplib.SMTPResponseException as refused:
            raise TryLater(f"The mail server doesn't let us in: {_said(refused)}.", retry_after=_LATER) from refused
        except (aiosmtplib.SMTPException, OSError) as away:
            raise TryLater(f"The mail server can't be reached: {_short(str(away))}.", retry_after=_LATER) from away
        try:
            yield server
        finally:
            server.close()

    async def _addressed(self, server: aiosmtplib.SMTP, to: str) -> None:
        try:
            await server.mail(self._access.sender)
            await server.rcpt(to)
        except aiosmtplib.SMTPSenderRefused as refused:
            raise TryLater(f"The mail server takes no mail from us: {_said(refused)}.", retry_after=_LATER) from refused
        except aiosmtplib.SMTPResponseException as refused:
            raise _refusal(refused) from refused
        except (aiosmtplib.SMTPException, OSError) as away:
            raise TryLater("The mail server ended the connection.", retry_after=_LATER) from away

    async def _handed_over(self, server: aiosmtplib.SMTP, message: bytes) -> None:
        try:
            await server.data(message, timeout=self._taken)
        except aiosmtplib.SMTPResponseException as refused:
            raise _refusal(refused) from refused
        except (aiosmtplib.SMTPException, OSError) as silent:
            # The server may have seen the final dot, and then the message is on its way.
            raise Uncertain("The mail server didn't say whether it took the message.") from silent


def _refusal(refused: aiosmtplib.SMTPResponseException) -> RightsLost | TryLater:
    """What a no to an address or a message means."""
    said = _said(refused)
    if refused.code >= _REFUSES and not refused.message.startswith(_POLICY):
        return RightsLost(f"the mail server refuses the address: {said}")
    return TryLater(f"The mail server takes no mail for now: {said}.", retry_after=_LATER)


def _said(refused: aiosmtplib.SMTPResponseException) -> str:
    return f"{refused.code} {_short(refused.message)}"


def _short(words: str) -> str:
    """The server's words, without anybody's whole address."""
    return shortened(masked(printable(words)).rstrip("."), _LONGEST)
