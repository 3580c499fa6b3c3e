"""Jobs that were given up, for `paperround doctor`: which, why, and sending them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.store.redis.jobs import RedisJobs
from adapters.store.redis.store import open_store
from bot.settings import REDIS_URL, data_folder
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from adapters.settings import Settings
    from adapters.store.jobs import DeadLetter


async def none_given_up(settings: Settings, *, again: bool = False) -> None:
    """Raise with the jobs that were given up; send them again where that is asked for."""
    async with open_store(settings[REDIS_URL], data_folder(settings)) as store:
        jobs = RedisJobs(store.link)
        letters = await jobs.dead_letters()
        if again:
            for one in letters:
                await jobs.resend(one.job)
    if letters and not again:
        count = "1 job was given up" if len(letters) == 1 else f"{len(letters)} jobs were given up"
        told = "".join(f"\n       {_told(one)}" for one in letters)
        raise PaperroundError(f"{count}; paperround doctor --send-again tries once more.{told}")


def _told(one: DeadLetter) -> str:
    return f"{one.job}: {one.reason} ({one.tries} tries, the last on {one.when:%d %B %Y at %H:%M} UTC)"
