"""arXiv's OAI-PMH interface: everything that changed since a day, which is what arXiv asks bulk readers to use.

The list of all of arXiv is read and not one of a set, since a set may leave out papers that are only cross-listed there:
a day's changes are two answers, and four sets would be more.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from typing_extensions import override

from adapters.errors import SourceAway
from adapters.sources.arxiv import oai_page
from adapters.sources.arxiv.profile import NAME
from adapters.sources.fetching import SourceFetcher, SourceRetryPolicy
from adapters.sources.ports import BulkSource, Changes
from adapters.sources.rate_limit import LocalSourceRateLimit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import date

    from adapters.sources.arxiv.oai_page import OaiPage
    from adapters.sources.http import HttpAnswer
    from adapters.sources.ports import SourceRateLimit
    from digest.model import Paper

OAI_URL = "https://oaipmh.arxiv.org/oai"
_RESTARTS = 3
_MOST_PAGES = 3_000  # all of arXiv has some 2,000 pages
_ACCEPTS = "text/xml"
_BAD_REQUEST = 400

_log = logging.getLogger(__name__)


class ArxivOai(BulkSource):
    """Changes page by page, each page one paced request."""

    def __init__(
        self,
        *,
        contact: str = "",
        base_url: str = OAI_URL,
        rate_limit: SourceRateLimit | None = None,
        patience: SourceRetryPolicy | None = None,
    ) -> None:
        patience = patience or SourceRetryPolicy()
        rate_limit = rate_limit or LocalSourceRateLimit(clock=patience.clock, sleep=patience.sleep)
        self._fetcher = SourceFetcher(NAME, contact=contact, rate_limit=rate_limit, patience=patience)
        self._base_url = base_url

    @override
    def covers(self, category: str) -> bool:
        return True

    @override
    async def changes(self, since: date, categories: Sequence[str]) -> AsyncIterator[Changes]:
        as_of: date | None = None
        token, restarts = "", 0
        for _ in range(_MOST_PAGES):
            page = await self._page(token, since)
            day = page.as_of or since
            as_of = min(as_of or day, day)
            if page.error == oai_page.BAD_TOKEN and restarts < _RESTARTS:
                # The list is read again from its beginning: who keeps papers by id neither loses nor doubles any.
                token, restarts = "", restarts + 1
                continue
            if page.error and page.error != oai_page.NO_RECORDS:
                raise SourceAway(f"arXiv refused the question ({page.error}: {page.words}).")
            if page.unreadable:
                _log.warning("arXiv listed records that can't be read", extra={"records": page.unreadable})
            papers = tuple(paper for paper in page.papers if _is_wanted(paper, categories))
            yield Changes(papers=papers, deleted=page.deleted, as_of=as_of)
            if not page.token:
                return
            if page.token == token:
                break
            token = page.token
        raise SourceAway("arXiv's list of changes has no end.")

    async def _page(self, token: str, since: date) -> OaiPage:
        named = {"resumptionToken": token} if token else {"metadataPrefix": "arXivRaw", "from": since.isoformat()}
        url = f"{self._base_url}?{urlencode({'verb': 'ListRecords', **named})}"
        return await self._fetcher.fetch(partial(_ask_page, url), _fault, _ACCEPTS)


def _ask_page(url: str, send: Callable[[str], HttpAnswer]) -> OaiPage:
    """An answer, whatever its status: some servers send the protocol's errors as refusals."""
    answer = send(url)
    page = oai_page.read(answer.content)
    if answer.status_code >= _BAD_REQUEST and page.as_of is None:
        raise SourceAway(f"arXiv refused the question (status {answer.status_code}).")
    return page


def _fault(page: OaiPage) -> str:
    return "its answer isn't whole" if page.as_of is None else ""


def _is_wanted(paper: Paper, categories: Sequence[str]) -> bool:
    return any(
        has == wanted or (wanted.endswith("*") and has.startswith(wanted[:-1]))
        for wanted in categories
        for has in paper.categories
    )
