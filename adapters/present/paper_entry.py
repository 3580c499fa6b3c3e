"""A paper as a web page lists it: one line that says what it is, and a card behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from adapters.present.citations import area, bare
from adapters.present.printable import printable, safe_link, visible
from digest.bibtex import bibtex

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.model import Paper
    from digest.roundup import Listed

AUTHORS_AT_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperEntry:
    """A paper in words that can be shown as they stand.

    Attributes:
        number: Its reference; 0 where it has none.
        links: The pages to read on, as (label, address).
        quotes: The passages of it that statements rest on.
        why: Why it was selected.
    """

    id: str
    number: int
    title: str
    href: str
    byline: str
    authors: str
    affiliations: str
    venue: str
    area: str
    categories: str
    date: str
    day: str
    version: int
    withdrawn: bool
    abstract: str
    links: tuple[tuple[str, str], ...]
    code: tuple[tuple[str, str], ...]
    quotes: tuple[str, ...]
    why: str
    cited: Callable[[], str] = field(repr=False)

    @property
    def bibtex(self) -> str:
        """To copy as it stands; made when it is wanted, since it takes as long as all the rest."""
        return "\n".join(map(visible, self.cited().splitlines()))


def paper_entry(paper: Paper, listed: Listed | None = None, quotes: tuple[str, ...] = ()) -> PaperEntry:
    """The entry of a paper, with its number and what is known of it where a roundup lists it."""
    facts = listed.facts if listed else None
    pages = {paper.id: paper.url, "PDF": paper.pdf, **{link.label: link.url for link in paper.links}}
    codes = tuple((printable(bare(url)), url) for url in (facts.code if facts else ()) if safe_link(url))
    return PaperEntry(
        id=printable(paper.id),
        number=listed.number if listed else 0,
        title=printable(paper.title),
        href=safe_link(paper.url) or "",
        byline=printable(paper.byline),
        authors=printable(_people(paper)),
        affiliations=printable("; ".join(paper.affiliations)),
        venue=printable((facts.venue if facts else None) or paper.journal_ref),
        area=printable(area(paper)),
        categories=printable(", ".join(paper.categories)),
        date=f"{paper.published.day} {paper.published:%b %Y}",
        day=paper.published.isoformat(),
        version=paper.version,
        withdrawn=paper.withdrawn,
        abstract=printable(paper.abstract),
        links=tuple((printable(label), url) for label, url in pages.items() if safe_link(url)),
        code=codes,
        quotes=quotes,
        why=printable("; ".join(listed.pick.why)) if listed else "",
        cited=partial(bibtex, paper, facts),
    )


def _people(paper: Paper) -> str:
    shown = paper.authors[:AUTHORS_AT_MOST]
    more = len(paper.authors) - len(shown)
    return ", ".join((*shown, f"and {more} more") if more else shown) or paper.byline
