"""An answer that is made once and sent often: its bytes plain and packed, its ETag, and the headers that keep it what it is."""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.present import html
from adapters.present.html import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

_FRESH = 5.0
"""Seconds for which an answer is sent again without asking the store, so that a page that is gone is gone that soon."""
_MOST = 64
_PACK_FROM = 600
"""Bytes from which packing pays."""


def _always(*, public: bool) -> Mapping[str, str]:
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; style-src {html.style_source()}; img-src 'self'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        **({} if public else {"X-Robots-Tag": "noindex"}),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": f"{'public' if public else 'private'}, max-age=60",
        "Vary": "Accept-Encoding",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAnswer:
    """The bytes and headers of an answer."""

    body: bytes
    packed: bytes
    etag: str
    headers: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, content: str | bytes, kind: str, *, name: str = "", public: bool = False) -> PageAnswer:
        """A content of some type; with `name`, to be saved under it; a public one may be found by anybody."""
        body = content.encode("utf-8", "replace") if isinstance(content, str) else content
        saved = {"Content-Disposition": f'attachment; filename="{name}"'} if name else {}
        return cls(
            body=body,
            packed=gzip.compress(body, 6, mtime=0) if len(body) >= _PACK_FROM and isinstance(content, str) else b"",
            etag=f'"{sha256(body).hexdigest()[:24]}"',
            headers={**_always(public=public), **saved, "Content-Type": kind},
        )

    @classmethod
    def html(cls, text: str, *, public: bool = False) -> PageAnswer:
        """A page."""
        return cls.of(text, "text/html; charset=utf-8", public=public)

    @classmethod
    def message(cls, title: str, sentence: str = "", *, button: str = "", back: str = "") -> PageAnswer:
        """A page that says one thing, with a button that does it, and an address that leads back."""
        shown = {"title": title, "sentence": sentence, "button": button, "back": back}
        return cls.html(html.rendered("message.html", Surroundings(), **shown))

    def response(self, request: web.Request, status: int = 200) -> web.Response:
        """The answer as this request takes it: nothing where the reader has it already, packed where it may be."""
        headers = {**self.headers, **({"ETag": self.etag} if status == web.HTTPOk.status_code else {})}
        if "ETag" in headers and self._is_known(request):
            return web.Response(status=304, headers={k: v for k, v in headers.items() if k != "Content-Type"})
        if self.packed and "gzip" in request.headers.get("Accept-Encoding", "").lower():
            return web.Response(status=status, body=self.packed, headers={**headers, "Content-Encoding": "gzip"})
        return web.Response(status=status, body=self.body, headers=headers)

    def _is_known(self, request: web.Request) -> bool:
        known = request.headers.get("If-None-Match", "")
        return known.strip() == "*" or self.etag in (one.strip().removeprefix("W/") for one in known.split(","))


class AnswerCache:
    """The last answers, each for a few seconds, made once for all who ask meanwhile.

    What could not be answered isn't kept, so that wrong addresses push nothing out.
    """

    def __init__(self, *, fresh: float = _FRESH) -> None:
        self._fresh = fresh
        self._kept: OrderedDict[tuple[str, str], tuple[float, PageAnswer]] = OrderedDict()
        self._being_made: dict[tuple[str, str], asyncio.Task[PageAnswer]] = {}

    async def get(self, key: tuple[str, str], make: Callable[[], Coroutine[None, None, PageAnswer]]) -> PageAnswer:
        """The answer kept under this key, or a new one; raises what `make` raises."""
        kept = self._kept.get(key)
        if kept and asyncio.get_running_loop().time() - kept[0] < self._fresh:
            return kept[1]
        task = self._being_made.get(key)
        if task is None:
            task = self._being_made[key] = asyncio.create_task(self._make_once(key, make))
        return await asyncio.shield(task)  # who leaves doesn't take it from the others

    async def _make_once(
        self, key: tuple[str, str], make: Callable[[], Coroutine[None, None, PageAnswer]]
    ) -> PageAnswer:
        try:
            made = await make()
        finally:
            del self._being_made[key]
        self._kept[key] = (asyncio.get_running_loop().time(), made)
        self._kept.move_to_end(key)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return made
