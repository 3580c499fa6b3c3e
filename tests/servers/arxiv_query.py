"""The search language of the stand-in arXiv: an expression becomes a question that a paper answers yes or no."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.model import Paper

    Matches = Callable[[Paper], bool]

_TOKEN = re.compile(
    r"\s*(?:(?P<bracket>[()])|(?P<word>ANDNOT|AND|OR)(?=[\s(])|(?P<field>\w+):(?P<value>\[[^\]]*\]|\"[^\"]*\"|[^\s()]+))"
)
_RANGE = re.compile(r"\[(\d{12}) TO (\d{12})\]")


class BadQueryError(ValueError):
    """Raised for an expression that arXiv would answer with status 400."""


def parse(expression: str) -> Matches:
    """The question; raises `BadQueryError`."""
    tokens = _tokens(expression)
    matches = _either(tokens)
    if tokens:
        raise BadQueryError(f"unexpected {tokens[0]}")
    return matches


def _tokens(expression: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    while expression[at:].strip():
        match = _TOKEN.match(expression, at)
        if match is None:
            raise BadQueryError(f"can't read {expression[at : at + 30]!r}")
        tokens.append(match.group().strip())
        at = match.end()
    return tokens


def _either(tokens: list[str]) -> Matches:
    sides = [_both(tokens)]
    while tokens[:1] == ["OR"]:
        tokens.pop(0)
        sides.append(_both(tokens))
    return lambda paper: any(side(paper) for side in sides)


def _both(tokens: list[str]) -> Matches:
    sides = [(True, _one(tokens))]
    while tokens and tokens[0] in ("AND", "ANDNOT"):
        wanted = tokens.pop(0) == "AND"
        sides.append((wanted, _one(tokens)))
    return lambda paper: all(side(paper) is wanted for wanted, side in sides)


def _one(tokens: list[str]) -> Matches:
    if not tokens:
        raise BadQueryError("the expression ends too early")
    token = tokens.pop(0)
    if token == "(":  # noqa: S105 - a bracket is no secret
        inner = _either(tokens)
        if tokens[:1] != [")"]:
            raise BadQueryError("a bracket isn't closed")
        tokens.pop(0)
        return inner
    field, colon, value = token.partition(":")
    if not colon:
        raise BadQueryError(f"unexpected {token}")
    return _field(field, value.strip('"'))


def _field(field: str, value: str) -> Matches:
    if field == "submittedDate":
        return _submitted(value)
    if field == "cat":
        start = value.removesuffix("*")
        return lambda paper: any(
            category == value or (value.endswith("*") and category.startswith(start)) for category in paper.categories
        )
    if field not in _TEXTS:
        raise BadQueryError(f"unknown field {field}")
    text = _TEXTS[field]
    return lambda paper: value.replace("_", " ").casefold() in text(paper).casefold()


def _submitted(value: str) -> Matches:
    match = _RANGE.fullmatch(value)
    if match is None:
        raise BadQueryError(f"{value} is no range of dates")
    try:
        start, end = (datetime.strptime(text, "%Y%m%d%H%M").replace(tzinfo=UTC) for text in match.groups())
    except ValueError as error:
        raise BadQueryError(f"{value} has no such date") from error
    return lambda paper: start <= noon(paper) <= end


def noon(paper: Paper) -> datetime:
    """When the stand-in says a paper was submitted: papers know the day only."""
    return datetime(paper.published.year, paper.published.month, paper.published.day, 12, tzinfo=UTC)


_TEXTS: dict[str, Callable[[Paper], str]] = {
    "ti": lambda paper: paper.title,
    "abs": lambda paper: paper.abstract,
    "au": lambda paper: " ".join(paper.authors),
    "co": lambda paper: paper.comment,
    "all": lambda paper: " ".join((paper.title, paper.abstract, *paper.authors, paper.comment)),
}
