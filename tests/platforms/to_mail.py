"""Delivery to a mailbox over SMTP, which nobody can look into: a second copy has the id of the first."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from typing_extensions import override

from bot.clock import SystemClock
from tests.adapters.platforms.fakes import fake_ports
from tests.adapters.platforms.mail.conftest import ADA, ADDRESS, mailing
from tests.platforms.contract import Loss, Place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.chat import Channel
    from adapters.platforms.mail.app import MailPlatform
    from tests.platforms.contract import Silence
    from tests.servers.smtp import MailServer

LOSSES = {
    "unknown": Loss(
        words="the mail server refuses the address: 550 5.1.1 <a…@example.org>: Recipient address rejected: User unknown",
        readable=True,
    )
}


class MailPlace(Place):
    """A mailbox, as a mail program shows it that knows second copies by their Message-ID."""

    looks = False

    def __init__(self, server: MailServer, platform: MailPlatform) -> None:
        self._server = server
        self._platform = platform

    @property
    @override
    def platform(self) -> MailPlatform:
        return self._platform

    @property
    @override
    def channel(self) -> Channel:
        return ADA

    @override
    def stands(self, thread: str = "") -> list[str]:
        box = self._server.mailbox(ADDRESS)
        return [one.id for one in box if (one.message["In-Reply-To"] or "") == thread]

    @override
    def words(self, message: str, thread: str = "") -> str:
        (found,) = (one for one in self._server.mailbox(ADDRESS) if one.id == message)
        body = found.message.get_body(("plain",))
        assert body is not None
        return " ".join(body.get_content().split())

    @override
    def silence(self, how: Silence, *, after: int) -> None:
        self._server.faults.extend([""] * after)
        self._server.faults.append(how)

    @override
    def slow_down(self) -> float:
        self._server.faults.append("greylist")
        return 600.0

    @override
    def lose(self, how: str) -> None:
        self._server.closed.add(ADDRESS)


@asynccontextmanager
async def mail() -> AsyncIterator[MailPlace]:
    """An empty mailbox."""
    async with mailing(fake_ports(now=SystemClock().now)) as (server, platform):
        yield MailPlace(server, platform)
