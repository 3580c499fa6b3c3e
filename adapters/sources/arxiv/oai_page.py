"""One answer of arXiv's OAI-PMH interface in its `arXivRaw` form: papers, what is gone, and where to go on.

The protocol: https://www.openarchives.org/OAI/openarchivesprotocol.html. The parser reads UTF-8 without a document type,
as the protocol has it, so that no answer can bring entities, stylesheets or other files into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from lxml import etree

from adapters.sources.arxiv.entry import SourceEntry, canonical

if TYPE_CHECKING:
    from digest.model import Paper

NO_RECORDS = "noRecordsMatch"
BAD_TOKEN = "badResumptionToken"  # noqa: S105 - an error's code
_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_RAW = "{http://arxiv.org/OAI/arXivRaw/}"
_PREFIX = "oai:arXiv.org:"
_ROOT = re.compile(rb"<(?:\w+:)?OAI-PMH\b")
_BOM = b"\xef\xbb\xbf"
_VERSION = re.compile(r"v(\d{1,4})")
_BETWEEN = re.compile(r"(?:[,;]|\s+and\s+|\s+&\s+)(?!\s*(?:Jr|Sr|I{2,3}|IV)\b)\s*(?:and\s+)?")
_MARKS = re.compile(r"(?:[\d\s,*†‡§]|and)*")
_NUMBERED = re.compile(r"\(\s*\d+\s*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OaiPage:
    """What an answer says.

    Attributes:
        as_of: The day of the answer by the server's clock, in UTC; None where it isn't an answer of the protocol.
        papers: As they are now, each `listed` on the day of its last change.
        deleted: The ids of records that are gone, and since when.
        token: By which the next part of the list is asked for; "" at its end.
        error: The protocol's code of what is wrong with the question; "" where nothing is.
        words: What the server says of it.
        unreadable: Records without an id, a title or a date.
    """

    as_of: date | None = None
    papers: tuple[Paper, ...] = ()
    deleted: tuple[tuple[str, date], ...] = ()
    token: str = ""
    error: str = ""
    words: str = ""
    unreadable: int = 0


def read(answer: bytes) -> OaiPage:
    """What an answer says; never raises, and one that isn't whole and of the protocol says nothing."""
    root = _root(answer)
    if root is None:
        return OaiPage()
    as_of = _moment(_text(root, f"{_OAI}responseDate"))
    error = root.find(f"{_OAI}error")
    if error is not None:
        return OaiPage(as_of=as_of, error=error.get("code") or "unknown", words=" ".join((error.text or "").split()))
    papers, deleted, unreadable = [], [], 0
    for record in root.iterfind(f"{_OAI}ListRecords/{_OAI}record"):
        found = _record(record)
        if found is None:
            unreadable += 1
        elif isinstance(found, tuple):
            deleted.append(found)
        else:
            papers.append(found)
    token = _text(root, f"{_OAI}ListRecords/{_OAI}resumptionToken").strip()
    return OaiPage(as_of=as_of, papers=tuple(papers), deleted=tuple(deleted), token=token, unreadable=unreadable)


def _root(answer: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    begins = _ROOT.search(answer)
    if begins is None or b"<!" in answer[: begins.start()].replace(b"<!--", b""):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(answer.removeprefix(_BOM), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root.tag == f"{_OAI}OAI-PMH" else None


def _record(record: Any) -> Paper | tuple[str, date] | None:  # noqa: ANN401 - lxml has no types
    """A paper, or the id and day of one that is gone; None for what can't be read."""
    header = record.find(f"{_OAI}header")
    named = canonical(_text(header, f"{_OAI}identifier").strip().removeprefix(_PREFIX)) if header is not None else None
    stamp = _day(_text(header, f"{_OAI}datestamp")) if header is not None else None
    if named is None or stamp is None:
        return None
    if header.get("status") == "deleted":
        return named[0], stamp
    raw = record.find(f"{_OAI}metadata/{_RAW}arXivRaw")
    return _paper(named[0], stamp, raw) if raw is not None else None


def _paper(paper_id: str, changed: date, raw: Any) -> Paper | None:  # noqa: ANN401 - lxml has no types
    versions = [
        (int(number[1]), _text(one, f"{_RAW}date"))
        for one in raw.iterfind(f"{_RAW}version")
        if (number := _VERSION.fullmatch(one.get("version") or ""))
    ]
    published = next((day for number, when in sorted(versions) if (day := _mail_day(when))), None)
    title = _text(raw, f"{_RAW}title")
    if published is None or not title.strip():
        return None
    names, places = author_line(_text(raw, f"{_RAW}authors"))
    return SourceEntry(
        id=paper_id,
        version=max(number for number, _ in versions),
        title=title,
        abstract=_text(raw, f"{_RAW}abstract"),
        authors=names,
        affiliations=places,
        categories=tuple(_text(raw, f"{_RAW}categories").split()),
        published=published,
        listed=changed,
        comment=_text(raw, f"{_RAW}comments"),
        journal_ref=_text(raw, f"{_RAW}journal-ref"),
        doi=_text(raw, f"{_RAW}doi"),
    ).paper()


def _text(parent: Any, path: str) -> str:  # noqa: ANN401 - lxml has no types
    found = parent.find(path)
    return "" if found is None else "".join(found.itertext(with_tail=False))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _moment(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text.strip()).astimezone(UTC).date()
    except ValueError:
        return None


def _mail_day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text.strip()).astimezone(UTC).date()
    except (ValueError, OverflowError):
        return None


def author_line(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names, and the places that stand in brackets: `A. Ito (MIT), B. Li (1) ((1) ETH)` has two of each."""
    outside, inside = _unbracketed(" ".join(text.split()))
    names = tuple(name for piece in _BETWEEN.split(outside) if (name := piece.strip(" ,;")))
    places = (piece.strip(" ,;") for group in inside for piece in _NUMBERED.split(group))
    return names, tuple(dict.fromkeys(place for place in places if not _MARKS.fullmatch(place)))


def _unbracketed(text: str) -> tuple[str, list[str]]:
    """What stands outside of all brackets, and what stands in each outermost pair; one left open ends with the text."""
    outside, inside = [], []
    depth = start = 0
    for at, sign in enumerate(text):
        if sign == "(":
            if not depth:
                outside.append(text[start:at])
                start = at + 1
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if not depth:
                inside.append(text[start:at])
                start = at + 1
    (inside if depth else outside).append(text[start:])
    return "".join(outside), inside
