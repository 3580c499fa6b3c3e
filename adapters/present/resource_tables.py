"""What papers introduce, link to and use, as tables: the same three groups that the thread has as lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.chat import Span, plain, strong
from adapters.present.citations import LINKED, announced, bare, run, used_by_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from adapters.chat import Text
    from adapters.present.citations import Citations
    from digest.model import Resource

_Row = tuple["Text", "Text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceTable:
    """A table of two columns, each row a name and what is told of it."""

    title: str
    head: tuple[str, str]
    rows: tuple[_Row, ...]


def resource_tables(resources: Sequence[Resource], citing: Citations) -> tuple[ResourceTable, ...]:
    """Those that have rows."""
    every = (
        ResourceTable(title="Introduced", head=("Name", "What it is"), rows=tuple(_introduced_rows(resources, citing))),
        ResourceTable(title="Code and pages", head=("Of", "Where"), rows=tuple(_linked_rows(resources, citing))),
        ResourceTable(title="Used", head=("Kind", "Names"), rows=tuple(_used_rows(resources, citing))),
    )
    return tuple(table for table in every if table.rows)


def _introduced_rows(resources: Iterable[Resource], citing: Citations) -> Iterator[_Row]:
    for one in resources:
        if one.role == "introduced" and one.kind not in LINKED:
            where = (Span(text=" · "), Span(text=bare(one.url), link=one.url)) if one.url else ()
            yield (strong(one.name), *citing.references(one.cites)), (*plain(one.about or one.kind), *where)


def _linked_rows(resources: Iterable[Resource], citing: Citations) -> Iterator[_Row]:
    for kind in LINKED:
        for one in resources:
            if one.kind == kind and one.url:
                yield (
                    (strong(_owner(one, citing)), *citing.references(one.cites)),
                    (Span(text=bare(one.url), link=one.url),),
                )


def _owner(resource: Resource, citing: Citations) -> str:
    """Whose code it is: what its paper calls itself, or else the resource's own name."""
    names = [name for listed in citing.listed(resource.cites[:1]) for name in listed.facts.names[:1]]
    return names[0] if names else resource.name


def _used_rows(resources: Sequence[Resource], citing: Citations) -> Iterator[_Row]:
    for label, mine in used_by_kind(resources):
        yield plain(label), run(mine, citing, linked=True)
    if coming := announced(resources):
        yield plain("Code announced"), run(coming, citing, linked=True)
