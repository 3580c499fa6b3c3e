"""Puts checked sections together as a roundup: numbers, counts, resources, titles."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from digest.check.claims import address
from digest.check.naming import words
from digest.roundup import Counts, Listed, Roundup, Section, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from digest.check.checker import Checker
    from digest.model import Brief, Resource, Shortlist
    from digest.roundup import CheckReport, Draft, SectionKind, Trend

LITTLE = 3
"""With no more papers on topic than this, what is near it is offered."""
_ORDER: tuple[SectionKind, ...] = ("lead", "theme", "also", "resources", "outlook")
_TITLES = {
    "lead": "In short",
    "also": "Also this week",
    "resources": "Under the hood",
    "outlook": "Where this is going",
}


def roundup(
    brief: Brief,
    checker: Checker,
    draft: Draft,
    fallback: Draft | None,
    report: CheckReport,
    *,
    now: datetime,
    trend: Trend | None,
) -> Roundup:
    """The finished document from a draft whose statements hold, in the order lead, themes, resources, outlook."""
    shortlist = brief.shortlist
    sections = _sections(brief, checker, draft) if shortlist.picks else (_nothing(shortlist, draft),)
    cited = {i for section in sections for statement in section.statements for i in statement.cites}
    return Roundup(
        topic=shortlist.topic,
        window=shortlist.window,
        counts=Counts(
            found=shortlist.found, matched=shortlist.matched, selected=len(shortlist.picks), cited=len(cited)
        ),
        headline=_headline(shortlist, checker, draft, fallback),
        sections=sections,
        papers=_numbered_papers(shortlist, checker, sections),
        written_by=draft.written_by,
        check=report,
        generated_at=now,
        trend=trend,
        ranked_by=shortlist.ranked_by,
        near=tuple(pick.paper for pick in shortlist.near) if shortlist.matched <= LITTLE else (),
    )


def _sections(brief: Brief, checker: Checker, draft: Draft) -> tuple[Section, ...]:
    known = [_section_on_shortlist(section, brief, checker) for section in draft.sections]
    filled = [
        section
        for section in known
        if section.statements or section.resources or (section.kind == "also" and section.papers)
    ]
    return tuple(sorted(filled, key=lambda section: _ORDER.index(section.kind)))


def _section_on_shortlist(section: Section, brief: Brief, checker: Checker) -> Section:
    """A section with nothing in it that isn't on the shortlist or in the facts, under a title that holds."""
    papers = tuple(dict.fromkeys(i for i in section.papers if i in checker))
    title = section.title if not checker.against_heading(section.title, papers) else _title(section, brief)
    resources = _resources(section.resources, checker) if section.kind == "resources" else ()
    return replace(section, title=title, papers=papers, resources=resources)


def _title(section: Section, brief: Brief) -> str:
    """A title by code: the usual one, or for a theme the label of the one that shares most papers."""
    if section.kind in _TITLES:
        return _TITLES[section.kind]
    papers = {*section.papers}
    shared = {theme.label: sum(pick.paper.id in papers for pick in theme.picks) for theme in brief.themes}
    best = max(shared, key=shared.__getitem__, default="")
    return best if shared.get(best) else brief.shortlist.topic.name


def _resources(resources: Iterable[Resource], checker: Checker) -> tuple[Resource, ...]:
    """Each resource once, with the cites whose facts have it and a name that they give it."""
    kept: dict[tuple[str, str], Resource] = {}
    for resource in resources:
        own = {i: [r for r in checker.facts(i).resources if _key(r) == _key(resource)] for i in resource.cites}
        cites = tuple(i for i, same in own.items() if same and i in checker)
        if cites and _key(resource) not in kept:
            names = [r.name for i in cites for r in (*own[i],)] + [n for i in cites for n in checker.facts(i).names]
            name = resource.name if _folded(resource.name) in map(_folded, names) else names[0]
            kept[_key(resource)] = replace(resource, name=name, cites=cites)
    return tuple(kept.values())


def _key(resource: Resource) -> tuple[str, str]:
    return resource.kind, address(resource.url) if resource.url else _folded(resource.name)


def _folded(name: str) -> str:
    return "".join(words(name))


def _nothing(shortlist: Shortlist, draft: Draft) -> Section:
    """The lead of a window with nothing on topic, which has nothing to cite."""
    said = tuple(s for section in draft.sections if section.kind == "lead" for s in section.statements if not s.cites)
    own = Statement(text=f"Nothing on {shortlist.topic.name} was listed {shortlist.window.label}.", cites=())
    title = next((section.title for section in draft.sections if section.kind == "lead"), _TITLES["lead"])
    return Section(kind="lead", title=title, statements=said or (own,))


def _headline(shortlist: Shortlist, checker: Checker, draft: Draft, fallback: Draft | None) -> str:
    for written in (draft, fallback):
        if written and written.headline.strip() and not checker.against_heading(written.headline):
            return written.headline
    if not shortlist.matched:
        return f"Nothing new on {shortlist.topic.name}, {shortlist.window.label}"
    papers = "1 paper" if shortlist.matched == 1 else f"{shortlist.matched:,} papers"
    return f"{papers} on {shortlist.topic.name}, {shortlist.window.label}"


def _numbered_papers(shortlist: Shortlist, checker: Checker, sections: Iterable[Section]) -> tuple[Listed, ...]:
    """All picks, numbered by first mention, then by rank."""
    cites = [(*(s.cites for s in part.statements), *(r.cites for r in part.resources)) for part in sections]
    picks = {pick.paper.id: pick for pick in shortlist.picks}
    return tuple(
        Listed(number=number, pick=picks[i], facts=checker.facts(i))
        for number, i in enumerate(dict.fromkeys((*chain.from_iterable(chain.from_iterable(cites)), *picks)), 1)
    )
