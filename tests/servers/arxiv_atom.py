"""Atom as arXiv's API writes it, for the stand-in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from tests.servers.arxiv_query import noon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Paper


def feed(papers: Sequence[Paper], *, total: int | None, start: int = 0) -> bytes:
    """An answer; with `total` None it doesn't say how many papers there are."""
    counts = f"""
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:itemsPerPage>{len(papers)}</opensearch:itemsPerPage>
  <opensearch:startIndex>{start}</opensearch:startIndex>"""
    return _whole((counts if total is not None else "") + "".join(_entry(paper) for paper in papers))


def error(words: str) -> bytes:
    """What arXiv says to a question it can't read: a feed with one entry that is no paper."""
    return _whole(f"""
  <opensearch:totalResults>1</opensearch:totalResults>
  <entry>
    <id>https://arxiv.org/api/errors#{escape(words.replace(" ", "_"))}</id>
    <title>Error</title>
    <summary>{escape(words)}</summary>
    <updated>2026-05-11T00:00:00Z</updated>
    <published>2026-05-11T00:00:00Z</published>
    <author><name>arXiv api core</name></author>
  </entry>""")


def _whole(inside: str) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" \
xmlns:arxiv="http://arxiv.org/schemas/atom">
  <id>https://arxiv.org/api/stand-in</id>
  <title>arXiv Query</title>
  <updated>2026-05-18T00:00:00Z</updated>{inside}
</feed>
""".encode()


def _entry(paper: Paper) -> str:
    stamp = f"{noon(paper):%Y-%m-%dT%H:%M:%SZ}"
    return f"""
  <entry>
    <id>http://arxiv.org/abs/{paper.id}v{paper.version}</id>
    <title>{escape(paper.tex_title or paper.title)}</title>
    <updated>{stamp}</updated>
    <link href="https://arxiv.org/abs/{paper.id}v{paper.version}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/{paper.id}v{paper.version}" rel="related" type="application/pdf" title="pdf"/>
    <summary>{escape(paper.abstract)}</summary>
    {"".join(f"<category term={quoteattr(c)} scheme='http://arxiv.org/schemas/atom'/>" for c in paper.categories)}
    <published>{stamp}</published>
    {_optional("comment", paper.comment)}{_optional("journal_ref", paper.journal_ref)}{_optional("doi", paper.doi)}
    <arxiv:primary_category term={quoteattr(next(iter(paper.categories), ""))}/>
    {_authors(paper)}
  </entry>"""


def _authors(paper: Paper) -> str:
    """The first author gets all affiliations, since a paper doesn't tell whose they are."""
    places = "".join(f"<arxiv:affiliation>{escape(place)}</arxiv:affiliation>" for place in paper.affiliations)
    return "".join(
        f"<author><name>{escape(name)}</name>{'' if at else places}</author>" for at, name in enumerate(paper.authors)
    )


def _optional(name: str, text: str) -> str:
    return f"<arxiv:{name}>{escape(text)}</arxiv:{name}>" if text else ""
