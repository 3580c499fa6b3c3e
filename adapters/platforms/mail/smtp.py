"""Hands messages to the mail server, and says what its answers mean: taken, refused for good, for now, or not known."""

from __future__ import annotations

import asyncio
import contextlib
import re
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
_MUCH_LATER = 1_800.0
"""The same for a no for good that isn't about the address: a person has to mend something, or a day has to end."""
_OCCUPIED = 10.0
_FAREWELL = 5.0
_LONGEST = 140
_TAKES, _FOR_NOW, _FOR_GOOD = range(200, 300), 400, 500
_ENHANCED = re.compile(r"[245]\.(\d{1,3})\.(\d{1,3})(?!\S)")
_OF_THE_ADDRESS = frozenset({"1", "2"})
"""Subjects of enhanced status codes (RFC 3463) about an address or its mailbox."""
_OF_THE_SENDER = frozenset({("1", "7"), ("1", "8")})
_NO_SUCH_MAILBOX = frozenset({550, 551, 553})
"""Codes that speak of the mailbox where no enhanced one says otherwise (RFC 5321, 4.2.3)."""


class NoPlace(TryLater):
    """Raised where as many messages are on their way as may be at once; no server was asked."""


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
        """Hand a message over; raises `RightsLost` where the address is refused, `TryLater`, or `Uncertain`.

        Nobody waits for a place: meanwhile the worker could do other jobs, and another one might get this one.
        """
        if self._free.locked():
            raise NoPlace("The mail server is busy with other mails of ours.", retry_after=_OCCUPIED)
        async with self._free, self.connected() as server:
            await self._addressed(server, to)
            await self._handed_over(server, message, to)
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
            tls_context=await self._certificates(),
            local_hostname=access.domain or None,
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

    async def _certificates(self) -> ssl.SSLContext | None:
        """Which are trusted, read once and in a thread, since that takes a tenth of a second."""
        if self._trusted is None and self._access.security != "none":
            self._trusted = await asyncio.to_thread(ssl.create_default_context)
        return self._trusted

    async def _addressed(self, server: aiosmtplib.SMTP, to: str) -> None:
        try:
            await server.mail(self._access.sender)
            await server.rcpt(to)
        except aiosmtplib.SMTPSenderRefused as refused:
            raise TryLater(f"The mail server takes no mail from us: {_said(refused)}.", retry_after=_LATER) from refused
        except aiosmtplib.SMTPResponseException as refused:
            if _blames_address(refused):
                raise RightsLost(f"the mail server refuses the address: {_said(refused, to)}") from refused
            raise _refusal(refused, to) from refused
        except (aiosmtplib.SMTPException, OSError) as away:
            raise TryLater("The mail server ended the connection.", retry_after=_LATER) from away

    async def _handed_over(self, server: aiosmtplib.SMTP, message: bytes, to: str) -> None:
        try:
            await server.data(message, timeout=self._taken)
        except aiosmtplib.SMTPResponseException as answered:
            if answered.code in _TAKES and answered.code != aiosmtplib.SMTPStatus.completed:
                return  # the usual yes is no exception, but where it comes before the message
            if answered.code < _FOR_NOW:
                raise Uncertain("The mail server's answer to the message can't be read.") from answered
            raise _refusal(answered, to) from answered
        except (aiosmtplib.SMTPException, OSError) as silent:
            # The server may have seen the final dot, and then the message is on its way.
            raise Uncertain("The mail server didn't say whether it took the message.") from silent


def _blames_address(refused: aiosmtplib.SMTPResponseException) -> bool:
    """Whether a no to a named recipient is about that address, and for good."""
    enhanced = _ENHANCED.match(refused.message)
    if refused.code < _FOR_GOOD:
        return False
    if enhanced is None:
        return refused.code in _NO_SUCH_MAILBOX
    return enhanced[1] in _OF_THE_ADDRESS and enhanced.groups() not in _OF_THE_SENDER


def _refusal(refused: aiosmtplib.SMTPResponseException, to: str) -> TryLater:
    """What any other no means: nothing that the address's owner could mend."""
    said = _said(refused, to)
    if refused.code >= _FOR_GOOD:
        return TryLater(f"The mail server doesn't take this mail: {said}.", retry_after=_MUCH_LATER)
    return TryLater(f"The mail server takes no mail for now: {said}.", retry_after=_LATER)


def _said(refused: aiosmtplib.SMTPResponseException, to: str = "") -> str:
    return f"{refused.code} {_short(refused.message, to)}"


def _short(words: str, to: str = "") -> str:
    """The server's words, without anybody's whole address, nor what stands before the @ of the one in question."""
    local, shown = to.partition("@")[0], masked(printable(words))
    for name in (local, local.partition("+")[0]):
        if len(name) > 1:
            alone = re.compile(rf"(?<![\w.+-]){re.escape(name)}(?![\w+-])", re.IGNORECASE)
            shown = alone.sub(f"{name[0]}…", shown)
    return shortened(shown.rstrip("."), _LONGEST)
