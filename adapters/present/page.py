"""A roundup as its web page shows it: text in runs, references as anchors on the page, papers in the order asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from adapters.present import picture
from adapters.present.citations import Citations, by_area
from adapters.present.language_tags import language_tag
from adapters.present.paper_entry import PaperEntry, paper_entry
from adapters.present.parts import MOST_LEAD, author, count_labels, fates, nothing_found, of_kind, ranking
from adapters.present.printable import printable, printable_spans, safe_link
from adapters.present.resource_tables import resource_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from adapters.chat import Text
    from adapters.present.picture import Picture
    from adapters.present.resource_tables import ResourceTable
    from digest.roundup import Listed, Roundup, Section, Statement

Order = Literal["number", "relevance", "date", "theme", "code"]
ORDERS: tuple[Order, ...] = ("number", "relevance", "date", "theme", "code")
_OWN_ANCHOR = re.compile(r"#paper-[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of visible text, with the tag that marks it and where it leads; "" for none."""

    text: str
    tag: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStatement:
    """One statement, with the anchor that leads to it."""

    anchor: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSection:
    """A theme, or what stands in none.

    Attributes:
        count: Its papers.
        further: Papers that no statement mentions, in groups with a word before each.
    """

    anchor: str
    title: str
    count: int
    statements: tuple[PageStatement, ...]
    further: tuple[tuple[str, tuple[PaperEntry, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """All that the page shows, in its own words.

    Attributes:
        language: The tag of what it is written in; "" where that isn't known. Titles and abstracts are in English.
        groups: The papers in their order, under a title where the order makes groups, else under "".
        made: Who wrote it and how it was checked, in sentences.
        description: The first statements as plain text, for previews.
    """

    language: str
    topic: str
    window: str
    title: str
    coverage: str
    description: str
    lead: tuple[PageStatement, ...]
    empty: str
    themes: tuple[PageSection, ...]
    hood: tuple[PageStatement, ...]
    tables: tuple[ResourceTable, ...]
    outlook: tuple[PageStatement, ...]
    groups: tuple[tuple[str, tuple[PaperEntry, ...]], ...]
    near: tuple[PaperEntry, ...]
    picture: Picture | None
    trend: str
    made: tuple[str, ...]
    missing: str


def leads_to(listed: Listed) -> str:
    """The anchor of a paper's card on its own page."""
    return f"#paper-{listed.number}"


def view(roundup: Roundup, order: Order = "number") -> PageView:
    """The page of a roundup, its papers in some order."""
    citing = Citations(roundup, leads_to)
    lead = [s for section in of_kind(roundup, "lead") for s in section.statements][:MOST_LEAD]
    hood, outlook = of_kind(roundup, "resources"), of_kind(roundup, "outlook")
    themes = (*of_kind(roundup, "theme"), *of_kind(roundup, "also"))
    sections = (_section(f"theme-{at}", section, citing) for at, section in enumerate(themes, 1))
    return PageView(
        language=language_tag(roundup.written_by.language),
        topic=printable(roundup.topic.name),
        window=roundup.window.label,
        title=printable(roundup.headline),
        coverage=" · ".join(count_labels(roundup.counts)),
        description=printable(" ".join(statement.text for statement in lead))[:300],
        lead=_statements("lead", lead, citing),
        empty="" if lead else printable(nothing_found(roundup)),
        themes=tuple(one for one in sections if one.statements or one.further),
        hood=_statements("hood", [s for section in hood for s in section.statements], citing),
        tables=resource_tables([r for section in hood for r in section.resources], citing),
        outlook=_statements("outlook", [s for section in outlook for s in section.statements], citing),
        groups=_groups(roundup, order),
        near=tuple(paper_entry(one) for one in roundup.near),
        picture=picture.of(roundup),
        trend=printable(roundup.trend.sentence) if roundup.trend else "",
        made=tuple(_provenance(roundup)),
        missing=printable(roundup.missing),
    )


def runs(text: Text) -> tuple[Run, ...]:
    """Text with structure as runs; a link that is neither a plain web address nor a paper on the page leads nowhere."""
    tags = {"strong": "strong", "emphasis": "em", "code": "code"}
    shown = printable_spans([span.text for span in text])
    made = []
    for span, words in zip(text, shown, strict=True):
        link = span.link or ""
        href = link if _OWN_ANCHOR.fullmatch(link) else safe_link(link) or ""
        made.append(Run(text=words, tag=tags.get(span.style, ""), href=href))
    return tuple(made)


def _statements(anchor: str, statements: Iterable[Statement], citing: Citations) -> tuple[PageStatement, ...]:
    return tuple(
        PageStatement(anchor=f"{anchor}-{at}", runs=runs(citing.statement(statement)))
        for at, statement in enumerate(statements, 1)
    )


def _section(anchor: str, section: Section, citing: Citations) -> PageSection:
    rest = citing.further(section)
    groups = by_area(rest) if section.kind == "also" else (("Also here", rest),) if rest else ()
    return PageSection(
        anchor=anchor,
        title=printable(section.title) or "Also this week",
        count=len(section.papers),
        statements=_statements(anchor, section.statements, citing),
        further=tuple((name, tuple(paper_entry(one.pick.paper, one) for one in some)) for name, some in groups),
    )


def _groups(roundup: Roundup, order: Order) -> tuple[tuple[str, tuple[PaperEntry, ...]], ...]:
    quoted = _quoted(roundup)
    entries = {
        one.pick.paper.id: paper_entry(one.pick.paper, one, quoted.get(one.pick.paper.id, ())) for one in roundup.papers
    }
    if order == "theme":
        return _by_theme(roundup, entries)
    keys: Mapping[Order, Callable[[Listed], float]] = {
        "number": lambda one: one.number,
        "relevance": lambda one: one.pick.rank,
        "date": lambda one: -one.pick.paper.published.toordinal(),
        "code": lambda one: not one.facts.code,
    }
    ordered = sorted(sorted(roundup.papers, key=keys["relevance"]), key=keys[order])
    return (("", tuple(entries[one.pick.paper.id] for one in ordered)),) if ordered else ()


def _by_theme(roundup: Roundup, entries: dict[str, PaperEntry]) -> tuple[tuple[str, tuple[PaperEntry, ...]], ...]:
    """Each paper under the first theme that has it."""
    left, groups = dict(entries), []
    for section in (*of_kind(roundup, "theme"), *of_kind(roundup, "also")):
        mine = tuple(left.pop(paper) for paper in section.papers if paper in left)
        groups += [(printable(section.title) or "Also this week", mine)] if mine else []
    return (*groups, *((("In no theme", tuple(left.values())),) if left else ()))


def _quoted(roundup: Roundup) -> dict[str, tuple[str, ...]]:
    """The passages of each paper that statements rest on, each once."""
    found: dict[str, dict[str, None]] = {}
    for section in roundup.sections:
        for statement in section.statements:
            for passage in statement.evidence:
                found.setdefault(passage.paper, {})[printable(passage.quote)] = None
    return {paper: tuple(quotes) for paper, quotes in found.items()}


def _provenance(roundup: Roundup) -> Iterable[str]:
    """Who wrote it, what was checked and what became of it, and which models had a say in what is on topic."""
    by, check, made = roundup.written_by, roundup.check, roundup.generated_at
    words = author(by)
    yield printable(f"{words[:1].upper()}{words[1:]}, {made.day} {made:%B %Y}.")
    became = " and ".join(fates(check)) or "none had to be replaced"
    yield (
        f"{_count_of(check.statements, 'statement')} checked against the abstracts that they cite: names, numbers, links "
        f"and the passages that they rest on; {became}."
    )
    if check.verifier:
        yield printable(f"Each was also held against its evidence by {check.verifier}.")
    if ranked := ranking(roundup.ranked_by):
        joined = "; ".join(ranked)
        yield printable(f"{joined[:1].upper()}{joined[1:]}.")


def _count_of(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
