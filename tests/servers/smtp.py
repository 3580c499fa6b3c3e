"""A mail server: aiosmtpd with TLS, sign-in and mailboxes, which refuses, waits or hangs up when it is told to."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import ssl
import tempfile
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Fault = Literal[
    "", "greylist", "unknown", "named", "plain", "moved", "limit", "domain", "relay", "sequence", "blocked",
    "policy", "spam", "content", "size", "accepted", "unsent", "mute", "garbled", "other yes", "sender",
    "dropped", "tired", "busy", "many", "full",
    "too long", "hashed", "colon",
]  # fmt: skip
_AT_RCPT = {
    "greylist": "450 4.2.0 {address}: Recipient address rejected: Greylisted, please try again",
    "unknown": "550 5.1.1 <{address}>: Recipient address rejected: User unknown",
    "named": "550-5.2.1 The account {local} is disabled,\r\n550 5.2.1 see https://mail.example.org/{local}/help",
    "plain": "550 No such user here",
    "moved": "551 User not local",
    "limit": "550 5.4.5 Daily user sending limit exceeded",
    "domain": "550 5.1.8 <roundups@papers.example.org>: Sender address rejected: Domain not found",
    "relay": "554 5.7.1 <{address}>: Relay access denied",
    "sequence": "503 5.5.1 Bad sequence of commands",
    "blocked": "554 Blocked",
    "busy": "421 4.3.2 Too busy, closing connection",
    "many": "452 4.5.3 Too many messages over this connection",
    "too long": "550 5.2.3 Message length exceeds administrative limit",
    "hashed": "550 #5.7.1 Access denied",
    "colon": "550 5.7.1: Access denied",
}
_AT_DATA = {
    "spam": "554 5.6.0 That looks like spam",
    "policy": "550 5.7.26 This mail is unauthenticated",
    "content": "550 Message rejected",
    "size": "552 5.3.4 Message size exceeds fixed limit",
    "full": "452 4.3.1 Insufficient system storage",
}
_AFTER_DATA = {"garbled": "hello", "other yes": "251 OK, forwarded"}
_REPORT = """\
Return-Path: <>
Delivered-To: bounces@papers.example.org
Received: by mail.example.com (Postfix)
From: MAILER-DAEMON@mail.example.com (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {sender}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="B8F2A1C0.1764.mail.example.com"
Message-Id: <20260518070301.B8F2A1C0@mail.example.com>

This is a MIME-encapsulated message.

--B8F2A1C0.1764.mail.example.com
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<{to}>: host mx.example.org[192.0.2.7] said: {answer}

--B8F2A1C0.1764.mail.example.com
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.com
X-Postfix-Queue-ID: B8F2A1C0
X-Postfix-Sender: rfc822; {sender}
Arrival-Date: Mon, 18 May 2026 09:03:01 +0200 (CEST)

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{to}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; {answer}

--B8F2A1C0.1764.mail.example.com
Content-Description: Undelivered Message
Content-Type: message/rfc822

"""
"""As Postfix writes it, but for the end."""
USER, PASSWORD = "paperround", "correct horse"


@dataclass(frozen=True)
class Received:
    """A message as the server took it."""

    sender: str
    to: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """As a mail program reads it."""
        read = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(read, EmailMessage)
        return read

    @property
    def id(self) -> str:
        """Its Message-ID."""
        return str(self.message["Message-ID"])

    def returned(
        self, answer: str = "550 5.1.1 <{to}>: User unknown", status: str = "5.1.1", action: str = "failed"
    ) -> bytes:
        """The report that a later server sends back about it, having got that answer."""
        head = _REPORT.format(
            sender=self.sender, to=self.to, answer=answer.format(to=self.to), action=action, status=status
        )
        return head.encode() + self.raw + b"\n--B8F2A1C0.1764.mail.example.com--\n"


@dataclass
class MailServer:
    """What the server has, and what befalls the next messages.

    Attributes:
        faults: Each befalls one message, in their order; "" is none.
        closed: Addresses that are no longer there.
        connections: How many there were; `open` are those that still are.
        most: Messages that it takes over one connection.
    """

    trusted: ssl.SSLContext
    port: int = 0
    received: list[Received] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)
    closed: set[str] = field(default_factory=set)
    connections: int = 0
    most: int = 1_000
    open: set[SMTP] = field(default_factory=set)
    signed_in: int = 0
    _fault: Fault = ""

    def mailbox(self, address: str) -> list[Received]:
        """What a mail program shows that knows a second copy by its Message-ID."""
        return list({one.id: one for one in self.received if one.to == address}.values())

    def hang_up(self) -> None:
        """End every connection, as a server does that is started anew."""
        for one in self.open:
            _transport(one).abort()

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """A message begins."""
        session.mails = getattr(session, "mails", 0) + 1  # type: ignore[attr-defined]  # a note on its own session
        if session.mails > self.most:  # type: ignore[attr-defined]
            return "421 4.7.0 Too many messages over one connection"
        self._fault = self.faults.popleft() if self.faults else ""
        if self._fault == "dropped":
            _transport(server).abort()
        if self._fault == "tired":
            return "451 4.3.0 Try over another connection"
        if self._fault == "sender":
            return "550 5.7.60 This client may not send as that address"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """An address is named."""
        fault = "unknown" if address in self.closed else self._fault
        if fault in _AT_RCPT:
            return _AT_RCPT[fault].format(address=address, local=address.partition("@")[0])
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """A message is there, the final dot included."""
        if self._fault in _AT_DATA:
            return _AT_DATA[self._fault]
        if self._fault != "unsent":
            (to,) = envelope.rcpt_tos
            self.received.append(Received(sender=envelope.mail_from or "", to=to, raw=envelope.original_content or b""))
        if self._fault == "mute":
            await asyncio.sleep(3600)
        if self._fault in {"accepted", "unsent"}:
            _transport(server).abort()
        return _AFTER_DATA.get(self._fault, "250 OK")

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, said: object
    ) -> AuthResult:
        """Whether it is the one user."""
        assert isinstance(said, LoginPassword)
        right = (said.login, said.password) == (USER.encode(), PASSWORD.encode())
        self.signed_in += right
        return AuthResult(success=right, handled=False)


class _Connection(SMTP):
    """One connection, known to its server for as long as it lasts."""

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.event_handler.open.add(self)

    @override
    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.event_handler.open.discard(self)


def _transport(server: SMTP) -> asyncio.Transport:
    assert isinstance(server.transport, asyncio.Transport)
    return server.transport


@asynccontextmanager
async def mail_server(*, security: Literal["starttls", "tls", "none"] = "starttls") -> AsyncIterator[MailServer]:
    """A server at a port of the system's choosing; it takes a sign-in over TLS, and wants one after STARTTLS."""
    serving, trusted = _certificate()
    made = MailServer(trusted=trusted)

    def protocol() -> SMTP:
        made.connections += 1
        return _Connection(
            made,
            hostname="mail.example.org",
            tls_context=serving if security == "starttls" else None,
            require_starttls=security == "starttls",
            auth_required=security == "starttls",
            auth_require_tls=security == "starttls",
            authenticator=made.authenticate,
            loop=asyncio.get_running_loop(),
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=serving if security == "tls" else None)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()


def _certificate() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate of its own, and a client's that trusts it alone."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=36_500))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "server.pem"
        file.write_bytes(pem + secret)
        serving.load_cert_chain(file)
    return serving, ssl.create_default_context(cadata=pem.decode())
