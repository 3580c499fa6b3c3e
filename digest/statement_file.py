"""Statements from a document: a file of nothing else, or a roundup."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from digest.roundup import Evidence, Statement


class _Evidence(Struct):
    paper: str
    quote: str


class _Statement(Struct):
    text: str
    cites: list[str]
    evidence: list[_Evidence] = []


class _File(Struct):
    statements: list[_Statement] = []
    sections: list[_File] = []


def statements_in(document: object) -> tuple[Statement, ...]:
    """The statements of `{"statements": [{"text", "cites", "evidence"?}]}` or of a roundup's document, in its order.

    Raises:
        msgspec.ValidationError: when it is neither.
    """
    form = msgspec.convert(document, _File)
    return tuple(_statement(statement) for part in (form, *form.sections) for statement in part.statements)


def _statement(form: _Statement) -> Statement:
    evidence = tuple(Evidence(paper=one.paper, quote=one.quote) for one in form.evidence)
    return Statement(text=form.text, cites=tuple(form.cites), evidence=evidence)
