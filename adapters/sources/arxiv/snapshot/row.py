"""One line of the public arXiv snapshot: its shape on the wire, and the entry it holds."""

from __future__ import annotations

import re
from datetime import UTC, date
from email.utils import parsedate_to_datetime
from functools import lru_cache

import msgspec

from adapters.sources.arxiv.entry import SourceEntry, canonical

_STAMP = re.compile(r"\w{3}, (\d{1,2}) (\w{3}) (\d{4}) \d\d:\d\d:\d\d GMT")
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_LISTED_AUTHORS = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


class BadRow(ValueError):  # noqa: N818 - named for what it is
    """Raised for a line that holds no paper; its text says what is wrong with it."""


class _Version(msgspec.Struct):
    version: str | None = None
    created: str | None = None


class _Row(msgspec.Struct):
    id: str
    title: str
    abstract: str | None = None
    authors: str | None = None
    authors_parsed: list[list[str | None]] | None = None
    categories: str | None = None
    comments: str | None = None
    journal_ref: str | None = msgspec.field(default=None, name="journal-ref")
    doi: str | None = None
    versions: list[_Version] | None = None
    update_date: str | None = None


_decode = msgspec.json.Decoder(_Row).decode


def entry(line: bytes) -> SourceEntry:
    """The entry that a line holds; raises `BadRow`."""
    row = _row(line)
    named = canonical(row.id)
    if named is None:
        raise BadRow(f"“{row.id[:40]}” is no arXiv id")
    if not row.title.strip():
        raise BadRow("no title")
    published, listed = _days(row)
    versions = row.versions or ()
    return SourceEntry(
        id=named[0],
        version=max([named[1], 1, *(_number(version) for version in versions)]),
        title=row.title,
        abstract=row.abstract or "",
        authors=_authors(row),
        affiliations=[place for author in row.authors_parsed or () for place in author[3:] if place],
        categories=(row.categories or "").split(),
        published=published,
        listed=listed,
        comment=row.comments or "",
        journal_ref=row.journal_ref or "",
        doi=row.doi or "",
    )


def _row(line: bytes) -> _Row:
    try:
        return _decode(line)
    except msgspec.ValidationError as error:
        raise BadRow(f"not the snapshot's form: {error}") from error
    except UnicodeDecodeError as error:
        raise BadRow("not UTF-8") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadRow("not JSON") from error


def _days(row: _Row) -> tuple[date, date]:
    """The day of the first version and the day of listing, either standing in for the other."""
    created = row.versions[0].created if row.versions else None
    published = _day_of_stamp(created) if created else None
    listed = _day(row.update_date) if row.update_date else None
    days = (published or listed, listed or published)
    if days[0] is None or days[1] is None:
        raise BadRow("no date")
    return days[0], days[1]


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _day_of_stamp(text: str) -> date | None:
    match = _STAMP.fullmatch(text)
    if match and match[2] in _MONTHS:
        return _day(f"{match[3]}-{_MONTHS[match[2]]:02}-{int(match[1]):02}")
    try:
        return parsedate_to_datetime(text).astimezone(UTC).date()
    except (ValueError, OverflowError):
        return _day(text[:10])


def _number(version: _Version) -> int:
    digits = (version.version or "").lstrip("v")
    return int(digits) if digits.isdecimal() and len(digits) <= 4 else 1  # noqa: PLR2004 - nobody revises oftener


def _authors(row: _Row) -> list[str]:
    if row.authors_parsed:
        return [
            f"{first or ''} {last or ''} {suffix or ''}".strip()
            for last, first, suffix in ((*author[:3], "", "", "")[:3] for author in row.authors_parsed)
        ]
    return [name for name in _LISTED_AUTHORS.split(row.authors or "") if name]
