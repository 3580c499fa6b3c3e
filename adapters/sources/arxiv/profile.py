"""arXiv's conventions: how its ids, links and categories are written and called, and where its papers' pages are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typing_extensions import override

from digest.model import PaperLink
from digest.source_profiles import Mention, SourceProfile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "arXiv"
CATEGORIES = ("cs.*", "stat.ML", "eess.*", "quant-ph")
_FIRST_WITH_HTML = "2312"  # arXiv renders HTML for papers submitted from December 2023 on
_NEW = r"(?P<new>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})"
_OLD = r"(?P<old>[a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})"
_HOSTS = (
    r"(?:(?:www\.|export\.|browse\.|[a-z]{2}\.)?arxiv\.org/(?:abs|pdf|html|format|src|e-print|ps|bibtex|list)"
    r"|(?:www\.)?alphaxiv\.org/(?:[a-z]{2}/)?(?:abs|pdf|overview|html|audio|resources)"
    r"|(?:www\.)?(?:huggingface\.co|hf\.co)/papers"
    r"|ar5iv\.(?:labs\.arxiv\.)?org/(?:abs|html)|(?:dx\.)?doi\.org/10\.48550|(?:www\.)?scholar\.archive\.org/arxiv)/"
)
_REFERENCE = re.compile(
    rf"[<(\[\"']*(?:(?:https?://)?{_HOSTS})?(?:arxiv[:.\s]\s*)?(?:{_NEW}|{_OLD})(?:v\d+)?"
    r"(?:\.pdf|\.html?)?(?:\s*\[[a-z.-]+\])?/?(?:[?#]\S*)?[>)\]\"'.,;!]*",
    re.IGNORECASE,
)
_MENTION = re.compile(
    r"(?<![\w.])(?:arxiv:)?(?:(?P<new>\d{4}\.\d{4,5})|(?P<old>[a-z-]+(?:\.[a-z]{2})?/\d{7}))(?:v\d+)?(?!\w|\.\d)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html|format|e-print)/|\barXiv:\s?)"
    r"(?:(?P<old>[a-z-]+(?:\.[A-Z]{2})?/\d{7})|(?P<new>\d{4}\.\d{4,5}))",
    re.IGNORECASE,
)
_LONGEST = 300
_CATEGORY = re.compile(
    r"(?P<archive>[a-z]+(?:-[a-z]+)?)(?:\.(?P<subject>\*|[a-z]+(?:-[a-z]+)?))?", re.ASCII | re.IGNORECASE
)
_ARCHIVES = frozenset(
    "astro-ph cond-mat cs econ eess gr-qc hep-ex hep-lat hep-ph hep-th math math-ph nlin nucl-ex nucl-th physics"
    " q-bio q-fin quant-ph stat".split()
)

_AREAS = {
    "cs.CL": "Language", "cs.CV": "Vision", "cs.LG": "Learning", "stat.ML": "Learning", "cs.NE": "Learning", "cs.AI": "AI",
    "cs.RO": "Robotics", "cs.CR": "Security", "cs.SE": "Software", "cs.PL": "Software", "cs.HC": "People and interfaces",
    "cs.CY": "Society", "cs.SI": "Society", "cs.IR": "Retrieval", "cs.DB": "Data systems", "cs.SD": "Speech and audio",
    "eess.AS": "Speech and audio", "eess.IV": "Imaging", "eess.SP": "Signals", "eess.SY": "Control", "cs.SY": "Control",
    "cs.DC": "Systems", "cs.AR": "Hardware", "cs.NI": "Networks", "cs.PF": "Systems", "cs.OS": "Systems", "cs.ET": "Hardware",
    "cs.DS": "Algorithms", "cs.CC": "Algorithms", "cs.LO": "Logic", "cs.FL": "Logic", "cs.IT": "Information theory",
    "math.IT": "Information theory", "cs.GT": "Games", "cs.MA": "Agents", "cs.GR": "Graphics", "cs.MM": "Multimedia",
    "cs.CE": "Science and engineering", "cs.NA": "Numerics", "math.NA": "Numerics", "cs.DL": "Libraries", "quant-ph": "Quantum",
}  # fmt: skip
_ARCHIVE_AREAS = {
    "cs": "Computing", "math": "Mathematics", "stat": "Statistics", "eess": "Signals", "physics": "Physics", "q-bio": "Biology",
    "q-fin": "Finance", "econ": "Economics", "astro-ph": "Astronomy", "cond-mat": "Materials", "hep-ph": "Particle physics",
    "hep-th": "Particle physics", "hep-ex": "Particle physics", "hep-lat": "Particle physics", "gr-qc": "Gravitation",
    "nucl-th": "Nuclear physics", "nucl-ex": "Nuclear physics", "nlin": "Physics", "math-ph": "Mathematics",
}  # fmt: skip


class ArxivProfile(SourceProfile):
    """arXiv as the engine knows it."""

    @property
    @override
    def name(self) -> str:
        return NAME

    @property
    @override
    def categories(self) -> tuple[str, ...]:
        return CATEGORIES

    @override
    def paper_id(self, reference: str) -> str | None:
        reference = reference.strip()
        match = _REFERENCE.fullmatch(reference) if len(reference) <= _LONGEST else None
        return _id(match) if match else None

    @override
    def page_of(self, address: str) -> str | None:
        found = self.paper_id(address)
        return found if found and address == page(found) else None

    @override
    def mentions(self, text: str) -> Iterator[Mention]:
        return _mentions(_MENTION, text)

    @override
    def links(self, text: str) -> Iterator[Mention]:
        return _mentions(_LINK, text)

    @override
    def category(self, said: str) -> str | None:
        match = _CATEGORY.fullmatch(said.strip())
        if match is None or match["archive"].lower() not in _ARCHIVES:
            return None
        archive, subject = match["archive"].lower(), match["subject"]
        if subject is None:
            return archive
        # arXiv writes two-letter subjects in capitals (cs.CL), longer ones small (physics.optics).
        return f"{archive}.{subject.upper() if len(subject) <= 2 else subject.lower()}"  # noqa: PLR2004

    @override
    def area(self, categories: Sequence[str]) -> str:
        first = categories[0] if categories else ""
        return _AREAS.get(first) or _ARCHIVE_AREAS.get(first.partition(".")[0], "")


def page(paper_id: str) -> str:
    """The abstract page, which arXiv's terms ask to link to."""
    return f"https://arxiv.org/abs/{paper_id}"


def pdf(paper_id: str) -> str:
    """The newest version as a PDF."""
    return f"https://arxiv.org/pdf/{paper_id}"


def links(paper_id: str) -> tuple[PaperLink, ...]:
    """Where else a paper can be read."""
    if "/" in paper_id or paper_id < _FIRST_WITH_HTML:
        return ()
    return (PaperLink(label="HTML", url=f"https://arxiv.org/html/{paper_id}"),)


def _mentions(pattern: re.Pattern[str], text: str) -> Iterator[Mention]:
    for match in pattern.finditer(text):
        if found := _id(match):
            yield Mention(id=found, start=match.start(), end=match.end())


def _id(match: re.Match[str]) -> str | None:
    if match["new"]:
        return match["new"] if match["new"].isascii() else None
    archive, _, number = match["old"].lower().partition("/")
    return f"{archive.partition('.')[0]}/{number}" if number.isascii() else None
