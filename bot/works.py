"""Composition of everything that happens by itself: due times, the queue, builds and deliveries on one store."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from adapters.redis.build_lock import BuildLock
from adapters.redis.contents import RedisContents
from adapters.redis.due import RedisDue
from adapters.redis.jobs import HOLD, UNTAKEN, RedisJobs
from adapters.redis.ledger import RedisLedger
from adapters.redis.stream import StreamBroker
from bot.builds import Builds
from bot.composing import Composer
from bot.delivery import Delivering
from bot.due import Look, Planned
from bot.earlier import Earlier
from bot.handlers.bot import unwatched
from bot.lanes import WIDEST, Lanes
from bot.posting import SETTLES, Poster
from bot.queue import Pace, Queue
from bot.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.chat import Channel, Part, Platform
    from adapters.jobs import Jobs
    from adapters.ledger import Ledger
    from adapters.redis.store import Store
    from bot.builds import Order
    from bot.clock import Clock
    from bot.desk import Desk, Made
    from bot.wishes import Tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long things take; other values are for tests.

    Attributes:
        hold: Seconds that a job stays with a silent worker.
        untaken: Seconds after which a job that no worker took is sent once more.
        settles: Seconds after which a message without an answer stands or never will.
        lane: How many channels of one workspace a process serves at a time.
    """

    hold: float = HOLD
    untaken: float = UNTAKEN
    settles: float = SETTLES
    lane: int = WIDEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """What runs by itself, put together."""

    subscriptions: Planned
    jobs: Jobs
    ledger: Ledger
    look: Look
    delivering: Delivering
    queue: Queue


def planned(store: Store, clock: Clock) -> Planned:
    """The store's subscriptions, planned as they change."""
    return Planned(store.subscriptions, RedisDue(store.link), RedisJobs(store.link), clock)


async def nobody(_channel: Channel, _note: Part) -> None:
    """Tells nobody, where no platform can tell anybody."""


def put_together(
    store: Store,
    desk: Desk,
    platforms: Mapping[str, Platform],
    clock: Clock,
    *,
    tell: Tell = nobody,
    pace: Pace | None = None,
    times: Times | None = None,
) -> Works:
    """All of it on one store."""
    times, link = times or Times(), store.link
    jobs, ledger, built, contents = (
        RedisJobs(link, hold=times.hold, untaken=times.untaken),
        RedisLedger(link),
        BuildLock(link),
        RedisContents(link),
    )
    due = RedisDue(link)
    subscriptions = Planned(store.subscriptions, due, jobs, clock)
    earlier = Earlier(ledger, store.roundups, store.papers, store.seen, clock)
    builds = Builds(built, built, jobs, store.roundups, partial(_made, desk, earlier), clock)
    delivering = Delivering(
        ledger,
        Wishes(subscriptions, tell),
        platforms,
        Composer(builds, earlier, contents, clock),
        Poster(contents, store.roundups, store.seen, clock, settles=times.settles),
        clock,
        Lanes(times.lane),
    )
    handlers = {"build": builds.make, "deliver": delivering.deliver}
    return Works(
        subscriptions=subscriptions,
        jobs=jobs,
        ledger=ledger,
        look=Look(due, subscriptions, ledger, jobs, clock),
        delivering=delivering,
        queue=Queue(StreamBroker(link), jobs, handlers, clock, pace),
    )


async def _made(desk: Desk, earlier: Earlier, order: Order) -> Made:
    """The roundup of an order; what its readers know is found after reading, since papers change."""
    await desk.read(order.window, order.wish.query.categories, unwatched)  # where it is away, making it will say so
    known = await earlier.unchanged(order.after, order.window)
    return await desk.roundup(order.wish, order.window, unwatched, known=known.union(order.known))
