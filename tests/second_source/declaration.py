"""Birdxiv as the registry lists it: its conventions, two papers, and how they are asked for."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.sources.ports import ConnectedSource, PaperSource, Progress, SourceDeclaration
from digest.model import Paper, PaperLink
from digest.source_profiles import Mention, SourceProfile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Window

_ID = r"birdxiv:\d{4}\.\d{3}"
_PAGE = "https://birdxiv.example/papers/"


class BirdxivProfile(SourceProfile):
    """Ids such as `birdxiv:2026.001`, categories such as `birds.song`."""

    @property
    @override
    def name(self) -> str:
        return "Birdxiv"

    @property
    @override
    def categories(self) -> tuple[str, ...]:
        return ("birds.*",)

    @override
    def paper_id(self, reference: str) -> str | None:
        found = re.fullmatch(rf"(?:{re.escape(_PAGE)})?({_ID})(?:/v\d+)?", reference.strip())
        return found[1] if found else None

    @override
    def page_of(self, address: str) -> str | None:
        found = re.fullmatch(rf"{re.escape(_PAGE)}({_ID})", address)
        return found[1] if found else None

    @override
    def mentions(self, text: str) -> Iterator[Mention]:
        for found in re.finditer(_ID, text):
            yield Mention(id=found[0], start=found.start(), end=found.end())

    @override
    def links(self, text: str) -> Iterator[Mention]:
        return self.mentions(text)

    @override
    def category(self, said: str) -> str | None:
        return said.lower() if re.fullmatch(r"birds(?:\.(?:\*|[a-z]+))?", said.lower()) else None

    @override
    def area(self, categories: Sequence[str]) -> str:
        return "Bird song"


def bird_paper(number: int, title: str, abstract: str) -> Paper:
    """A paper of Birdxiv."""
    paper_id = f"birdxiv:2026.{number:03}"
    return Paper(
        id=paper_id,
        title=title,
        abstract=abstract,
        authors=("Ada Lovelace", "John James"),
        categories=("birds.song",),
        published=date(2026, 5, 14),
        listed=date(2026, 5, 14),
        source="Birdxiv",
        url=f"{_PAGE}{paper_id}",
        pdf=f"https://birdxiv.example/pdf/{paper_id}",
        links=(PaperLink(label="Recording", url=f"https://birdxiv.example/sound/{paper_id}"),),
    )


PAPERS = (
    bird_paper(
        1,
        "WarblerNet: Learning Bird Song from Recordings",
        "Bird song is hard to label. We introduce WarblerNet, which learns bird song from 12 hours of recordings. "
        "It improves recall by 14% over the best baseline.",
    ),
    bird_paper(
        2,
        "A Survey of Bird Song at Dawn",
        "We survey bird song at dawn in four forests. Bird song begins 40 minutes before sunrise.",
    ),
)


class Birdxiv(PaperSource):
    """Two papers."""

    @override
    async def during(self, window: Window, categories: Sequence[str], progress: Progress) -> tuple[Paper, ...]:
        return tuple(paper for paper in PAPERS if paper.published in window)

    @override
    async def get(self, ids: Sequence[str]) -> tuple[Paper, ...]:
        return tuple(paper for one in ids for paper in PAPERS if paper.id == one)


DECLARATION = SourceDeclaration(
    profile=BirdxivProfile(),
    settings=(),
    example=PAPERS[0].id,
    address=lambda _: "https://birdxiv.example",
    connect=lambda _settings, _rate_limit, _cache, _seconds: ConnectedSource(papers=Birdxiv()),
)
