"""A small roundup and a card, built by hand, for tests of what people see."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from adapters.present import picture
from adapters.present.picture import Illustration
from digest.model import Facts, Paper, Pick, Resource, Topic, Window
from digest.query import parse
from digest.roundup import (
    Card,
    CheckReport,
    Counts,
    Listed,
    Roundup,
    Section,
    Statement,
    Trend,
    WrittenBy,
)
from tests.at_arxiv import at_arxiv

if TYPE_CHECKING:
    from adapters.chat import Part

PICTURE = "https://papers.example.org/r/0/picture.png"
EXTRACT = WrittenBy(kind="extract")
TITLES = (
    "TinyTune: Adapters in One Layer",
    "Where Should an Adapter Live?",
    "Private Tuning with Sign Votes",
    "A Benchmark of Forgetting",
    "Notes on Learning Rates",
)
NAMES = (("TinyTune",), (), ("SignVote",), ("ForgetBench",), ())


def paper(number: int = 1, title: str = "", **changes: object) -> Paper:
    """An invented paper with the id `2605.0000<number>`."""
    made = Paper(
        id=f"2605.{number:05}",
        title=title or TITLES[number - 1],
        abstract="We tune one layer. It suffices.",
        authors=("Ada Lovelace", "Grace Hopper", "Mary Cartwright"),
        categories=("cs.CL", "cs.LG"),
        area="Language",
        published=date(2026, 5, 12),
        listed=date(2026, 5, 13),
        **at_arxiv(f"2605.{number:05}"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


CODE = Resource(kind="code", name="ada/tinytune", url="https://github.com/ada/tinytune", cites=(paper(1).id,))
RESOURCES = (
    Resource(kind="model", name="Llama 3", url=None, cites=(paper(1).id, paper(3).id)),
    Resource(kind="model", name="Qwen2.5", url=None, cites=(paper(1).id,)),
    Resource(kind="dataset", name="ForgetSet", url="https://huggingface.co/datasets/x/forget", cites=(paper(4).id,)),
    CODE,
)


def says(text: str, *numbers: int) -> Statement:
    """A statement that cites papers by number."""
    return Statement(text=text, cites=tuple(paper(number).id for number in numbers))


def listed(number: int) -> Listed:
    """A paper as the roundup lists it."""
    one = paper(number)
    facts = Facts(names=NAMES[number - 1], resources=(CODE,) if number == 1 else (), venue=None)
    return Listed(number=number, pick=Pick(paper=one, rank=number, score=1 / number, why=()), facts=facts)


SECTIONS = (
    Section(
        kind="lead",
        title="",
        statements=(says("TinyTune tunes one layer.", 1), says("SignVote keeps 99.1% of the utility.", 3)),
    ),
    Section(
        kind="theme",
        title="Adapter placement",
        papers=(paper(1).id, paper(2).id, paper(5).id),
        statements=(
            says("TinyTune puts one adapter into one layer and keeps 98% of the accuracy.", 1),
            says("Placement matters more than rank.", 2, 1),
        ),
    ),
    Section(
        kind="theme",
        title="Privacy",
        papers=(paper(3).id,),
        statements=(says(("SignVote votes on signs. " * 26).strip(), 3),),
    ),
    Section(kind="resources", title="Under the hood", resources=RESOURCES),
    Section(kind="outlook", title="Where this is going", statements=(says("ForgetBench asks what is lost.", 4),)),
)


def roundup(**changes: object) -> Roundup:
    """Five papers, two themes, everything that a roundup can have."""
    made = Roundup(
        topic=Topic(name="fine-tuning", query=parse("fine-tuning")),
        window=Window(start=date(2026, 5, 11), end=date(2026, 5, 15)),
        counts=Counts(found=5251, matched=433, selected=5, cited=4),
        headline="Fine-tuning: one layer may be enough",
        sections=SECTIONS,
        papers=tuple(listed(number) for number in range(1, 6)),
        written_by=EXTRACT,
        check=CheckReport(statements=7, refused=0, repaired=0),
        generated_at=datetime(2026, 5, 15, 9, tzinfo=UTC),
        trend=Trend(counts=(310, 380, 433), rising=("adapter",), sentence="The topic grows for the third week."),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def illustrated(opening: Part) -> Part:
    """An opening post with the roundup's picture, which stands at a public address as well."""
    drawn = picture.of(roundup())
    assert drawn is not None
    return replace(opening, illustration=Illustration(picture=drawn, address=PICTURE))


def nothing() -> Roundup:
    """A week in which no paper was on topic."""
    counts = Counts(found=5251, matched=0, selected=0, cited=0)
    return roundup(headline="Nothing on fine-tuning", counts=counts, sections=(), papers=(), trend=None)


def card(**changes: object) -> Card:
    """A card with everything on it."""
    made = Card(
        paper=paper(1, affiliations=("University of Testing",), version=2),
        facts=Facts(names=("TinyTune",), resources=RESOURCES, venue="ICML 2026"),
        gist="TinyTune tunes a single layer.",
        new=("TinyTune places one adapter.", "It needs no search."),
        results=("It keeps 98% of the accuracy.",),
        related=(paper(2), paper(4)),
        written_by=EXTRACT,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def many(count: int) -> tuple[Listed, ...]:
    """So many papers with long titles, as a roundup lists them."""
    return tuple(
        replace(listed(1), number=n, pick=replace(listed(1).pick, paper=paper(n, f"Title {n} " * 9), rank=n))
        for n in range(1, count + 1)
    )
