"""Statements and resources as text with structure: names stand out, references lead to the papers."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from adapters.chat import Bullets, Heading, Paragraph, Part, Rows, Small, Span, plain, strong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from adapters.chat import Block, Text
    from digest.model import Paper, Resource
    from digest.roundup import Listed, Roundup, Section, Statement

KINDS = {
    "model": "Models",
    "dataset": "Datasets",
    "benchmark": "Benchmarks",
    "tool": "Tools",
    "code": "Code",
    "page": "Project pages",
}
LINKED = ("code", "page")
"""What has a link has a bullet of its own."""
_MOST_USED = 8


class Citations:
    """Writes the references of one roundup; each leads to its paper's page unless told where else."""

    def __init__(self, roundup: Roundup, leads_to: Callable[[Listed], str] | None = None) -> None:
        self._listed = {listed.pick.paper.id: listed for listed in roundup.papers}
        self._told = {cited for section in roundup.sections for said in section.statements for cited in said.cites}
        self._leads_to = leads_to or _page

    def listed(self, ids: Iterable[str]) -> tuple[Listed, ...]:
        """Those of `ids` that the roundup lists, by their numbers."""
        known = {i: self._listed[i] for i in ids if i in self._listed}
        return tuple(sorted(known.values(), key=lambda listed: listed.number))

    def further(self, section: Section) -> tuple[Listed, ...]:
        """The papers of a section of which no statement tells anything, here or elsewhere, by their numbers."""
        return self.listed(paper for paper in section.papers if paper not in self._told)

    def statement(self, statement: Statement) -> Text:
        """A statement with its method names and references."""
        names = {name for listed in self.listed(statement.cites) for name in listed.facts.names}
        told: list[Span] = []
        start = 0
        for at, marks in groupby(sorted(statement.marks, key=lambda mark: mark.at), key=lambda mark: mark.at):
            told += [
                *with_strong_names(statement.text[start:at], names),
                *self.references(mark.paper for mark in marks),
            ]
            start = at
        marked = {mark.paper for mark in statement.marks}
        rest = [cite for cite in statement.cites if cite not in marked]
        return (*told, *with_strong_names(statement.text[start:], names), *self.references(rest))

    def references(self, ids: Iterable[str]) -> Text:
        """` [1] [4]`, each leading to its paper, with a space before each."""
        return tuple(
            span
            for listed in self.listed(ids)
            for span in (Span(text=" "), Span(text=f"[{listed.number}]", link=self._leads_to(listed)))
        )


def _page(listed: Listed) -> str:
    return listed.pick.paper.url


def reference(listed: Listed) -> Span:
    """`[3]`, leading to the paper."""
    return Span(text=f"[{listed.number}]", link=_page(listed))


def with_strong_names(text: str, names: Iterable[str]) -> Text:
    """Plain text in which whole occurrences of these names stand out, but those in quotation marks."""
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    if not longest_first:
        return (Span(text=text),)
    pattern = rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?!\w)(?![^“”]*”)"
    pieces = re.split(pattern, text)
    return tuple(strong(piece) if at % 2 else Span(text=piece) for at, piece in enumerate(pieces) if piece)


def entry(paper: Paper, venue: str | None = None) -> Text:
    """A paper in a list: its title, leading to it, then byline, venue and id."""
    behind = ", ".join(filter(None, (paper.byline, venue, paper.id)))
    return (Span(text=paper.title, link=paper.url), Span(text=f" — {behind}"))


def under_the_hood(section: Section, citing: Citations) -> Part:
    """What the papers introduce, with what it is and where; then code and pages; then what several of them use."""
    blocks: list[Block] = [Heading(section.title or "Under the hood")]
    if section.statements:
        blocks.append(Bullets(tuple(citing.statement(statement) for statement in section.statements)))
    new = [r for r in section.resources if r.role == "introduced" and r.kind not in LINKED]
    if new:
        items = tuple(_introduced(resource, citing) for resource in new)
        blocks += [Paragraph((strong("Introduced"),)), Bullets(items)]
    for kind in LINKED:
        linked = [r for r in section.resources if r.kind == kind and r.url]
        if linked:
            items = tuple(_linked(resource, citing) for resource in linked)
            blocks += [Paragraph((strong(KINDS[kind]),)), Bullets(items)]
    rows = tuple(_used_rows(section.resources, citing))
    if rows:
        blocks.append(Rows(rows))
    return Part(blocks=tuple(blocks))


def _introduced(resource: Resource, citing: Citations) -> Text:
    """`NAME, a benchmark of 200 tasks (benchmark) [3]`, with its address where it has one."""
    said = f", {resource.about}" if resource.about else f" ({resource.kind})"
    where = (Span(text=" "), Span(text=bare(resource.url), link=resource.url)) if resource.url else ()
    return (strong(resource.name), Span(text=said), *where, *citing.references(resource.cites))


def used_by_kind(resources: Sequence[Resource]) -> Iterator[tuple[str, Sequence[Resource]]]:
    """What is used, a label and the most used first for each kind; what has a row of its own with its address is left out."""
    for kind, label in KINDS.items():
        mine = [r for r in resources if r.kind == kind and r.role == "used" and not (kind in LINKED and r.url)]
        if mine:
            yield label, sorted(mine, key=lambda r: -len(r.cites))


def announced(resources: Iterable[Resource]) -> Sequence[Resource]:
    """Whose code is to come."""
    return [r for r in resources if r.role == "announced"]


def _used_rows(resources: Sequence[Resource], citing: Citations) -> Iterable[tuple[str, Text]]:
    """What is used, in one line a kind; and whose code is to come."""
    for label, mine in used_by_kind(resources):
        yield f"{label} used", run(mine[:_MOST_USED], citing)
    if coming := announced(resources):
        yield "Code announced", run(coming[:_MOST_USED], citing)


def run(resources: Iterable[Resource], citing: Citations, *, linked: bool = False) -> Text:
    """`LoRA [1], Llama 3 [2] [4]`; `linked`, each name leads to its address."""
    spans: list[Span] = []
    for resource in resources:
        spans += [Span(text=", ")] if spans else []
        spans += [Span(text=resource.name, link=resource.url if linked else None), *citing.references(resource.cites)]
    return tuple(spans)


def _linked(resource: Resource, citing: Citations) -> Text:
    address = bare(resource.url or "")
    label = resource.name
    if not label or label.casefold() in address.casefold():
        names = [name for listed in citing.listed(resource.cites[:1]) for name in listed.facts.names[:1]]
        label = names[0] if names else ""
    head = (strong(label), Span(text=" ")) if label else ()
    return (*head, Span(text=address, link=resource.url), *citing.references(resource.cites))


def bare(url: str) -> str:
    """An address as people write it: no scheme, no slash at the end."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def near_misses(papers: Sequence[Paper]) -> tuple[Block, ...]:
    """Papers that are near a topic and not on it, said to be so; nothing where there are none."""
    if not papers:
        return ()
    titles = tuple((Span(text=paper.title, link=paper.url),) for paper in papers)
    return (Small(plain("Near, not on topic:")), Bullets(titles))


def by_area(papers: Iterable[Listed]) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    """Papers in their order under what their sources call their fields, the fullest field first."""
    areas: dict[str, list[Listed]] = {}
    for listed in papers:
        areas.setdefault(area(listed.pick.paper), []).append(listed)
    return tuple((name, tuple(some)) for name, some in sorted(areas.items(), key=lambda one: (-len(one[1]), one[0])))


def area(paper: Paper) -> str:
    """What its source calls its field; `Other` where that has no word."""
    return paper.area or "Other"
