"""arXiv's HTML pages of whole papers: fetched from arXiv only, politely, once a version, never too much of one."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import msgspec
from typing_extensions import override

from adapters.sources.arxiv import latexml
from adapters.sources.ports import FullTextPages
from digest.full_text import FullText

if TYPE_CHECKING:
    import httpx2

    from adapters.sources.ports import SourceRateLimit
    from adapters.store.ports import KeyValueStore
    from digest.model import Paper

BASE_URL = "https://arxiv.org/html/"
_HOSTS = frozenset({"arxiv.org", "www.arxiv.org", "export.arxiv.org"})
_LARGEST = 8_000_000
"""Bytes; long papers with many formulas have about 3 million."""
_KEPT_FOR = 60 * 86_400
_MISSING_FOR = 2 * 86_400  # arXiv may still be making the page of a new paper
_REDIRECTS = 3
_OK, _NOT_FOUND, _MOVED = 200, 404, frozenset({301, 302, 303, 307, 308})

_log = logging.getLogger(__name__)


class ArxivPages(FullTextPages):
    """Reads pages under the same rate limit as arXiv's API, and keeps what was read; `seconds` count from a page's turn."""

    def __init__(
        self,
        rate_limit: SourceRateLimit,
        notes: KeyValueStore,
        *,
        user_agent: str,
        base_url: str = BASE_URL,
        seconds: float = 12.0,
        largest: int = _LARGEST,
    ) -> None:
        self._rate_limit = rate_limit
        self._notes = notes
        self._agent = user_agent
        self._base_url = base_url
        self._seconds = seconds
        self._largest = largest
        self._hosts = _HOSTS | {urlsplit(base_url).hostname}

    @override
    async def of(self, paper: Paper) -> FullText | None:
        name = f"page:{paper.id}v{paper.version}"
        kept = await self._notes.get(name)
        if kept is not None:
            return msgspec.json.decode(kept, type=FullText) if kept else None
        try:
            page = await self._page(f"{self._base_url}{paper.id}v{paper.version}")
            async with asyncio.timeout(self._seconds):
                text = await _read(page) if page else None
        except (_Unreadable, TimeoutError) as trouble:
            _log.info("no page of %s: %s", paper.id, str(trouble) or "not in time")
            return None
        note = msgspec.json.encode(text).decode() if text else ""
        await self._notes.put(name, note, _KEPT_FOR if text else _MISSING_FOR)
        return text

    async def _page(self, url: str) -> str | None:
        """The page, or None where arXiv has none of this paper."""
        # They take a while to import, and only papers shown in detail need them.
        import httpx2  # noqa: PLC0415

        from adapters.bounded_http import AnswerTooLarge, bounded  # noqa: PLC0415

        headers = {"User-Agent": self._agent, "Accept": "text/html"}
        async with httpx2.AsyncClient(
            timeout=self._seconds, follow_redirects=False, headers=headers, event_hooks=bounded(self._largest)
        ) as client:
            try:
                for _ in range(_REDIRECTS + 1):
                    async with (
                        self._rate_limit.turn(),
                        asyncio.timeout(self._seconds),
                        client.stream("GET", url) as answer,
                    ):
                        if answer.status_code not in _MOVED:
                            return await self._body(answer)
                        url = self._allowed(urljoin(url, answer.headers.get("location", "")))
            except AnswerTooLarge as error:
                raise _Unreadable(str(error)) from error
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                raise _Unreadable(type(error).__name__) from error
        raise _Unreadable("it is moved too often")

    async def _body(self, answer: httpx2.Response) -> str | None:
        if answer.status_code == _NOT_FOUND:
            return None
        if answer.status_code != _OK or not answer.headers.get("content-type", "").startswith("text/html"):
            raise _Unreadable(f"it answered {answer.status_code}, {answer.headers.get('content-type', 'no type')}")
        return (await answer.aread()).decode("utf-8", "replace")

    def _allowed(self, url: str) -> str:
        """The address, if it is arXiv's own."""
        parts = urlsplit(url)
        if parts.hostname not in self._hosts or parts.scheme not in {"https", urlsplit(self._base_url).scheme}:
            raise _Unreadable("it leads away from arXiv")
        return url


async def _read(page: str) -> FullText:
    """What a page says, read in a thread, which ends early once nobody waits for it."""
    given_up = threading.Event()
    try:
        return await asyncio.to_thread(latexml.read, page, given_up.is_set)
    finally:
        given_up.set()


class _Unreadable(Exception):  # noqa: N818 - a page that can't be read is nobody's error
    """Raised and caught in here."""
