"""A paper as the store keeps it: everything that the model knows of it."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the annotations
from typing import Any

import msgspec

from digest.model import Paper, PaperLink


class PaperRecord(msgspec.Struct, array_like=True):
    """A row without field names, since thousands are read at once; new fields go to the end, with a default."""

    id: str
    title: str
    abstract: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    published: date
    listed: date
    affiliations: tuple[str, ...]
    comment: str
    journal_ref: str
    doi: str
    version: int
    withdrawn: bool
    tex_title: str
    source: str = ""
    url: str = ""
    pdf: str = ""
    links: tuple[tuple[str, str], ...] = ()


def record(paper: Paper) -> PaperRecord:
    """The row of a paper."""
    fields: dict[str, Any] = {name: getattr(paper, name) for name in PaperRecord.__struct_fields__}
    return PaperRecord(**(fields | {"links": tuple((link.label, link.url) for link in paper.links)}))


def paper(record: PaperRecord) -> Paper:
    """The paper of a row."""
    links = tuple(PaperLink(label=label, url=url) for label, url in record.links)
    return Paper(**(msgspec.structs.asdict(record) | {"links": links}))
