"""Callers that take their time, leave, or send too much, over the wire."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from adapters.http_server import ConnectionTimeouts, HttpServer
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HASTE = ConnectionTimeouts(idle=0.2, body=0.3)
LARGE = 32 << 20
"""Bytes of an answer that no connection's buffers hold."""


@asynccontextmanager
async def called(
    limits: ConnectionTimeouts = HASTE,
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection to a server that says how many bytes it was sent, after a while where it is asked to."""

    async def answer(request: web.Request) -> web.Response:
        await asyncio.sleep(float(request.query.get("after", "0")))
        if "large" in request.query:
            return web.Response(body=b"x" * LARGE)
        return web.Response(text=str(len(await request.read())))

    app = web.Application(client_max_size=1_000)
    app.router.add_route("*", "/", answer)
    server = await HttpServer.started(app, "127.0.0.1", 0, limits)
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        yield reader, writer
        writer.close()
    finally:
        await server.stop()


async def rest(reader: asyncio.StreamReader) -> bytes:
    """What comes until the server hangs up."""
    try:
        async with asyncio.timeout(5):
            return await reader.read()
    except ConnectionResetError:
        return b""


@pytest.mark.parametrize("head", [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
async def test_a_head_that_doesnt_come_is_hung_up_on(head: bytes) -> None:
    """At the first request, however much of it has come."""
    async with called() as (reader, writer):
        writer.write(head)

        assert await rest(reader) == b""


async def test_a_second_head_that_doesnt_come_is_hung_up_on() -> None:
    """An answer gives nobody more time for the next request than the first had."""
    async with called() as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost:")

        assert (await rest(reader)).count(b"HTTP/1.1 200 OK") == 1


async def test_a_body_that_doesnt_come_is_answered_with_408() -> None:
    """And the connection ends."""
    async with called() as (reader, writer):
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")

        assert (await rest(reader)).startswith(b"HTTP/1.1 408 ")


async def test_a_body_too_large_is_answered_with_413() -> None:
    """Before any handler sees it."""
    async with called() as (reader, writer):
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n" + b"x" * 2_000)

        assert (await reader.readline()).startswith(b"HTTP/1.1 413 ")


async def test_an_answer_may_take_longer_than_a_request() -> None:
    """Nobody is hung up on while the answer is made, and further requests come over the same connection."""
    async with called() as (reader, writer):
        for _ in range(2):
            writer.write(b"POST /?after=0.4 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody")

            assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
            assert (await reader.readuntil(b"\r\n\r\n4")).endswith(b"4")


@pytest.mark.parametrize(
    ("limits", "is_whole"),
    [(ConnectionTimeouts(idle=60, answer=0.2), False), (ConnectionTimeouts(idle=0.2, answer=60), True)],
)
async def test_a_reader_gets_as_long_as_it_may_take(limits: ConnectionTimeouts, *, is_whole: bool) -> None:
    """Who doesn't take an answer is hung up on; who is only slow isn't, however little time there is for a request."""
    async with called(limits) as (reader, writer):
        writer.write(b"GET /?large HTTP/1.1\r\nHost: x\r\n\r\n")
        await asyncio.sleep(1)

        came = await rest(reader)

    assert (len(came) > LARGE) is is_whole


async def test_an_upload_that_breaks_off_is_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Without a traceback, and without what stands behind the first slash, which is often a secret."""
    caplog.set_level(logging.INFO)
    async with called() as (_, writer):
        writer.write(b"POST /u/0123456789 HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nhalf")
        await asyncio.sleep(0.1)
        writer.transport.abort()
        await asyncio.sleep(0.1)

    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("INFO", None)]
    assert "/u never came" in caplog.text
    assert "0123456789" not in caplog.text


async def test_an_address_that_another_program_has_is_said() -> None:
    """With the address, and not as something that couldn't be written."""
    first = await HttpServer.started(web.Application(), "127.0.0.1", 0)
    try:
        with pytest.raises(PaperroundError, match=f"Can't listen at 127.0.0.1:{first.port}: "):
            await HttpServer.started(web.Application(), "127.0.0.1", first.port)
    finally:
        await first.stop()
