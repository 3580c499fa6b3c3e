"""Composition of everything that happens by itself: due times, the queue, builds and deliveries on one store."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from adapters.store.redis.builds import LIFETIME, BuildLock
from adapters.store.redis.contents import RedisContents
from adapters.store.redis.due import RedisDue
from adapters.store.redis.jobs import HOLD, UNTAKEN, RedisJobs
from adapters.store.redis.ledger import RedisLedger
from adapters.store.redis.stream import StreamBroker
from adapters.web.metrics import Figures
from bot.delivery.builds import Builds
from bot.delivery.composing import Composer
from bot.delivery.daily_ingest import JOB, Harvest
from bot.delivery.delivering import Delivering
from bot.delivery.due import Look, Planned
from bot.delivery.instrumented import Counted, counted
from bot.delivery.posting import RESTS, SETTLES, Poster
from bot.delivery.queue import Pace, Queue
from bot.delivery.shown_history import Earlier
from bot.delivery.subscription_pauser import Wishes
from bot.delivery.workspace_limiter import WIDEST, Lanes
from bot.handlers.bot import unwatched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adapters.chat import Channel, Part, Platform
    from adapters.errors import SourceAway
    from adapters.store.jobs import Jobs
    from adapters.store.ledger import Ledger
    from adapters.store.redis.store import Store
    from bot.clock import Clock
    from bot.delivery.builds import Order
    from bot.delivery.subscription_pauser import Tell
    from bot.service.roundup_service import Desk, Made
    from digest.model import Window


async def nobody(_channel: Channel, _note: Part) -> None:
    """Tells nobody, where no platform can tell anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long things take; other values are for tests.

    Attributes:
        hold: Seconds that a job stays with a silent worker.
        untaken: Seconds after which a job that no worker took is sent once more.
        settles: Seconds after which a message without an answer stands or never will.
        rests: Seconds after which a platform that said no, but not for how long, is asked again.
        lock: Seconds that a silent maker of a roundup keeps others from making it.
        lane: How many channels of one workspace a process serves at a time.
    """

    hold: float = HOLD
    untaken: float = UNTAKEN
    settles: float = SETTLES
    rests: float = RESTS
    lock: int = LIFETIME
    lane: int = WIDEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Desks:
    """Who makes roundups.

    Attributes:
        reading: Reads what it lacks.
        at_hand: Makes do with what was read, for an installation that reads once for all topics.
    """

    reading: Desk
    at_hand: Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """What runs by itself, put together."""

    subscriptions: Planned
    jobs: Jobs
    ledger: Ledger
    look: Look
    wishes: Wishes
    harvest: Harvest
    delivering: Delivering
    queue: Queue


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How it runs.

    Attributes:
        harvest: Whether one reading serves all topics; None where that depends on how many there are.
    """

    tell: Tell = nobody
    pace: Pace = field(default_factory=Pace)
    times: Times = field(default_factory=Times)
    harvest: bool | None = None
    figures: Figures = field(default_factory=Figures)


def put_together(
    store: Store, desks: Desks, platforms: Mapping[str, Platform], clock: Clock, manner: Manner | None = None
) -> Works:
    """All of it on one store."""
    manner = manner or Manner()
    link, times = store.link, manner.times
    jobs, due, ledger = RedisJobs(link, hold=times.hold, untaken=times.untaken), RedisDue(link), RedisLedger(link)
    subscriptions = Planned(store.subscriptions, due, jobs, clock)
    read = partial(_read, desks.reading)
    harvest = Harvest(subscriptions, store.scratch, jobs, read, clock, always=manner.harvest)
    earlier = Earlier(ledger, store.roundups, store.papers, store.seen, clock)
    built, contents = BuildLock(link, lifetime=times.lock), RedisContents(link)
    make = Maker(desks, harvest, earlier).make
    builds = Builds(built, built, jobs, store.roundups, make, clock, beat=times.lock / 4)
    wishes = Wishes(subscriptions, manner.tell)
    delivering = Delivering(
        ledger,
        wishes,
        {name: Counted(name, platform, manner.figures) for name, platform in platforms.items()},
        Composer(builds, earlier, contents, clock, desks.reading.manner),
        Poster(contents, store.roundups, store.seen, clock, settles=times.settles, rests=times.rests),
        clock,
        Lanes(times.lane),
    )
    kinds = {"build": builds.make, "deliver": delivering.deliver, JOB: harvest.do}
    handlers = {kind: counted(kind, handler, manner.figures) for kind, handler in kinds.items()}
    return Works(
        subscriptions=subscriptions,
        jobs=jobs,
        ledger=ledger,
        look=Look(due, subscriptions, ledger, jobs, clock),
        wishes=wishes,
        harvest=harvest,
        delivering=delivering,
        queue=Queue(StreamBroker(link), jobs, handlers, clock, manner.pace),
    )


class Maker:
    """Makes what is ordered, of papers that are read for it or were read for all."""

    def __init__(self, desks: Desks, harvest: Harvest, earlier: Earlier) -> None:
        self._desks = desks
        self._harvest = harvest
        self._earlier = earlier

    async def make(self, order: Order) -> Made:
        """The roundup of an order; what its readers know is found after reading, since papers change."""
        desk, away = self._desks.reading, None
        if await self._harvest.is_on():
            desk, away = self._desks.at_hand, await self._harvest.bring_in(order.window)
        else:
            await desk.read(order.window, order.wish.query.categories, unwatched)  # making it says what is wrong
        known = await self._earlier.unchanged(order.after, order.window)
        manner, known = desk.manner(order.style, order.language), known.union(order.known)
        made = await desk.roundup(order.wish, order.window, unwatched, known=known, manner=manner)
        if away and not made.roundup.counts.found:
            raise away
        return replace(made, missing=str(away)) if away else made


async def _read(desk: Desk, window: Window, categories: Sequence[str]) -> SourceAway | None:
    return await desk.read(window, categories, unwatched)
