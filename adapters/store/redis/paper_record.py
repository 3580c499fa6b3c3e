"""A paper as the store keeps it: everything that the model knows of it."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the annotations

import msgspec

from digest.model import Paper


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


def record(paper: Paper) -> PaperRecord:
    """The row of a paper."""
    return PaperRecord(*(getattr(paper, name) for name in PaperRecord.__struct_fields__))


def paper(record: PaperRecord) -> Paper:
    """The paper of a row."""
    return Paper(**msgspec.structs.asdict(record))
