"""What arXiv is asked: search expressions, and the addresses that the arxiv package makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import arxiv

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Window

LARGEST_PAGE = 2000
BASE_URL = "https://export.arxiv.org/api/query"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArxivQuery:
    """A search expression, or ids to look up."""

    query: str = ""
    ids: tuple[str, ...] = ()


def in_categories(categories: Sequence[str]) -> str:
    """Papers in any of these, such as `cs.CL` or `cs.*`."""
    return "(" + " OR ".join(f"cat:{category}" for category in categories) + ")"


def submitted(window: Window) -> str:
    """Papers whose first version came in the window; arXiv reads the times as GMT."""
    return f"submittedDate:[{window.start:%Y%m%d}0000 TO {window.end:%Y%m%d}2359]"


class QueryUrls(arxiv.Client):  # type: ignore[misc]  # the package has no types
    """The package's own addresses; its downloading has no time-out and takes an empty page for no papers."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self.query_url_format = base_url + "?{}"

    def page(self, question: ArxivQuery, start: int, size: int) -> str:
        """The address of one page of answers, newest first."""
        search = arxiv.Search(
            query=question.query,
            id_list=list(question.ids),
            sort_by=arxiv.SortCriterion.SubmittedDate,
            sort_order=arxiv.SortOrder.Descending,
        )
        return str(self._format_url(search, start, size))
