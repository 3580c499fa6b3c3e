"""The thread message about what a reader can use: models, datasets, benchmarks, and code with its links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Bullets, Heading, Paragraph, Part, Rows, Span, strong

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.chat import Block, Text
    from adapters.present.citations import Citations
    from digest.model import Resource
    from digest.roundup import Section

KINDS = {
    "model": "Models",
    "dataset": "Datasets",
    "benchmark": "Benchmarks",
    "tool": "Tools",
    "code": "Code",
    "page": "Project pages",
}
_LINKED = ("code", "page")
"""What has a link has a bullet of its own."""
_MOST_USED = 8


def under_the_hood(section: Section, citing: Citations) -> Part:
    """What the papers introduce, with what it is and where; then code and pages; then what several of them use."""
    blocks: list[Block] = [Heading(section.title or "Under the hood")]
    if section.statements:
        blocks.append(Bullets(tuple(citing.statement(statement) for statement in section.statements)))
    new = [r for r in section.resources if r.role == "introduced" and r.kind not in _LINKED]
    if new:
        items = tuple(_introduced(resource, citing) for resource in new)
        blocks += [Paragraph((strong("Introduced"),)), Bullets(items)]
    for kind in _LINKED:
        linked = [r for r in section.resources if r.kind == kind and r.url]
        if linked:
            items = tuple(_linked(resource, citing) for resource in linked)
            blocks += [Paragraph((strong(KINDS[kind]),)), Bullets(items)]
    rows = tuple(_used(section.resources, citing))
    if rows:
        blocks.append(Rows(rows))
    return Part(blocks=tuple(blocks))


def _introduced(resource: Resource, citing: Citations) -> Text:
    """`NAME, a benchmark of 200 tasks (benchmark) [3]`, with its address where it has one."""
    said = f", {resource.about}" if resource.about else f" ({resource.kind})"
    where = (Span(text=" "), Span(text=bare(resource.url), link=resource.url)) if resource.url else ()
    return (strong(resource.name), Span(text=said), *where, *citing.references(resource.cites))


def _used(resources: Iterable[Resource], citing: Citations) -> Iterable[tuple[str, Text]]:
    """What is used, in one line a kind, the most used first; and whose code is to come."""
    every = tuple(resources)
    for kind, label in KINDS.items():
        mine = (r for r in every if r.kind == kind and r.role == "used" and not (kind in _LINKED and r.url))
        named = sorted(mine, key=lambda r: -len(r.cites))[:_MOST_USED]
        if named:
            yield f"{label} used", _run(named, citing)
    coming = [r for r in every if r.role == "announced"]
    if coming:
        yield "Code announced", _run(coming[:_MOST_USED], citing)


def _run(resources: Sequence[Resource], citing: Citations) -> Text:
    spans: list[Span] = []
    for resource in resources:
        spans += [Span(text=", ")] if spans else []
        spans += [Span(text=resource.name), *citing.references(resource.cites)]
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
