"""A roundup as messages, the same for every platform: the opening post, then the thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Part, Small, Span, plain
from adapters.present.citations import Citations, entry, reference
from adapters.present.opening import of_kind, opening
from adapters.present.resources import under_the_hood
from digest.text.areas import area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Block, Text
    from digest.roundup import Listed, Roundup, Section

TITLES_AT_MOST = 3


def parts(roundup: Roundup) -> tuple[Part, ...]:
    """The opening post first; one message a theme, the resources, the outlook, then the papers.

    A platform with limits splits a part between blocks or items, never inside one.
    """
    citing = Citations(roundup)
    thread = (
        *(theme(section, citing) for section in of_kind(roundup, "theme")),
        *(also(section, citing) for section in of_kind(roundup, "also")),
        *(under_the_hood(section, citing) for section in of_kind(roundup, "resources")),
        *(outlook(section, citing) for section in of_kind(roundup, "outlook")),
    )
    listing = (paper_list(roundup),) if roundup.papers else ()
    return (opening(roundup), *(part for part in thread if len(part.blocks) > 1), *listing)


def theme(section: Section, citing: Citations) -> Part:
    """Who did what in one theme, and the papers of it that no statement mentions."""
    blocks: list[Block] = [Heading(section.title)]
    if section.statements:
        blocks.append(Bullets(tuple(citing.statement(statement) for statement in section.statements)))
    mentioned = {cited for statement in section.statements for cited in statement.cites}
    further = citing.listed(paper for paper in section.papers if paper not in mentioned)
    if further:
        blocks.append(Small(_also(further)))
    return Part(blocks=tuple(blocks))


def also(section: Section, citing: Citations) -> Part:
    """What stands in no theme: what is told of it, then the others by area."""
    blocks: list[Block] = [Heading(section.title or "Also this week")]
    if section.statements:
        blocks.append(Bullets(tuple(citing.statement(statement) for statement in section.statements)))
    mentioned = {cited for statement in section.statements for cited in statement.cites}
    areas: dict[str, list[Listed]] = {}
    for listed in citing.listed(paper for paper in section.papers if paper not in mentioned):
        areas.setdefault(area(listed.pick.paper.categories), []).append(listed)
    for name, further in sorted(areas.items(), key=lambda one: (-len(one[1]), one[0])):
        blocks.append(Small(_also(further, f"{name}: ")))
    return Part(blocks=tuple(blocks))


def _also(further: Sequence[Listed], head: str = "Also here: ") -> Text:
    """`Also here: [4] Title, [9] Title`, and beyond a handful the numbers alone."""
    spans: list[Span] = [Span(text=head)]
    for at, listed in enumerate(further[:TITLES_AT_MOST]):
        spans += [Span(text=", ")] if at else []
        spans += [reference(listed), Span(text=f" {listed.pick.paper.title}")]
    rest = further[TITLES_AT_MOST:]
    for at, listed in enumerate(rest):
        spans += [Span(text=" " if at else f", and {len(rest)} more: "), reference(listed)]
    return tuple(spans)


def outlook(section: Section, citing: Citations) -> Part:
    """Where this is going."""
    heading = Heading(section.title or "Where this is going")
    return Part(blocks=(heading, *(Paragraph(citing.statement(statement)) for statement in section.statements)))


def paper_list(roundup: Roundup) -> Part:
    """All papers by their numbers: those cited, then the others by relevance."""
    cited = {paper for section in roundup.sections for statement in section.statements for paper in statement.cites}
    groups: tuple[list[tuple[int, Text]], list[tuple[int, Text]]] = ([], [])
    ranked = sorted(
        roundup.papers, key=lambda listed: listed.number if listed.pick.paper.id in cited else listed.pick.rank
    )
    for listed in ranked:
        paper = listed.pick.paper
        groups[paper.id not in cited].append((listed.number, entry(paper, listed.facts.venue)))
    blocks: list[Block] = [Heading("Papers")]
    if groups[0]:
        blocks.append(Numbered(tuple(groups[0])))
    if groups[0] and groups[1]:
        blocks.append(Small(plain("Not cited, most relevant first:")))
    if groups[1]:
        blocks.append(Numbered(tuple(groups[1])))
    return Part(blocks=tuple(blocks))
