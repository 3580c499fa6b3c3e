"""Bounds on the answers of an HTTP client: never more bytes than its caller allows, packed or unpacked."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import httpx2
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


class AnswerTooLarge(httpx2.TransportError):
    """Raised while an answer is read that is larger, unpacked, than allowed."""


def bounded(largest: int) -> dict[str, list[Callable[[Any], Awaitable[None]]]]:
    """Event hooks of an `httpx2.AsyncClient`, by which no body is larger than so many bytes, unpacked.

    Answers are unpacked piece by piece, so that a small one never grows large; libraries that read a body, or a line of
    it, in one go are bounded too. Reading too much raises `AnswerTooLarge`.
    """

    async def ask(request: httpx2.Request) -> None:
        request.headers["Accept-Encoding"] = "gzip, deflate"

    async def bound(answer: httpx2.Response) -> None:
        packing = answer.headers.pop("Content-Encoding", "identity").strip().lower()
        if packing not in {"identity", "gzip", "deflate"}:
            raise httpx2.DecodingError("it is packed as nobody asked for", request=answer.request)
        assert isinstance(answer.stream, httpx2.AsyncByteStream)  # noqa: S101 - an asynchronous client gives no other
        answer.stream = _Bounded(answer.stream, largest, is_packed=packing != "identity")

    return {"request": [ask], "response": [bound]}


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream, largest: int, *, is_packed: bool) -> None:
        self._inner = inner
        self._left = largest
        self._unpacker = zlib.decompressobj(_GZIP_OR_ZLIB) if is_packed else None

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._inner:
            unpacked = self._unpacked(piece)
            self._left -= len(unpacked)
            if self._left < 0:
                raise AnswerTooLarge("it is too large")
            yield unpacked

    def _unpacked(self, piece: bytes) -> bytes:
        if self._unpacker is None:
            return piece
        try:
            return self._unpacker.decompress(piece, self._left + 1)
        except zlib.error as error:
            raise httpx2.DecodingError("it is damaged") from error

    @override
    async def aclose(self) -> None:
        await self._inner.aclose()
