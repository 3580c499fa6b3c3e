"""arXiv's OAI-PMH repository, for the stand-in: `ListRecords` of `arXivRaw`, as strict as the protocol."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.servers.arxiv_query import noon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.model import Paper

_LISTS = {"verb", "metadataPrefix", "from", "until", "set"}


@dataclass
class OaiRepository:
    """What has changed when.

    Attributes:
        today: The day of every answer.
        changed: When a paper's record changed last, by its id; the day of its listing where it isn't here.
        deleted: The ids of records that are gone, and since when.
        page_size: How many records an answer has.
        expiring: How many of the next tokens that are used are refused, as if they had expired.
        tail: What is put behind the last record, as it is.
    """

    papers: Sequence[Paper]
    today: date = date(2026, 5, 18)
    changed: dict[str, date] = field(default_factory=dict)
    deleted: dict[str, date] = field(default_factory=dict)
    page_size: int = 1000
    expiring: int = 0
    tail: str = ""

    def answer(self, params: Mapping[str, str]) -> bytes:
        """The answer to a request, an error of the protocol among them."""
        if params.get("verb") != "ListRecords":
            return self._error("badVerb", "only ListRecords is served here")
        if "resumptionToken" in params:
            return self._continued(params)
        if params.get("metadataPrefix") != "arXivRaw":
            return self._error("cannotDisseminateFormat", "only arXivRaw is served here")
        try:
            since = date.fromisoformat(params.get("from", "1991-08-14"))
        except ValueError:
            return self._error("badArgument", "from is no date")
        if params.keys() - _LISTS or since > self.today:
            return self._error("badArgument", "an argument that is none, or a day to come")
        return self._part(since, 0)

    def _continued(self, params: Mapping[str, str]) -> bytes:
        since, _, start = params["resumptionToken"].partition("|")
        if params.keys() != {"verb", "resumptionToken"}:
            return self._error("badArgument", "resumptionToken stands alone")
        if self.expiring or not start.isdecimal():
            self.expiring = max(0, self.expiring - 1)
            return self._error("badResumptionToken", "the token has expired")
        return self._part(date.fromisoformat(since), int(start))

    def _part(self, since: date, start: int) -> bytes:
        records = self._records(since)
        if not records:
            return self._error("noRecordsMatch", "nothing changed")
        end = start + self.page_size
        more = f"{since}|{end}" if end < len(records) else ""
        token = f'<resumptionToken cursor="{start}" completeListSize="{len(records)}">{more}</resumptionToken>'
        return self._whole(f"<ListRecords>{''.join(records[start:end])}{self.tail}{token}</ListRecords>")

    def _records(self, since: date) -> list[str]:
        stamped = [(self.changed.get(paper.id, paper.listed), _record, paper) for paper in self.papers]
        found = [(day, paper.id, make(paper, day)) for day, make, paper in stamped]
        found += [(day, one, _header(one, day, ' status="deleted"')) for one, day in self.deleted.items()]
        return [text for day, _, text in sorted(found) if day >= since]

    def _error(self, code: str, words: str) -> bytes:
        return self._whole(f'<error code="{code}">{words}</error>')

    def _whole(self, inside: str) -> bytes:
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="/static/oai.xsl"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<responseDate>{self.today}T03:30:00Z</responseDate>
<request verb="ListRecords">http://oaipmh.arxiv.org/oai</request>
{inside}
</OAI-PMH>
""".encode()


def _header(paper_id: str, day: date, status: str = "", inside: str = "") -> str:
    header = f"<header{status}><identifier>oai:arXiv.org:{paper_id}</identifier><datestamp>{day}</datestamp></header>"
    return f"<record>{header}{inside}</record>"


def _record(paper: Paper, day: date) -> str:
    numbers = range(1, paper.version + 1)
    moments = [noon(paper)] + [noon(paper).replace(year=day.year, month=day.month, day=day.day) for _ in numbers[1:]]
    versions = "".join(
        f'<version version="v{number}"><date>{moment:%a, %d %b %Y %H:%M:%S GMT}</date><size>9kb</size></version>'
        for number, moment in zip(numbers, moments, strict=True)
    )
    places = f" ({'; '.join(paper.affiliations)})" if paper.affiliations else ""
    fields = {
        "id": paper.id,
        "submitter": "Ada Lovelace",
        "title": paper.tex_title or paper.title,
        "authors": ", ".join(paper.authors) + places,
        "categories": " ".join(paper.categories),
        "comments": paper.comment,
        "journal-ref": paper.journal_ref,
        "doi": paper.doi,
        "license": "http://creativecommons.org/licenses/by/4.0/",
        "abstract": f"  {paper.abstract}\n",
    }
    texts = [f"<{name}>{escape(text)}</{name}>" for name, text in fields.items() if text]
    inside = "".join((*texts[:2], versions, *texts[2:]))
    raw = f'<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">{inside}</arXivRaw>'
    return _header(paper.id, day, inside=f"<metadata>{raw}</metadata>")
