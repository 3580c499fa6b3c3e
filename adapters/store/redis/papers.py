"""Papers that were read, in Redis.

Owns `paperround:{papers}:listed:DAY`, a hash from id to paper for each day of listing;
`paperround:{papers}:place:PREFIX`, hashes from id to the day and version under which a paper is kept; and
`paperround:{papers}:days-read:DAY`, hashes from category to the moment it was read. All expire sixty days after they were
written last, and all live in one slot, so that a batch of papers is kept whole or not at all.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from typing_extensions import override

from adapters.store.ports import Papers, is_read, whole_archive
from adapters.store.redis import schema
from adapters.store.redis.schema import Unreadable, press, report, unpress
from digest.model import Paper, PaperLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.store.redis.lasting_writes import Command
    from adapters.store.redis.link import RedisLink
    from digest.model import Window

_WORDS = 4_000
"""In one command of a script, which may have some 8,000."""


class PaperRecord(msgspec.Struct, array_like=True):
    """A row without field names, since thousands are read at once; new fields go to the end, with a default."""

    id: str
    title: str
    abstract: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    published: date
    listed: date
    affiliations: tuple[str, ...]
    comment: str
    journal_ref: str
    doi: str
    version: int
    withdrawn: bool
    tex_title: str
    source: str = ""
    url: str = ""
    pdf: str = ""
    links: tuple[tuple[str, str], ...] = ()
    area: str = ""


def record(paper: Paper) -> PaperRecord:
    """The row of a paper."""
    fields: dict[str, Any] = {name: getattr(paper, name) for name in PaperRecord.__struct_fields__}
    return PaperRecord(**(fields | {"links": tuple((link.label, link.url) for link in paper.links)}))


def paper(record: PaperRecord) -> Paper:
    """The paper of a row."""
    links = tuple(PaperLink(label=label, url=url) for label, url in record.links)
    return Paper(**(msgspec.structs.asdict(record) | {"links": links}))


_records = msgspec.json.Decoder(PaperRecord)


class RedisPapers(Papers):
    """A week is read with one command a day."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def put(self, papers: Sequence[Paper]) -> None:
        places = await self._places([paper.id for paper in papers])
        newer = (paper for paper in sorted(papers, key=lambda paper: paper.version) if _is_newer(paper, places))
        fresh = {paper.id: _on_its_day(paper, places) for paper in newer}
        if not fresh:
            return
        await self._link.whole(_moves(fresh, places) + _sets(fresh))

    @override
    async def get(self, ids: Sequence[str]) -> tuple[Paper, ...]:
        by_key: dict[str, list[str]] = defaultdict(list)
        for id_, (day, _) in (await self._places(ids)).items():
            by_key[schema.listed_key(day)].append(id_)
        values = await self._fields(by_key)
        found = {id_: _readable(id_, value) for id_, value in values.items()}
        return tuple(paper for id_ in ids if (paper := found.get(id_)))

    @override
    async def during(self, window: Window) -> tuple[Paper, ...]:
        names = [schema.listed_key(day) for day in window.days]
        values_by_day = await self._link.each(("HVALS", name) for name in names)
        return await asyncio.to_thread(_newest_first, dict(zip(names, values_by_day, strict=True)))

    @override
    async def mark_read(self, categories: Sequence[str], days: Iterable[date], when: datetime) -> None:
        moment = when.astimezone(UTC).isoformat()
        marks = [part for category in categories for part in (category, moment)]
        names = [schema.days_read(day) for day in days]
        if not (marks and names):
            return
        await self._link.whole(
            command for name in names for command in (("HSET", name, *marks), ("EXPIRE", name, schema.SIXTY_DAYS))
        )

    @override
    async def unread(self, categories: Sequence[str], window: Window) -> dict[str, tuple[date, ...]]:
        asked = tuple(dict.fromkeys(one for category in categories for one in (category, whole_archive(category))))
        rows = await self._link.texts(("HMGET", schema.days_read(day), *asked) for day in window.days) if asked else []
        marks = [(day, _moments(asked, row)) for day, row in zip(window.days, rows, strict=bool(asked))]
        return {
            category: tuple(day for day, read in marks if not is_read(day, category, read)) for category in categories
        }

    async def _places(self, ids: Sequence[str]) -> dict[str, tuple[date, int]]:
        """Where papers are kept, and in which version."""
        by_key: dict[str, list[str]] = defaultdict(list)
        for key_of in (schema.place_before, schema.place):  # what the latter has comes later, and counts
            for id_ in ids:
                by_key[key_of(id_)].append(id_)
        places = {}
        for id_, value in (await self._fields(by_key)).items():
            day, _, version = value.decode(errors="replace").partition(" ")
            try:
                places[id_] = (date.fromisoformat(day), int(version))
            except ValueError as error:
                report(schema.place(id_), error)
        return places

    async def _fields(self, by_key: dict[str, list[str]]) -> dict[str, bytes]:
        """The values of some fields of some hashes, without those that aren't there."""
        if not by_key:
            return {}
        answers = await self._link.each(("HMGET", key, *fields) for key, fields in by_key.items())
        asked = (zip(fields, values, strict=True) for fields, values in zip(by_key.values(), answers, strict=True))
        return {field: value for pairs in asked for field, value in pairs if value is not None}


def _is_newer(paper: Paper, places: dict[str, tuple[date, int]]) -> bool:
    """A paper of the same version comes in place of the kept one: its source may know more by now."""
    return paper.id not in places or paper.version >= places[paper.id][1]


def _on_its_day(paper: Paper, places: dict[str, tuple[date, int]]) -> Paper:
    """A version stays on the day on which it was listed first, whatever another interface says of it later."""
    day, version = places.get(paper.id, (paper.listed, 0))
    return replace(paper, listed=day) if version == paper.version else paper


def _moves(fresh: dict[str, Paper], places: dict[str, tuple[date, int]]) -> list[Command]:
    """Take papers from the day under which they were kept before."""
    known = {id_: places[id_][0] for id_ in fresh.keys() & places.keys()}
    return [("HDEL", schema.listed_key(day), id_) for id_, day in known.items() if day != fresh[id_].listed]


def _sets(fresh: dict[str, Paper]) -> list[Command]:
    """Keep papers, and where they are; as many fields of a hash in one command as a script can hand on."""
    sets: dict[str, list[str | bytes]] = defaultdict(list)
    for paper in fresh.values():
        sets[schema.listed_key(paper.listed)] += (paper.id, press(record(paper)))
        sets[schema.place(paper.id)] += (paper.id, f"{paper.listed.isoformat()} {paper.version}")
    return [
        command
        for key, pairs in sets.items()
        for at in range(0, len(pairs), _WORDS)
        for command in (("HSET", key, *pairs[at : at + _WORDS]), ("EXPIRE", key, schema.SIXTY_DAYS))
    ]


def _newest_first(values_by_key: dict[str, list[bytes]]) -> tuple[Paper, ...]:
    """Thousands of papers take so long to unpack that nobody may wait for it."""
    found = (_readable(key, value) for key, values in values_by_key.items() for value in values)
    return tuple(
        sorted(
            (paper for paper in found if paper),
            key=lambda paper: (paper.listed, paper.published, paper.id),
            reverse=True,
        )
    )


def _readable(key: str, value: bytes) -> Paper | None:
    try:
        return paper(unpress(value, _records))
    except Unreadable as error:
        report(key, error)
        return None


def _moments(categories: Sequence[str], row: Sequence[str | bytes | None]) -> dict[str, datetime]:
    """When each category was read, without those that weren't; a cluster's answers are bytes."""
    said = {
        name: when.decode() if isinstance(when, bytes) else when for name, when in zip(categories, row, strict=True)
    }
    return {name: datetime.fromisoformat(when) for name, when in said.items() if when}
