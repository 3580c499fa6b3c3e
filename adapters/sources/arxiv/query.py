"""arXiv's query interface: search expressions, and pages of answers that can be believed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import arxiv

from adapters.errors import SourceAway
from adapters.sources.arxiv import atom

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from adapters.sources.arxiv.atom import AtomPage
    from adapters.sources.fetching import SourceFetcher
    from digest.model import Window

QUERY_URL = "https://export.arxiv.org/api/query"
_ACCEPTS = "application/atom+xml"
_OK = 200


class QueryInterface:
    """Pages of searches; each is whole and says how many papers there are."""

    def __init__(self, fetcher: SourceFetcher, base_url: str) -> None:
        self._fetcher = fetcher
        self._base_url = base_url

    async def page(
        self, search: arxiv.Search, start: int, size: int, doubt: Callable[[AtomPage], str] = lambda _page: ""
    ) -> AtomPage:
        """A page that `doubt` has nothing against; raises `SourceAway`."""
        ask = partial(atom.ask, search, start, size, self._base_url)
        _, page = await self._fetcher.fetch(ask, lambda answer: _fault(*answer) or doubt(answer[1]), _ACCEPTS)
        return page


def searched(query: str = "", ids: Sequence[str] = ()) -> arxiv.Search:
    """A search for an expression or for ids, newest first, without an end."""
    return arxiv.Search(
        query=query,
        id_list=list(ids),
        max_results=None,
        sort_by=arxiv.SortCriterion.SubmittedDate,
        sort_order=arxiv.SortOrder.Descending,
    )


def in_categories(categories: Sequence[str]) -> str:
    """Papers in any of these, such as `cs.CL` or `cs.*`."""
    return "(" + " OR ".join(f"cat:{category}" for category in categories) + ")"


def submitted(window: Window) -> str:
    """Papers whose first version came in the window; arXiv reads the times as GMT."""
    return f"submittedDate:[{window.start:%Y%m%d}0000 TO {window.end:%Y%m%d}2359]"


def _fault(status: int, page: AtomPage) -> str:
    """What is wrong with an answer that another try may better; raises `SourceAway` for a refusal."""
    if status != _OK or page.error:
        words = f": {page.error}" if page.error else ""
        raise SourceAway(f"arXiv refused the question (status {status}){words}.")
    if not page.whole:
        return "its answer isn't whole"
    return "its answer doesn't say how many papers there are" if page.total is None else ""
