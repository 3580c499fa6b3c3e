"""What papers of a theme have in common is told in one sentence, where it is certain."""

from __future__ import annotations

from dataclasses import replace

from digest.check.checking import checked_roundup
from digest.extract.comparing import shared_results
from digest.extract.connections import connection
from digest.extract.telling import Telling
from digest.facts import facts
from digest.model import Brief, Pick
from digest.roundup import Draft, Section, WrittenBy
from tests.digest.samples import BRIEF, MARLIN, NOW, SHORTLIST

PEOPLE = ("Gray", "Tyne", "Ames", "Shaw", "Reed")
TITLES = ("Gulls", "Terns", "Auks", "Skuas", "Rails")


def theme(*abstracts: str, titles: tuple[str, ...] = TITLES) -> Brief:
    """A brief of papers with these abstracts."""
    papers = [
        replace(MARLIN, id=f"2605.7{n:04}", title=title, abstract=abstract, comment="", authors=(f"Ada {PEOPLE[n]}",))
        for n, (title, abstract) in enumerate(zip(titles, abstracts, strict=True))
    ]
    picks = tuple(Pick(paper=paper, rank=n, score=1 / n, why=()) for n, paper in enumerate(papers, 1))
    return replace(
        BRIEF, shortlist=replace(SHORTLIST, picks=picks), facts={p.id: facts(p) for p in papers}, themes=()
    )  # fmt: skip


def tellings(brief: Brief) -> list[Telling]:
    """Its papers, ready to be told."""
    return [Telling(pick.paper, brief.facts[pick.paper.id]) for pick in brief.shortlist.picks]


REPORTS = theme(
    "We propose GullNet, a policy. GullNet achieves 95.7% success on LIBERO.",
    "We propose TernNet, a policy. On LIBERO, TernNet reaches a success rate of 98.3%, 2.5% above OpenVLA.",
    "We propose AukNet, a policy. AukNet improves by 12% on LIBERO.",
    "We propose SkuaNet, a policy. SkuaNet achieves 40.0% accuracy on LIBERO.",
    "We study rails. Rails are long.",
)


def test_results_in_the_same_measure_stand_side_by_side() -> None:
    """The best first; neither a gain nor another measure is among them."""
    found = list(shared_results(tellings(REPORTS), REPORTS.facts))

    assert [one.text for one in found] == [
        "On LIBERO: TernNet reports a success rate of 98.3%; GullNet reports a success rate of 95.7%."
    ]


def test_what_joins_papers_holds_against_them() -> None:
    """The check finds each value in the words that are quoted of its paper."""
    joined = next(shared_results(tellings(REPORTS), REPORTS.facts))
    draft = Draft(
        headline="Birds",
        sections=(Section(kind="theme", title="Birds", papers=joined.papers, statements=(joined.statement,)),),
        written_by=WrittenBy(kind="extract"),
    )

    assert checked_roundup(REPORTS, draft, now=NOW).check.refused == 0


def test_new_benchmarks_are_told_with_what_they_are() -> None:
    """From three on; a bare name would tell nothing."""
    brief = theme(
        *(f"We introduce {title}Bench, a benchmark of {title.lower()} in flight over the sea." for title in TITLES[:3]),
        "Sea.",
        "Air.",
    )

    joined = connection(tellings(brief), brief.facts)

    assert joined
    assert joined.text == (
        "New benchmarks here include GullsBench, a benchmark of gulls in flight over the sea; TernsBench, a benchmark of terns"
        " in flight over the sea; and AuksBench, a benchmark of auks in flight over the sea."
    )


def test_papers_without_anything_in_common_are_not_joined() -> None:
    """No keyword makes a connection, and four papers are too few for one."""
    brief = theme(*["We sail."] * 5)

    assert connection(tellings(brief), brief.facts) is None
    assert connection(tellings(REPORTS)[:4], REPORTS.facts) is None
