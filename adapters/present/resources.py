"""The thread message about what a reader can use: models, datasets, benchmarks, and code with its links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Bullets, Heading, Paragraph, Part, Rows, Span, strong

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from adapters.chat import Block, Text
    from adapters.present.citations import Citations
    from digest.model import Resource
    from digest.roundup import Section

KINDS = {"model": "Models", "dataset": "Datasets", "benchmark": "Benchmarks", "code": "Code"}
_LINKED = {"model": "Model pages", "dataset": "Dataset pages", "benchmark": "Benchmark pages", "code": "Code"}


def under_the_hood(section: Section, citing: Citations) -> Part:
    """What is only named stands in one line a kind; what has a link has a bullet of its own."""
    blocks: list[Block] = [Heading(section.title or "Under the hood")]
    if section.statements:
        blocks.append(Bullets(tuple(citing.statement(statement) for statement in section.statements)))
    unlinked = _by_kind(KINDS, (r for r in section.resources if not r.url))
    rows = tuple((label, _run(named, citing)) for label, named in unlinked)
    if rows:
        blocks.append(Rows(rows))
    for label, linked in _by_kind(_LINKED, (r for r in section.resources if r.url)):
        blocks += [Paragraph((strong(label),)), Bullets(tuple(_linked(resource, citing) for resource in linked))]
    return Part(blocks=tuple(blocks))


def _by_kind(labels: Mapping[str, str], resources: Iterable[Resource]) -> tuple[tuple[str, tuple[Resource, ...]], ...]:
    every = tuple(resources)
    groups = ((label, tuple(r for r in every if r.kind == kind)) for kind, label in labels.items())
    return tuple((label, group) for label, group in groups if group)


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
