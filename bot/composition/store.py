"""The store of an installation, embedded or where its settings say, and what is kept in memory instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.store.memory.papers import InMemoryPapers
from adapters.store.redis.jobs import RedisJobs
from adapters.store.redis.store import open_store
from adapters.store.settings import REDIS_URL, REPLICAS
from bot.settings import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager

    from adapters.settings import Settings
    from adapters.store.jobs import Jobs
    from adapters.store.ports import Papers
    from adapters.store.redis.store import Store
    from digest.model import Paper


def opened(settings: Settings, *, beside: bool = False) -> AbstractAsyncContextManager[Store]:
    """The installation's own store, with `beside` also while a bot runs on it; raises `StoreAway` or `StoreTaken`."""
    return open_store(settings[REDIS_URL], data_folder(settings), beside=beside, replicas=settings[REPLICAS])


def jobs(opened_store: Store) -> Jobs:
    """The jobs of a store that is open."""
    return RedisJobs(opened_store.link)


def in_memory(papers: Sequence[Paper] = ()) -> Papers:
    """Papers that are forgotten with this process; what isn't among them is still unread."""
    return InMemoryPapers(papers, whole=False)
