"""Whether a store is fit to keep what must not be lost: what its servers say of themselves, and what a probe shows.

Writes `paperround:probe`, which expires within a minute.
"""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING, Any

from adapters.chat import Finding
from adapters.store.ledger import CLOCKS_AGREE_WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from adapters.store.ledger import StoreClock
    from adapters.store.redis.link import RedisLink

    About = Mapping[str, Any]
    """What a server's INFO says."""

_PROBE, _PROBE_SECONDS = "paperround:probe", 60
_PINGS = 5
_SLOW = 0.1
"""Seconds of one answer, from which on people wait for the store."""
_FULL = 0.9
_OLDEST = 7
_MB = 1_000_000
_COPIES = "min-replicas-to-write 1 and min-replicas-max-lag 10 on every server"


async def unfit(link: RedisLink) -> tuple[Finding, ...]:
    """Why the store can't be trusted with anything; nothing where this user may not ask."""
    return tuple(finding for about in await link.of_primaries("INFO") for finding in _unfit(about))


async def examine(link: RedisLink, clock: StoreClock, now: datetime) -> tuple[Finding, ...]:
    """All that is to be said, what is well first; raises `StoreAway` where a probe can't be written."""
    await link.ask("SET", _PROBE, f"{now:%c}", "EX", _PROBE_SECONDS, lasting=True)
    seconds = await _answers_within(link)
    every = await link.of_primaries("INFO")
    wrong = [finding for about in every for finding in (*_unfit(about), *_risky(about), *_copied(about, link.replicas))]
    ahead = (now - await clock.now()).total_seconds()
    if abs(ahead) > CLOCKS_AGREE_WITHIN:
        wrong.append(
            Finding(what=f"Its clock and this machine's differ by {abs(ahead):.0f} s.", mend="Set the wrong one.")
        )
    if seconds > _SLOW:
        wrong.append(
            Finding(what=f"It takes {seconds * 1000:.0f} ms to answer.", mend="Move it nearer, or give it more room.")
        )
    versions = sorted({_version(about) for about in every})
    told = f"{', '.join(versions)}, answers in {seconds * 1000:.1f} ms" if every else "this user may not ask what it is"
    return (Finding(what=told), *dict.fromkeys(wrong))


async def _answers_within(link: RedisLink) -> float:
    """The median of some answers, in seconds."""
    taken = []
    for _ in range(_PINGS):
        began = time.perf_counter()
        await link.ask("PING")
        taken.append(time.perf_counter() - began)
    return median(taken)


def _unfit(about: About) -> Iterator[Finding]:
    policy = about.get("maxmemory_policy", "noeviction")
    if policy != "noeviction" and about.get("maxmemory", 0):
        yield Finding(
            what=f"It forgets what it holds when its memory is full (maxmemory-policy {policy}).",
            mend="Set maxmemory-policy noeviction.",
        )
    if about.get("role") == "slave":
        yield Finding(what="It is a read-only copy.", mend="Let REDIS_URL name the primary.")


def _risky(about: About) -> Iterator[Finding]:
    if not about.get("aof_enabled", 1):
        yield Finding(
            what="It keeps no append-only file, so a restart forgets the last minutes.", mend="Set appendonly yes."
        )
    if about.get("aof_last_write_status", "ok") != "ok" or about.get("rdb_last_bgsave_status", "ok") != "ok":
        yield Finding(
            what="It couldn't write to its disk the last time it tried.", mend="Look whether the disk is full."
        )
    if about.get("evicted_keys", 0):
        yield Finding(
            what=f"It has dropped {about['evicted_keys']:,} things for want of memory.",
            mend="Set maxmemory-policy noeviction, give it more memory, and look whether subscriptions are missing.",
        )
    most, used = about.get("maxmemory", 0), about.get("used_memory", 0)
    if most and used > most * _FULL:
        yield Finding(what=f"{used / _MB:,.0f} of its {most / _MB:,.0f} MB are used.", mend="Raise maxmemory.")
    version = str(about.get("redis_version", _OLDEST))
    if int(version.partition(".")[0]) < _OLDEST:
        yield Finding(what=f"It is Redis {version}.", mend="Install Redis 7, Valkey 8, or a later one.")


def _copied(about: About, replicas: int) -> Iterator[Finding]:
    if replicas and "min_slaves_good_slaves" not in about:
        yield Finding(
            what="A primary that was replaced would go on taking writes that are lost.", mend=f"Set {_COPIES}."
        )


def _version(about: About) -> str:
    name = "Valkey" if "valkey_version" in about else "Redis"
    return f"{name} {about.get('valkey_version') or about.get('redis_version', '')}"
