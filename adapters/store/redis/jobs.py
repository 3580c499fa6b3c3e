"""The book of jobs in Redis.

Owns `paperround:{jobs}:times`, a sorted set of every job that is to be done or under way, scored by the server's time
when it is to be looked at again; the hashes `:holders`, `:tickets`, `:tries`, `:again` and `:poison` by job, and
`:event:NAME`, the sets of jobs that wait for an event. A job leaves all but `:poison` when it is done. Nothing expires
but the sets of events, whose jobs come again by themselves.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from typing_extensions import override

from adapters.store.jobs import DeadLetter, Jobs, LeasedJob
from adapters.store.redis import keys, scripts
from adapters.store.redis.packing import Unreadable, pack, report, unpack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.store.redis.link import RedisLink

HOLD = 30.0
"""Seconds that a job stays with its worker without a sign of life."""
UNTAKEN = 30.0
"""Seconds after which a job that no worker took is sent once more."""
_EVENT = 86_400
_BOOK = tuple(f"{keys.JOBS}:{part}" for part in ("times", "holders", "tickets", "tries", "again", "poison"))
_POISON = _BOOK[-1]


class _Note(msgspec.Struct):
    reason: str
    tries: int
    when: datetime


_notes = msgspec.json.Decoder(_Note)


class RedisJobs(Jobs):
    """Every step is one script, by the server's clock, so processes' clocks may differ."""

    def __init__(self, link: RedisLink, *, hold: float = HOLD, untaken: float = UNTAKEN) -> None:
        self._link = link
        self._hold = hold
        self._untaken = untaken

    @override
    async def put(self, jobs: Sequence[str], delay: float = 0.0) -> None:
        if jobs:
            await self._run(scripts.JOBS_PUT, (), delay, *jobs)

    @override
    async def ready(self, most: int) -> tuple[tuple[str, int], ...]:
        found = await self._run(scripts.JOBS_READY, (f"{keys.JOBS}:counter",), most, self._untaken)
        return tuple((job.decode(), int(ticket)) for job, ticket in found)

    @override
    async def take(self, job: str, ticket: int) -> LeasedJob | None:
        token = secrets.token_hex(8)
        tries = int(await self._run(scripts.JOBS_TAKE, (), job, token, ticket, self._hold))
        return LeasedJob(job=job, token=token, tries=tries) if tries else None

    @override
    async def keep(self, held: LeasedJob) -> bool:
        return bool(await self._run(scripts.JOBS_KEEP, (), held.job, held.token, self._hold))

    @override
    async def progressed(self, held: LeasedJob) -> None:
        await self._link.ask("HDEL", _BOOK[3], held.job)

    @override
    async def finish(self, held: LeasedJob, after: float | None = None, *, heed: bool = False) -> None:
        seconds = -1.0 if after is None else max(0.0, after)
        await self._run(scripts.JOBS_FINISH, (), held.job, held.token, seconds, int(heed))

    @override
    async def bury(self, held: LeasedJob, reason: str, when: datetime) -> None:
        note = pack(_Note(reason=reason, tries=held.tries, when=when.astimezone(UTC)))
        await self._run(scripts.JOBS_BURY, (), held.job, held.token, note)

    @override
    async def poisoned(self) -> tuple[DeadLetter, ...]:
        found = []
        for job, note in (await self._link.ask("HGETALL", _POISON)).items():
            try:
                kept = unpack(note, _notes)
            except Unreadable as error:
                report(_POISON, error)
            else:
                found.append(DeadLetter(job=job.decode(), reason=kept.reason, tries=kept.tries, when=kept.when))
        return tuple(sorted(found, key=lambda one: (one.when, one.job)))

    @override
    async def again(self, job: str) -> bool:
        return bool(await self._run(scripts.JOBS_AGAIN, (), job))

    @override
    async def wait_for(self, job: str, event: str) -> None:
        await self._link.whole([("SADD", _event(event), job), ("EXPIRE", _event(event), _EVENT)])

    @override
    async def wake(self, event: str) -> None:
        await self._run(scripts.JOBS_WAKE, (_event(event),))

    @override
    async def waiting(self) -> int:
        return int(await self._link.ask("ZCARD", _BOOK[0]))

    async def _run(self, script: str, further: tuple[str, ...], *values: str | bytes | float) -> Any:  # noqa: ANN401
        every = (*_BOOK, *further)
        return await self._link.ask("EVAL", script, len(every), *every, *values)


def _event(name: str) -> str:
    return f"{keys.JOBS}:event:{name}"
