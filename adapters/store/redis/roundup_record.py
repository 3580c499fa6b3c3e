"""A roundup as the store keeps it: its document, and all that is known of its papers beside it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from adapters.store.redis.papers import PaperRecord, paper, record
from digest.document import from_json, to_json
from digest.model import Facts, Resource, ResourceKind, ResourceRole

if TYPE_CHECKING:
    from digest.roundup import Listed, Roundup


class ResourceRecord(msgspec.Struct, array_like=True):
    """A resource of one paper."""

    kind: ResourceKind
    name: str
    url: str | None
    cites: tuple[str, ...]
    role: ResourceRole = "used"
    about: str | None = None


class ListedRecord(msgspec.Struct):
    """What the document leaves out of a listed paper, so that threads outlive what `Papers` keeps."""

    paper: PaperRecord
    names: tuple[str, ...]
    resources: tuple[ResourceRecord, ...]
    venue: str | None
    numbers: tuple[str, ...]


class RoundupRecord(msgspec.Struct):
    """The document and its papers, in the document's order."""

    document: dict[str, Any]
    listed: tuple[ListedRecord, ...]


def keep(roundup: Roundup) -> RoundupRecord:
    """The record of a roundup."""
    return RoundupRecord(document=to_json(roundup), listed=tuple(_listed(one) for one in roundup.papers))


def restore(kept: RoundupRecord) -> Roundup:
    """The roundup of a record."""
    known = {one.paper.id: one for one in kept.listed}
    roundup = from_json(kept.document)
    return replace(roundup, papers=tuple(_full(one, known[one.pick.paper.id]) for one in roundup.papers))


def identity(kept: RoundupRecord) -> str:
    """The same for the same content, whenever it was made."""
    content = {name: value for name, value in kept.document.items() if name != "generated_at"}
    return sha256(msgspec.json.encode(content, order="sorted")).hexdigest()[:20]


def _listed(one: Listed) -> ListedRecord:
    facts = one.facts
    return ListedRecord(
        paper=record(one.pick.paper),
        names=facts.names,
        resources=tuple(ResourceRecord(r.kind, r.name, r.url, r.cites, r.role, r.about) for r in facts.resources),
        venue=facts.venue,
        numbers=facts.numbers,
    )


def _full(one: Listed, kept: ListedRecord) -> Listed:
    resources = tuple(
        Resource(kind=r.kind, name=r.name, url=r.url, cites=r.cites, role=r.role, about=r.about) for r in kept.resources
    )
    facts = Facts(names=kept.names, resources=resources, venue=kept.venue, numbers=kept.numbers)
    whole = paper(kept.paper)
    if not whole.url:  # kept before papers carried their addresses; the document has the page
        whole = replace(whole, url=one.pick.paper.url)
    return replace(one, pick=replace(one.pick, paper=whole), facts=facts)
