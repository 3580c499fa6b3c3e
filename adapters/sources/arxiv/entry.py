"""An entry as every one of arXiv's interfaces has it, raw, and the paper it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.sources.arxiv import profile
from digest.model import Paper
from digest.text.tex import is_plain, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

# arXiv takes abstracts of up to 1,920 characters; what is longer than anything real is cut, so that no text of a source
# can keep what reads it busy.
_LONGEST = 20_000
_LONGEST_LINE = 4_000
_MOST_AUTHORS = 10_000  # the largest collaborations have 5,000
_ID = re.compile(r"(?:arxiv:)?(?:(\d{4}\.\d{4,5})|([a-z-]+)(?:\.[a-z-]+)?/(\d{7}))(?:v(\d{1,4}))?", re.IGNORECASE)
_WITHDRAWN_ABSTRACT = re.compile(
    r"\W*(?:(?:this|the)\s+\w+\s+(?:has\s+been|is|was|have\s+been)\s+)?withdrawn\b", re.IGNORECASE
)
_WITHDRAWN_COMMENT = re.compile(r"\bwithdrawn\b(?!\s+(?:from|submission))", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """What a source says about one paper, TeX and all.

    Attributes:
        id: Canonical, without its version.
    """

    id: str
    version: int
    title: str
    abstract: str
    authors: Sequence[str]
    affiliations: Sequence[str]
    categories: Sequence[str]
    published: date
    listed: date
    comment: str
    journal_ref: str
    doi: str

    def paper(self) -> Paper:
        """The same in plain text."""
        title = plain(self.title[:_LONGEST_LINE])
        comment = plain(self.comment[:_LONGEST_LINE])
        return Paper(
            id=self.id,
            title=title,
            abstract=plain(self.abstract[:_LONGEST]),
            authors=_all_plain(self.authors),
            categories=tuple(self.categories),
            published=self.published,
            listed=self.listed,
            affiliations=tuple(dict.fromkeys(_all_plain(self.affiliations))),
            comment=comment,
            journal_ref=plain(self.journal_ref[:_LONGEST_LINE]),
            doi=plain(self.doi[:_LONGEST_LINE]),
            version=self.version,
            withdrawn=_is_withdrawn(self.abstract, comment),
            tex_title="" if title == self.title else " ".join(self.title[:_LONGEST_LINE].split()),
            source=profile.NAME,
            url=profile.page(self.id),
            pdf=profile.pdf(self.id),
            links=profile.links(self.id),
        )


def canonical(reference: str) -> tuple[str, int] | None:
    """An arXiv id without its version, and the version (0 where it names none); None for anything else."""
    match = _ID.fullmatch(reference.strip())
    if match is None:
        return None
    return match[1] or f"{match[2].lower()}/{match[3]}", int(match[4] or 0)


def newest(papers: Iterable[Paper]) -> dict[str, Paper]:
    """By id, each paper once: its newest version, the later one of equals."""
    found: dict[str, Paper] = {}
    for paper in papers:
        known = found.get(paper.id)
        if known is None or paper.version >= known.version:
            found[paper.id] = paper
    return found


def _all_plain(given: Sequence[str]) -> tuple[str, ...]:
    texts = [text[:_LONGEST_LINE] for text in given[:_MOST_AUTHORS]]
    if is_plain("|".join(texts)) and all(texts):
        return tuple(texts)
    return tuple(text for text in map(plain, texts) if text)


def _is_withdrawn(abstract: str, comment: str) -> bool:
    if comment and _WITHDRAWN_COMMENT.search(comment):
        return True
    return "ithdrawn" in abstract[:200] and _WITHDRAWN_ABSTRACT.match(abstract) is not None
