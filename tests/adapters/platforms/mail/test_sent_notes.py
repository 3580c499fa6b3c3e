"""What the platform remembers of what it sent, while the store comes and goes."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from adapters.chat import Marker, Paragraph, Part, plain
from tests.adapters.platforms.fakes import NOON, fake_ports
from tests.adapters.platforms.mail.conftest import ADA, mailing
from tests.stores import FakeKeyValues


async def test_a_store_that_is_away_for_a_moment_makes_no_second_copy() -> None:
    """The note that the server took a mail is tried again until the store is back."""
    notes = FakeKeyValues()
    async with mailing(fake_ports(key_values=notes)) as (server, platform):
        sending = asyncio.create_task(
            platform.post(ADA, Part(blocks=(Paragraph(plain("words")),)), Marker(delivery="d", part=0))
        )
        while not server.received:  # noqa: ASYNC110 - the event is in the server
            await asyncio.sleep(0)
        notes.away = True
        await asyncio.sleep(0.7)
        waits = not sending.done()
        notes.away = False
        message = await sending

        assert waits
        assert await platform.posted(ADA, "d", since=NOON - timedelta(days=1)) == {0: message}
