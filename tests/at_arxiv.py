"""Where an invented paper would be if it were on arXiv."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from adapters.sources.arxiv import profile

if TYPE_CHECKING:
    from digest.model import PaperLink


class Places(TypedDict):
    """The fields of a paper that say where it is."""

    source: str
    url: str
    pdf: str
    links: tuple[PaperLink, ...]


def at_arxiv(paper_id: str) -> Places:
    """The fields of a paper with this id."""
    return Places(
        source=profile.NAME, url=profile.page(paper_id), pdf=profile.pdf(paper_id), links=profile.links(paper_id)
    )
