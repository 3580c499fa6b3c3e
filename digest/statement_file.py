"""Statements as JSON: in a file of nothing else, or in a roundup."""

from __future__ import annotations

import msgspec
from msgspec import UNSET, Struct, UnsetType

from digest.roundup import Evidence, ReferencePlace, Statement

LONGEST = 4_000
"""Characters of a statement or a quotation; patterns that look at each place more than once stay quick on it."""


class _Mark(Struct):
    at: int
    paper: str


class _Evidence(Struct):
    paper: str
    quote: str


class StatementForm(Struct):
    """A statement as `roundup.schema.json` describes it."""

    text: str
    cites: list[str]
    evidence: list[_Evidence] = []
    marks: list[_Mark] | UnsetType = UNSET


class _File(Struct):
    statements: list[StatementForm] = []
    sections: list[_File] = []


def statements_in(document: object) -> tuple[Statement, ...]:
    """The statements of `{"statements": [{"text", "cites", "evidence"?}]}` or of a roundup's document, in its order.

    Raises:
        msgspec.ValidationError: when it is neither, or when a text of it is longer than any statement.
    """
    form = msgspec.convert(document, _File)
    forms = [statement for part in (form, *form.sections) for statement in part.statements]
    for number, one in enumerate(forms, 1):
        longest = max(len(one.text), *(len(evidence.quote) for evidence in one.evidence), 0)
        if longest > LONGEST:
            raise msgspec.ValidationError(f"Statement {number} has {longest:,} characters where {LONGEST:,} are enough")
    return tuple(map(statement_of, forms))


def form_of(said: Statement) -> StatementForm:
    """A statement's form."""
    marks = [_Mark(mark.at, mark.paper) for mark in said.marks]
    evidence = [_Evidence(one.paper, one.quote) for one in said.evidence]
    return StatementForm(said.text, list(said.cites), evidence, marks or UNSET)


def statement_of(form: StatementForm) -> Statement:
    """The statement of a form."""
    evidence = tuple(Evidence(paper=one.paper, quote=one.quote) for one in form.evidence)
    marks = () if form.marks is UNSET else tuple(ReferencePlace(at=mark.at, paper=mark.paper) for mark in form.marks)
    return Statement(text=form.text, cites=tuple(form.cites), evidence=evidence, marks=marks)
