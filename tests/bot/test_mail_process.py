"""A process that has mail and nothing else: what is due is sent, a press ends it, and the log names nobody."""

from __future__ import annotations

import asyncio
import io
import logging
import os
import re
import signal
import sys
from typing import TYPE_CHECKING

import aiohttp
import pytest

from adapters.chat import Channel
from adapters.mail_address import channel
from bot import logs, run, settings
from tests.bot.mailing import ADDRESS, link
from tests.bot.test_run import due_now, surroundings
from tests.servers.smtp import mail_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from adapters.store.redis.store import Store
    from tests.servers.smtp import MailServer, Received

READING = channel(Channel(platform="slack", workspace="T1", id="C1"), ADDRESS)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the process logs, as whoever runs it reads it."""
    root, stream = logging.getLogger(), io.StringIO()
    before = (root.handlers[:], root.level)
    logs.set_up(stream)
    yield stream
    root.handlers[:], root.level = before


async def _taken(server: MailServer, store: Store) -> Received:
    """The first mail that the server takes, however long the jobs would wait for it."""
    jobs = "paperround:{jobs}:times"
    async with asyncio.timeout(20):
        while not server.received:
            for job in await store.link.ask("ZRANGE", jobs, 0, -1):
                await store.link.ask("ZADD", jobs, "XX", 1, job)
            await asyncio.sleep(0.2)
    return server.received[0]


def sending_to(server: MailServer, store: Store, folder: Path, **more: str) -> dict[str, str]:
    """The environment of an installation that sends by this server."""
    return surroundings(
        folder,
        REDIS_URL=store.url,
        PAPERROUND_SMTP_HOST="127.0.0.1",
        PAPERROUND_SMTP_PORT=str(server.port),
        PAPERROUND_SMTP_SECURITY="none",
        PAPERROUND_SMTP_FROM="Paperround <roundups@papers.example.org>",
        PAPERROUND_PUBLIC_URL="https://papers.example.org",
        PAPERROUND_PORT="0",
        **more,
    )


async def test_a_process_sends_what_is_due_and_ends_it(
    store: Store, tmp_path: Path, unused_tcp_port: int, log: io.StringIO
) -> None:
    """From the look for due work to the press that ends it, put together as `paperround run` does."""
    async with mail_server(security="none") as server:
        environ = sending_to(server, store, tmp_path, PAPERROUND_PAGES_PORT=str(unused_tcp_port))
        server.faults.append("greylist")
        await due_now(store, READING)
        process = asyncio.create_task(run.serve(frozenset({"scheduler", "worker", "web"}), settings.read(environ)))
        roundup = await _taken(server, store)
        async with aiohttp.ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as web:
            async with web.get(link(roundup, "r")) as page:
                shown = page.status
            async with web.post(link(roundup, "u")) as answer:
                ended = answer.status
        os.kill(os.getpid(), signal.SIGTERM)
        await process

    assert roundup.to == ADDRESS
    assert (shown, ended) == (200, 200)
    assert await store.subscriptions.of(READING) == ()
    assert "delivered" in log.getvalue()
    assert re.search(r"ada(\+|%2B|%252B)papers", log.getvalue()) is None


async def test_a_mail_that_comes_back_pauses_its_reader(
    store: Store, tmp_path: Path, unused_tcp_port: int, log: io.StringIO
) -> None:
    """Handed over by a mail server to a program of its own while the process runs, as an alias or a `.forward` does."""
    async with mail_server(security="none") as server:
        returns = "bounces+*@papers.example.org"
        more = {"PAPERROUND_PAGES_PORT": str(unused_tcp_port), "PAPERROUND_SMTP_RETURNS": returns}
        environ = sending_to(server, store, tmp_path, **more)
        await due_now(store, READING)
        process = asyncio.create_task(run.serve(frozenset({"scheduler", "worker"}), settings.read(environ)))
        roundup = await _taken(server, store)
        command = [sys.executable, "-m", "bot", "mail", "bounce"]
        pipe = asyncio.subprocess.PIPE
        bounce = await asyncio.create_subprocess_exec(*command, env=environ, stdin=pipe, stderr=pipe)
        _, said = await bounce.communicate(roundup.returned())
        async with asyncio.timeout(20):
            while (subscription := (await store.subscriptions.of(READING))[0]).paused is None:  # noqa: ASYNC110 - in the store
                await asyncio.sleep(0.1)
        os.kill(os.getpid(), signal.SIGTERM)
        await process

    assert (bounce.returncode, said.decode()) == (
        0,
        "A mail to a…@example.org came back, nothing more is sent there: 550 5.1.1 <a…@example.org>: User unknown.\n",
    )
    assert subscription.paused is not None
    assert subscription.paused.text == "mail to it comes back: 550 5.1.1 <a…@example.org>: User unknown"
    assert re.search(r"ada(\+|%2B|%252B)papers", log.getvalue()) is None
