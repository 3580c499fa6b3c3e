"""Papers of arXiv, live: whole windows without gaps, and papers by id."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.errors import SourceAway
from adapters.sources.arxiv.atom import LARGEST_PAGE
from adapters.sources.arxiv.entry import canonical, newest
from adapters.sources.arxiv.profile import NAME
from adapters.sources.arxiv.query import QUERY_URL, QueryInterface, in_categories, searched, submitted
from adapters.sources.fetching import SourceFetcher, SourceRetryPolicy
from adapters.sources.ports import PaperSource
from adapters.sources.rate_limit import LocalSourceRateLimit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from arxiv import Search

    from adapters.sources.arxiv.atom import AtomPage
    from adapters.sources.ports import Progress, SourceRateLimit
    from digest.model import Paper, Window

_IDS_AT_ONCE = 100  # longer addresses are refused on the way
_SWEEPS = 3
_CATEGORY = re.compile(r"[a-z-]+(?:\.(?:[A-Za-z-]+|\*))?")


class ArxivSource(PaperSource):
    """arXiv's API, one paced request at a time."""

    def __init__(
        self,
        *,
        contact: str = "",
        base_url: str = QUERY_URL,
        rate_limit: SourceRateLimit | None = None,
        patience: SourceRetryPolicy | None = None,
        page_size: int = LARGEST_PAGE,
    ) -> None:
        patience = patience or SourceRetryPolicy()
        rate_limit = rate_limit or LocalSourceRateLimit(clock=patience.clock, sleep=patience.sleep)
        self._asking = QueryInterface(
            SourceFetcher(NAME, contact=contact, rate_limit=rate_limit, patience=patience), base_url
        )
        self._page_size = min(page_size, LARGEST_PAGE)

    @override
    async def during(self, window: Window, categories: Sequence[str], progress: Progress) -> tuple[Paper, ...]:
        wanted = tuple(dict.fromkeys(category for category in categories if _CATEGORY.fullmatch(category)))
        if not wanted:
            return ()
        question = searched(f"{in_categories(wanted)} AND {submitted(window)}")
        found = _Found()
        server_is_sane = False
        for _ in range(_SWEEPS):
            await self._sweep(question, found, progress)
            if found.total and found.complete:
                return _sorted(paper for paper in found.papers.values() if _belongs(paper, window, wanted))
            if found.total:
                continue
            if server_is_sane:
                return ()
            # A throttled server says zero as well: it must find papers without the window, then say zero again.
            await self._asking.page(searched(in_categories(wanted)), 0, 1, _nothing_at_all)
            server_is_sane = True
        raise SourceAway(f"arXiv says it has {found.total} papers and gives {len(found.papers)}.")

    @override
    async def get(self, ids: Sequence[str]) -> tuple[Paper, ...]:
        named = tuple(dict.fromkeys(known[0] for known in map(canonical, ids) if known))
        found: dict[str, Paper] = {}
        for start in range(0, len(named), _IDS_AT_ONCE):
            some = named[start : start + _IDS_AT_ONCE]
            # arXiv answers with ten at most unless told how many are asked for.
            page = await self._asking.page(searched(ids=some), 0, len(some))
            if not page.entries:  # a throttled server finds nothing as well; one that doesn't says so twice
                page = await self._asking.page(searched(ids=some), 0, len(some))
            found |= newest(page.papers)
        return tuple(found[each] for each in named if each in found)

    async def _sweep(self, question: Search, found: _Found, progress: Progress) -> None:
        """All pages once; a page cut short is followed by one that starts where it ended."""
        start = unreadable = 0
        while True:
            page = await self._asking.page(question, start, self._page_size, partial(_emptiness, start))
            start += page.entries
            unreadable += page.entries - len(page.papers)
            found.add(page, unreadable)
            progress(len(found.papers), found.total)
            if start >= found.total:
                return


@dataclass(slots=True)
class _Found:
    """What came so far of a window.

    Attributes:
        total: How many there are by arXiv's latest word.
        unreadable: Entries without a title, date or id, which no further asking mends.
    """

    papers: dict[str, Paper] = field(default_factory=dict)
    total: int = 0
    unreadable: int = 0

    def add(self, page: AtomPage, unreadable: int) -> None:
        self.papers = newest((*self.papers.values(), *page.papers))
        self.total = page.total or 0
        self.unreadable = unreadable

    @property
    def complete(self) -> bool:
        return len(self.papers) + self.unreadable >= self.total


def _emptiness(start: int, page: AtomPage) -> str:
    return "its page was empty where papers must be" if not page.entries and start < (page.total or 0) else ""


def _nothing_at_all(page: AtomPage) -> str:
    return "" if page.total else "it says that it has no papers at all"


def _belongs(paper: Paper, window: Window, categories: Sequence[str]) -> bool:
    return paper.published in window and any(
        category in paper.categories or (category.endswith("*") and _any_starts(paper, category[:-1]))
        for category in categories
    )


def _any_starts(paper: Paper, archive: str) -> bool:
    return any(category.startswith(archive) for category in paper.categories)


def _sorted(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Newest first, since arXiv has ignored the order it was asked for."""
    return tuple(sorted(papers, key=lambda paper: (paper.published, paper.id), reverse=True))
