"""Hands messages to the mail server, and says what its answers mean: taken, refused for good, for now, or not known."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiosmtplib

from adapters.errors import RightsLost, TryLater, Uncertain
from adapters.platforms.mail.smtp_answers import (
    FOR_NOW,
    LATER,
    answer_words,
    is_of_the_address,
    may_be_of_the_connection,
    refusal,
)

if TYPE_CHECKING:
    from adapters.platforms.mail.smtp_connections import SmtpConnection, SmtpConnections

_AT_ONCE = 4
"""Connections of one process; what many servers allow one sender."""
_TAKEN = 600.0
"""Seconds for the answer to a whole message, as RFC 5321, 4.5.3.2.6, has it: who waits shorter sends second copies."""
_OCCUPIED = 10.0
_TAKES = range(200, 300)


class NoPlace(TryLater):
    """Raised where as many messages are on their way as may be at once; no server was asked."""


class _Tired(Exception):  # noqa: N818 - a reason to take another connection
    """Raised where a server wouldn't take one more mail over a connection that others went over; nothing was sent."""


class SmtpSender:
    """Sends one message to one address at a time, over so many connections at most."""

    def __init__(self, connections: SmtpConnections, *, taken: float = _TAKEN) -> None:
        """`taken` is in seconds."""
        self._connections = connections
        self._taken = taken
        self._free = asyncio.Semaphore(_AT_ONCE)

    async def send(self, message: bytes, sender: str, to: str) -> None:
        """Hand a message over; raises `RightsLost` where the address is refused, `TryLater`, or `Uncertain`.

        `sender` is where the mail comes back to when it can't be delivered. Nobody waits for a place: meanwhile the worker
        could do other jobs, and another one might get this one.
        """
        if self._free.locked():
            raise NoPlace("The mail server is busy with other mails of ours.", retry_after=_OCCUPIED)
        async with self._free:
            try:
                await self._send_over_one(message, sender, to)
            except _Tired:
                await self._send_over_one(message, sender, to, fresh=True)

    async def close(self) -> None:
        """Hang up."""
        await self._connections.close()

    async def _send_over_one(self, message: bytes, sender: str, to: str, *, fresh: bool = False) -> None:
        async with self._connections.one(fresh=fresh) as connection:
            await _address(connection, sender, to)
            await self._hand_over(connection, message, to)

    async def _hand_over(self, connection: SmtpConnection, message: bytes, to: str) -> None:
        server = connection.server
        try:
            await server.data(message, timeout=self._taken)
        except aiosmtplib.SMTPResponseException as answered:
            if answered.code in _TAKES and answered.code != aiosmtplib.SMTPStatus.completed:
                return  # the usual yes is no exception, but where it comes before the message
            if answered.code < FOR_NOW:
                server.close()
                raise Uncertain("The mail server's answer to the message can't be read.") from answered
            _give_up_if_tired(connection, answered)
            raise refusal(answered, to) from answered
        except (aiosmtplib.SMTPException, OSError) as silent:
            # The server may have seen the final dot, and then the message is on its way.
            server.close()
            raise Uncertain("The mail server didn't say whether it took the message.") from silent


async def _address(connection: SmtpConnection, sender: str, to: str) -> None:
    """Say who sends to whom.

    Over a used connection, a no that isn't about the recipient may be about the connection, and a fresh one is asked.
    """
    server = connection.server
    try:
        if connection.is_used:
            await server.rset()  # what was refused before is forgotten
        await server.mail(sender)
        await server.rcpt(to)
    except aiosmtplib.SMTPRecipientRefused as refused:
        if is_of_the_address(refused.code, refused.message):
            raise RightsLost(f"the mail server refuses the address: {answer_words(refused, to)}") from refused
        _give_up_if_tired(connection, refused)
        raise refusal(refused, to) from refused
    except (aiosmtplib.SMTPException, OSError) as error:
        if connection.is_used:
            server.close()
            raise _Tired from error
        if isinstance(error, aiosmtplib.SMTPResponseException):
            raise TryLater(
                f"The mail server takes no mail from us: {answer_words(error)}.", retry_after=LATER
            ) from error
        raise TryLater("The mail server ended the connection.", retry_after=LATER) from error


def _give_up_if_tired(connection: SmtpConnection, refused: aiosmtplib.SMTPResponseException) -> None:
    """Raise `_Tired` where a no over a used connection may be about it; its next mails would be refused as well."""
    if connection.is_used and (not connection.server.is_connected or may_be_of_the_connection(refused.message)):
        connection.server.close()
        raise _Tired from refused
