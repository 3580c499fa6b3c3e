"""Answers over a real wire that are too large, badly packed or broken, read through a bounded client."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import httpx2
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.bounded_http import AnswerTooLarge, bounded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LARGEST = 10_000
TEXT = b"abc " * 2_000


@pytest.fixture
async def served() -> AsyncIterator[dict[str, tuple[str, bytes]]]:
    """What each path answers: how it is packed, and its bytes; `url` under the empty path."""
    answers: dict[str, tuple[str, bytes]] = {}

    async def answer(request: web.Request) -> web.Response:
        packing, body = answers[request.path]
        headers = {"Content-Encoding": packing} if packing else {}
        return web.Response(body=body, headers=headers)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    async with TestServer(app) as server:
        answers[""] = ("", str(server.make_url("/")).encode())
        yield answers


async def read(served: dict[str, tuple[str, bytes]], packing: str, body: bytes) -> bytes:
    """The body as a bounded client reads it."""
    served["/x"] = (packing, body)
    async with httpx2.AsyncClient(event_hooks=bounded(LARGEST)) as client:
        return (await client.get(served[""][1].decode() + "x")).content


@pytest.mark.parametrize(
    ("packing", "body"),
    [("", TEXT), ("gzip", gzip.compress(TEXT)), ("deflate", zlib.compress(TEXT))],
    ids=["plain", "gzip", "deflate"],
)
async def test_answers_within_the_bound_are_read(
    served: dict[str, tuple[str, bytes]], packing: str, body: bytes
) -> None:
    """However they are packed."""
    assert await read(served, packing, body) == TEXT


@pytest.mark.parametrize(
    ("packing", "body"),
    [("", bytes(LARGEST + 1)), ("gzip", gzip.compress(bytes(50_000_000))), ("", bytes(5_000_000))],
    ids=["one more", "bomb", "long"],
)
async def test_answers_beyond_the_bound_are_left(
    served: dict[str, tuple[str, bytes]], packing: str, body: bytes
) -> None:
    """Counted unpacked, so a small answer that unpacks to a large one is too large."""
    with pytest.raises(AnswerTooLarge):
        await read(served, packing, body)


@pytest.mark.parametrize(
    ("packing", "body"),
    [("gzip", b"\x1f\x8b no gzip"), ("br", b"x"), ("gzip, gzip", b"x")],
    ids=["damaged", "brotli", "twice"],
)
async def test_other_packings_are_errors_of_transport(
    served: dict[str, tuple[str, bytes]], packing: str, body: bytes
) -> None:
    """Damaged ones, and those that nobody asked for."""
    with pytest.raises(httpx2.DecodingError):
        await read(served, packing, body)
