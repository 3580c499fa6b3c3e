"""A mail server, and the platform that sends by it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from adapters.chat import Channel
from adapters.mail_address import channel
from adapters.platforms.mail.app import MailPlatform
from adapters.platforms.mail.settings import MailAccess
from adapters.platforms.mail.smtp import SmtpSender
from adapters.platforms.mail.smtp_connections import SmtpConnections
from tests.adapters.platforms.fakes import fake_ports
from tests.servers.smtp import PASSWORD, USER, MailServer, mail_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.chat import Ports
    from adapters.platforms.mail.settings import Security

URL = "https://papers.example.org"
LAB = Channel(platform="slack", workspace="T1", id="C1")
ADDRESS = "ada+papers@example.org"
ADA = channel(LAB, ADDRESS)


def access_to(server: MailServer, security: Security = "starttls", **changes: Any) -> MailAccess:  # noqa: ANN401
    """Settings that lead to the server."""
    signed_in = {} if security == "none" else {"user": USER, "password": PASSWORD}
    usual: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": server.port,
        "security": security,
        "name": "Paperround",
        "sender": "roundups@papers.example.org",
        "public_url": URL,
        **signed_in,
    }
    return MailAccess(**{**usual, **changes})


@asynccontextmanager
async def mailing(ports: Ports | None = None) -> AsyncIterator[tuple[MailServer, MailPlatform]]:
    """A server, and a platform that sends by it."""
    async with mail_server() as server:
        access = access_to(server)
        connections = SmtpConnections(access, trusted=server.trusted, command=2.0)
        platform = MailPlatform(access, ports or fake_ports(), SmtpSender(connections, taken=2.0))
        yield server, platform
        await platform.stop()


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    """A server with STARTTLS and a sign-in."""
    async with mail_server() as made:
        yield made
