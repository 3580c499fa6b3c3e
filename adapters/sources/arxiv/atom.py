"""arXiv's Atom answers, live or saved, as papers; the arxiv package parses them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

# The parser has no public name: the package offers it only behind its own downloading, which has no time-out.
from arxiv import _feed

from adapters.sources.arxiv.entry import SourceEntry, canonical

if TYPE_CHECKING:
    from arxiv import Result

    from digest.model import Paper

_TOTAL = re.compile(rb"<(?:\w+:)?totalResults\b[^>]*>\s*(\d{1,9})\s*</")
_FEED = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?feed\b", re.DOTALL)
_END = re.compile(rb"</(?:\w+:)?feed>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL)
_ERRORS = "/api/errors"


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


def read(answer: bytes) -> AtomPage:
    """The papers of an answer; never raises, what can't be read isn't there and `whole` or `entries` tells."""
    total = _TOTAL.search(answer)
    entries = answer.count(b"<entry>") + answer.count(b"<entry ")
    whole = _FEED.match(answer) is not None and _END.search(answer) is not None
    try:
        results = _feed.parse(answer).results
    except ValueError:  # a date that is none; the package parses all or nothing
        return AtomPage(papers=(), total=int(total[1]) if total else None, entries=entries, error="", whole=False)
    error = next((result.summary.strip() or "unknown error" for result in results if _ERRORS in result.entry_id), "")
    papers = tuple(paper for result in results if (paper := _paper(result)) is not None)
    return AtomPage(papers=papers, total=int(total[1]) if total else None, entries=entries, error=error, whole=whole)


def _paper(result: Result) -> Paper | None:
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
