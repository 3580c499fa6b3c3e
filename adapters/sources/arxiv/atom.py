"""arXiv's Atom answers, live or saved, as papers; the arxiv package asks and parses, one page at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import arxiv

from adapters.sources.arxiv.entry import SourceEntry, canonical
from adapters.sources.http import HttpAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.model import Paper

LARGEST_PAGE = 2000
_TOTAL = re.compile(rb"<(?:\w+:)?totalResults\b[^<>]*>\s*(\d{1,9})\s*</")
_FEED = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*<(?:\w+:)?feed\b", re.DOTALL)
_END = re.compile(rb"</(?:\w+:)?feed>\s*(?><!--.*?-->\s*)*\Z", re.DOTALL)
_TAIL = 10_000  # bytes in which the end of a feed stands, comments behind it included
_ERRORS = "/api/errors"
_OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class AtomPage:
    """One answer.

    Attributes:
        total: How many papers the whole result has, by arXiv's own word; None where it doesn't say.
        entries: How many entries the answer had, read or not.
        error: What arXiv says is wrong with the question; "" where nothing is.
        whole: Whether the answer is a feed from its first to its last sign.
    """

    papers: tuple[Paper, ...]
    total: int | None
    entries: int
    error: str
    whole: bool


class _OnePage(Exception):  # noqa: N818 - no error
    """Raised when the client goes on to the next page, which is asked for when its turn has come."""


@dataclass(slots=True)
class _OnePageSession:
    """Stands where the client keeps its `requests.Session`: one request, sent by `send`, and no second one."""

    send: Callable[[str], HttpAnswer]
    answer: HttpAnswer | None = field(default=None)

    def get(self, url: str, **_: object) -> HttpAnswer:
        if self.answer is not None:
            raise _OnePage
        self.answer = self.send(url)
        return self.answer


def ask(
    search: arxiv.Search, start: int, size: int, base_url: str, send: Callable[[str], HttpAnswer]
) -> tuple[int, AtomPage]:
    """One page of a search, and the status that it came with; raises what `send` raises."""
    client = arxiv.Client(page_size=size, delay_seconds=0, num_retries=0)
    client.query_url_format = base_url + "?{}"
    # The client's own session has no time-out, no largest answer and a name that arXiv can't write to, and its errors don't
    # have Retry-After. In version 4.0 `Client` takes a page size, a delay and a number of tries; it makes the session
    # itself, has no method to set or replace it, and all that sends or parses is private as well. A test says when
    # that has changed.
    client._session = session = _OnePageSession(send)  # noqa: SLF001
    results: list[arxiv.Result] = []
    try:
        for result in client.results(search, offset=start):
            results.append(result)  # noqa: PERF402 - what came before a fault counts
    except _OnePage:
        pass
    except arxiv.HTTPError as refused:
        return refused.status, read(session.answer.content if session.answer else b"")
    except ValueError:  # a date that is none; the package parses all or nothing
        if session.answer is None:  # no: the address can't be asked at all
            raise
        return _OK, _page(session.answer, None)
    return _OK, _page(session.answer, results)


def read(answer: bytes) -> AtomPage:
    """The papers of an answer; never raises, what can't be read isn't there and `whole` or `entries` tells."""
    saved = HttpAnswer(status_code=_OK, content=answer)
    return ask(arxiv.Search(max_results=None), 0, LARGEST_PAGE, "saved:", lambda _: saved)[1]


def _page(answer: HttpAnswer | None, results: list[arxiv.Result] | None) -> AtomPage:
    body = answer.content if answer else b""
    total = _TOTAL.search(body)
    entries = body.count(b"<entry>") + body.count(b"<entry ")
    whole = (
        results is not None
        and _FEED.match(body) is not None
        and _END.search(body, max(0, len(body) - _TAIL)) is not None
    )
    known = results or []
    error = next((result.summary.strip() or "unknown error" for result in known if _ERRORS in result.entry_id), "")
    papers = tuple(paper for result in known if (paper := _paper(result)) is not None)
    return AtomPage(papers=papers, total=int(total[1]) if total else None, entries=entries, error=error, whole=whole)


def _paper(result: arxiv.Result) -> Paper | None:
    named = canonical(result.entry_id.partition("/abs/")[2])
    if named is None or not result.title.strip():
        return None
    categories = [result.primary_category, *result.categories]
    published = result.published.date()
    return SourceEntry(
        id=named[0],
        version=named[1] or 1,
        title=result.title,
        abstract=result.summary,
        authors=[author.name for author in result.authors],
        affiliations=[affiliation for author in result.authors for affiliation in author.affiliation],
        categories=tuple(dict.fromkeys(category for category in categories if category)),
        published=published,
        listed=published,  # arXiv's API doesn't tell when it listed a paper
        comment=result.comment or "",
        journal_ref=result.journal_ref or "",
        doi=result.doi or "",
    ).paper()
