"""Jobs in Redis, leased by one script a batch.

Owns, all in one slot: `paperround:{jobs}:times`, a sorted set of jobs by when they are to be done; `:lanes`, the lanes
in which jobs are ready, by whose turn it is, and `:lanes:LANE`, the jobs of each by when they were due; `:leases`, jobs
under way by when their lease ends; the hashes `:tokens`, `:tries`, `:again` (when a job under way was asked for) and
`:dead` (dead letters) by job; `:counter`, the last token; `:changes`, a stream of one entry that tells idle workers to
look; `:answer:WORKER`, what a worker was given last; and `:event:NAME`, the sets of jobs that wait for an event. A job
leaves all but `:dead` when it is done. Only answers and events expire.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from typing_extensions import override

from adapters.store.jobs import DeadLetter, JobBatch, Jobs, LeasedJob
from adapters.store.redis import job_scripts, schema
from adapters.store.redis.schema import Unreadable, pack, report, unpack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.store.jobs import LaneUse
    from adapters.store.redis.link import RedisLink

LEASE = 30.0
"""Seconds that a job stays with its worker without a sign of life."""
_EVENT = 86_400
_KEYS = tuple(
    f"{schema.JOBS}:{part}"
    for part in ("times", "lanes", "leases", "tokens", "tries", "again", "dead", "counter", "changes")
)
_DEAD, _CHANGES = _KEYS[6], _KEYS[8]
_NEVER = f"{schema.JOBS}:never"
"""A key that is never written. A slot that is being moved key by key has keys on two nodes; a cluster runs no script of
which some keys are there and others aren't, so none meets a lane, whose key it names by itself, that isn't there yet."""
_FIELDS = 4
"""Of the head of an answer, and of each job in it."""


class _JobNote(msgspec.Struct):
    reason: str
    tries: int
    when: datetime


_notes = msgspec.json.Decoder(_JobNote)


class RedisJobs(Jobs):
    """Every step is one script, by the server's clock, so processes' clocks may differ."""

    def __init__(self, link: RedisLink, *, lease: float = LEASE) -> None:
        self._link = link
        self._lease = lease
        self._worker = f"{schema.JOBS}:answer:{secrets.token_hex(8)}"

    @override
    async def put(self, jobs: Sequence[str], delay: float = 0.0) -> None:
        if jobs:
            await self._run(job_scripts.PUT, (), delay, *jobs, lasting=True)

    @override
    async def take(self, places: int, lanes: Sequence[LaneUse] = ()) -> JobBatch:
        used = [word for lane in lanes for word in (lane.lane, lane.held, lane.most)]
        request = secrets.token_hex(8)
        answer = await self._run(job_scripts.TAKE, (self._worker,), request, places, self._lease, *used)
        (_, mark, wait, more), rows = answer[:_FIELDS], answer[_FIELDS:]
        return JobBatch(
            jobs=tuple(_leased(rows[at : at + _FIELDS]) for at in range(0, len(rows), _FIELDS)),
            mark=mark.decode(),
            wait=None if float(wait) < 0 else float(wait),
            more=more == b"1",
        )

    @override
    async def wait_for_change(self, mark: str, seconds: float) -> None:
        await self._link.ask("XREAD", "BLOCK", max(1, int(seconds * 1000)), "STREAMS", _CHANGES, mark)

    @override
    async def renew(self, leased: Sequence[LeasedJob]) -> frozenset[str]:
        if not leased:
            return frozenset()
        said = [word for one in leased for word in (one.job, one.token)]
        return frozenset(job.decode() for job in await self._run(job_scripts.RENEW, (), self._lease, *said))

    @override
    async def progressed(self, leased: LeasedJob) -> None:
        await self._run(job_scripts.PROGRESSED, (), leased.job, leased.token)

    @override
    async def done(self, leased: LeasedJob) -> None:
        await self._finish(leased, -1)

    @override
    async def retry(self, leased: LeasedJob, after: float, *, sooner: bool = False) -> None:
        await self._finish(leased, after, sooner=sooner)

    @override
    async def failed(self, leased: LeasedJob, after: float) -> None:
        await self._finish(leased, after, failed=True)

    async def _finish(self, leased: LeasedJob, after: float, *, sooner: bool = False, failed: bool = False) -> None:
        said = (leased.job, leased.token, after, int(sooner), int(failed))
        await self._run(job_scripts.FINISH, (), *said)

    @override
    async def bury(self, leased: LeasedJob, reason: str, when: datetime) -> None:
        note = pack(_JobNote(reason=reason, tries=leased.tries, when=when.astimezone(UTC)))
        await self._run(job_scripts.BURY, (), leased.job, leased.token, note)

    @override
    async def dead_letters(self) -> tuple[DeadLetter, ...]:
        found = []
        for job, note in (await self._link.ask("HGETALL", _DEAD)).items():
            try:
                kept = unpack(note, _notes)
            except Unreadable as error:
                report(_DEAD, error)
            else:
                found.append(DeadLetter(job=job.decode(), reason=kept.reason, tries=kept.tries, when=kept.when))
        return tuple(sorted(found, key=lambda one: (one.when, one.job)))

    @override
    async def resend(self, job: str) -> bool:
        return bool(await self._run(job_scripts.RESEND, (), job))

    @override
    async def wake_on(self, job: str, event: str) -> None:
        await self._link.script(job_scripts.AWAIT, (_event(event),), job, _EVENT)

    @override
    async def wake(self, event: str) -> None:
        await self._run(job_scripts.EVENT, (_event(event),))

    @override
    async def count(self) -> int:
        return int(await self._run(job_scripts.COUNT, ()))

    async def _run(
        self, script: str, further: tuple[str, ...], *values: str | bytes | float, lasting: bool = False
    ) -> Any:  # noqa: ANN401 - each script has its own answer
        return await self._link.script(script, (*_KEYS, *further, _NEVER), *values, lasting=lasting)


def _leased(row: Sequence[bytes]) -> LeasedJob:
    job, token, tries, lane = row
    return LeasedJob(job=job.decode(), token=int(token), tries=int(tries), lane=lane.decode())


def _event(name: str) -> str:
    return f"{schema.JOBS}:event:{name}"
