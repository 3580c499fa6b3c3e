"""Connections to the mail server, each used for many mails: a thousand readers who are due at nine don't take a thousand."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiosmtplib

from adapters.errors import TryLater
from adapters.platforms.mail.smtp_answers import LATER, answer_words, short

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.platforms.mail.settings import MailAccess

MESSAGES = 50
"""Mails over one connection; servers that count them allow a hundred or more."""
IDLE = 5.0
"""Seconds for which a connection waits for the next mail; servers under load end those that wait for ten."""
COMMAND = 60.0
"""Seconds for an answer to a command."""
_FAREWELL = 5.0


@dataclass(slots=True, eq=False)
class SmtpConnection:
    """A connection that one mail has at a time.

    Attributes:
        mails: How many it was used for, the one in hand included.
        ending: What ends it when no further mail comes.
    """

    server: aiosmtplib.SMTP
    mails: int = 0
    ending: asyncio.Task[None] | None = None

    @property
    def is_used(self) -> bool:
        """Whether a mail went over it before, so that the server may have tired of it since."""
        return self.mails > 1

    async def end(self) -> None:
        """Take leave, and hang up in any case."""
        try:
            with contextlib.suppress(aiosmtplib.SMTPException, OSError):
                await self.server.quit(timeout=_FAREWELL)
        finally:
            self.server.close()


class SmtpConnections:
    """Those of one process to one server; `trusted` says which certificates are, those of the system where it is None."""

    def __init__(
        self,
        access: MailAccess,
        *,
        trusted: ssl.SSLContext | None = None,
        command: float = COMMAND,
        messages: int = MESSAGES,
        idle: float = IDLE,
    ) -> None:
        """`messages` go over one connection at most; the rest is in seconds."""
        self._access = access
        self._trusted = trusted
        self._command = command
        self._messages = messages
        self._idle = idle
        self._waiting: list[SmtpConnection] = []

    @asynccontextmanager
    async def one(self, *, fresh: bool = False) -> AsyncIterator[SmtpConnection]:
        """A connection for one mail, one that waits for it where there is any and it needn't be `fresh`.

        It is kept for the next mail, after an error as well, unless whoever has it closed its server. Raises `TryLater`.
        """
        connection = None if fresh else self._take()
        if connection is None:
            connection = SmtpConnection(await self.open())
        connection.mails += 1
        try:
            yield connection
        except asyncio.CancelledError:
            connection.server.close()
            raise
        finally:
            await self._put_back(connection)

    async def open(self) -> aiosmtplib.SMTP:
        """A new one, encrypted and signed in as it is set, for the caller to close; raises `TryLater`."""
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
            raise TryLater(
                f"The mail server doesn't let us in: {answer_words(refused)}.", retry_after=LATER
            ) from refused
        except (aiosmtplib.SMTPException, OSError) as away:
            raise TryLater(f"The mail server can't be reached: {short(str(away))}.", retry_after=LATER) from away
        return server

    async def close(self) -> None:
        """End those that wait; one that a mail has ends with it."""
        self._messages = 0
        waiting = list(iter(self._take, None))
        await asyncio.gather(*(connection.end() for connection in waiting))

    def _take(self) -> SmtpConnection | None:
        """The one that was used last, since it is the surest to be there still."""
        while self._waiting:
            connection = self._waiting.pop()
            if connection.ending:
                connection.ending.cancel()
            if connection.server.is_connected:
                return connection
            connection.server.close()
        return None

    async def _put_back(self, connection: SmtpConnection) -> None:
        if not connection.server.is_connected:
            connection.server.close()
        elif connection.mails >= self._messages:
            await connection.end()
        else:
            self._waiting.append(connection)
            connection.ending = asyncio.create_task(self._end_when_idle(connection))

    async def _end_when_idle(self, connection: SmtpConnection) -> None:
        try:
            await asyncio.sleep(self._idle)
            self._waiting.remove(connection)
            await connection.end()
        finally:
            if connection in self._waiting:  # the event loop ends
                connection.server.close()

    async def _certificates(self) -> ssl.SSLContext | None:
        """Which are trusted, read once and in a thread, since that takes a tenth of a second."""
        if self._trusted is None and self._access.security != "none":
            self._trusted = await asyncio.to_thread(ssl.create_default_context)
        return self._trusted
