"""The store of an installation, embedded or where its settings say, and what is kept in memory instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Finding
from adapters.errors import StoreAway
from adapters.store.memory.papers import InMemoryPapers
from adapters.store.redis import examination
from adapters.store.redis.jobs import RedisJobs
from adapters.store.redis.store import open_store
from adapters.store.redis.subscriptions import RedisDueTimes
from adapters.store.settings import REDIS_URL, REPLICAS, UNFIT_STORE
from bot.delivery.due import SchedulingSubscriptions
from bot.settings import data_folder
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from contextlib import AbstractAsyncContextManager

    from adapters.settings import Settings
    from adapters.store.jobs import Jobs
    from adapters.store.ports import Papers
    from adapters.store.redis.store import Store
    from bot.clock import Clock
    from digest.model import Paper


def open_installation_store(settings: Settings, *, as_guest: bool = False) -> AbstractAsyncContextManager[Store]:
    """The installation's own store, with `as_guest` also while a bot runs on it; raises `StoreAway` or `StoreTaken`."""
    return open_store(settings[REDIS_URL], data_folder(settings), as_guest=as_guest, replicas=settings[REPLICAS])


async def examine(settings: Settings, clock: Clock) -> AsyncIterator[Finding]:
    """How the store is, with what needs mending; also while a bot runs on it."""
    try:
        async with open_installation_store(settings, as_guest=True) as store:
            for finding in await examination.examine(store.link, store.clock, clock.now()):
                yield finding
    except PaperroundError as error:
        yield Finding(what=str(error), mend="Then look again.")


async def refuse_unfit(opened_store: Store, settings: Settings) -> None:
    """Raise `StoreAway` where the store can't be trusted, unless somebody said that it is used all the same."""
    if settings[UNFIT_STORE]:
        return
    for finding in await examination.unfit(opened_store.link):
        raise StoreAway(
            f"The store isn't fit. {finding.what} {finding.mend} {UNFIT_STORE.name}=1 runs on it all the same."
        )


def jobs(opened_store: Store) -> Jobs:
    """The jobs of a store that is open."""
    return RedisJobs(opened_store.link)


def scheduling(opened_store: Store) -> SchedulingSubscriptions:
    """The subscriptions of a store that is open, looked at from the moment they are made."""
    due = RedisDueTimes(opened_store.link)
    return SchedulingSubscriptions(opened_store.subscriptions, due, jobs(opened_store), opened_store.clock)


def in_memory(papers: Sequence[Paper] = ()) -> Papers:
    """Papers that are forgotten with this process; what isn't among them is still unread."""
    return InMemoryPapers(papers, whole=False)
