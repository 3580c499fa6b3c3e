"""Composition of everything that happens by itself: due times, jobs, builds and deliveries on one store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.store.mail_signups import MailSignups
from adapters.store.redis.builds import RedisBuildResults, RedisPendingMessages
from adapters.store.redis.jobs import LEASE, RedisJobs
from adapters.store.redis.ledger import RedisLedger
from adapters.store.redis.store import INTERACTIVE_DEADLINE
from adapters.store.redis.subscriptions import RedisDueTimes
from adapters.store.returned_mail import ReturnedMails
from adapters.tracing import UNTRACED
from adapters.web.metrics import Metrics
from bot.composition.store import scheduling
from bot.delivery.builds import RoundupBuilder, RoundupMaker
from bot.delivery.clock_watch import ClockWatch
from bot.delivery.composing import DeliveryComposer
from bot.delivery.confirming import ConfirmationSender
from bot.delivery.daily_ingest import JOB, DailyIngest
from bot.delivery.delivering import DeliveryHandler, DeliveryObstacles
from bot.delivery.due import CROWD, AwaitedDeliveries, DueScan
from bot.delivery.instrumented import InstrumentedPlatform, instrumented
from bot.delivery.page_links import PageLinks
from bot.delivery.posting import ASK_AGAIN_AFTER, UNCERTAIN_FOR, DeliveryPoster
from bot.delivery.returned_mail import ReturnedMailHandler
from bot.delivery.sharing import RoundupSharing
from bot.delivery.shown_history import ShownHistory
from bot.delivery.subscription_pauser import SubscriptionPauser
from bot.delivery.worker import JobWorker, WorkerOptions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.chat import Channel, Part, Publisher
    from adapters.store.jobs import Jobs
    from adapters.store.ledger import Ledger
    from adapters.store.redis.store import Store
    from adapters.tracing import Tracer
    from bot.clock import Clock
    from bot.delivery.builds import RoundupServices
    from bot.delivery.due import SchedulingSubscriptions
    from bot.delivery.subscription_pauser import Tell


async def nobody(_channel: Channel, _note: Part) -> None:
    """Tells nobody, where no platform can tell anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeTimes:
    """How long things take; other values are for tests.

    Attributes:
        lease: Seconds that a job stays with a silent worker.
        uncertain_for: Seconds after which a message without an answer stands or never will.
        ask_again_after: Seconds after which a platform that said no, but not for how long, is asked again.
        interactive_deadline: Seconds that a person's request waits for the store.
    """

    lease: float = LEASE
    uncertain_for: float = UNCERTAIN_FOR
    ask_again_after: float = ASK_AGAIN_AFTER
    interactive_deadline: float = INTERACTIVE_DEADLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRuntime:
    """What runs by itself, put together."""

    subscriptions: SchedulingSubscriptions
    jobs: Jobs
    ledger: Ledger
    due_scan: DueScan
    awaited_deliveries: AwaitedDeliveries
    pauser: SubscriptionPauser
    daily_ingest: DailyIngest
    delivery_handler: DeliveryHandler
    sharing: RoundupSharing
    worker: JobWorker
    clock_watch: ClockWatch


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeOptions:
    """How it runs.

    Attributes:
        daily_ingest: Whether one reading serves all topics; None where that depends on how many there are.
        crowd: How many roundups due at one moment are all seen to at once.
        public_url: The address under which the pages are; "" where there are none.
    """

    tell: Tell = nobody
    worker: WorkerOptions = field(default_factory=WorkerOptions)
    times: RuntimeTimes = field(default_factory=RuntimeTimes)
    daily_ingest: bool | None = None
    crowd: int = CROWD
    public_url: str = ""
    metrics: Metrics = field(default_factory=Metrics)
    tracer: Tracer = UNTRACED


def compose_delivery(
    store: Store,
    services: RoundupServices,
    platforms: Mapping[str, Publisher],
    clock: Clock,
    options: RuntimeOptions | None = None,
) -> DeliveryRuntime:
    """All of it on one store."""
    options = options or RuntimeOptions()
    link, times = store.link, options.times
    interactive = store.with_deadline(times.interactive_deadline)
    jobs, due, ledger = RedisJobs(link, lease=times.lease), RedisDueTimes(link), RedisLedger(link)
    subscriptions, clock_watch = scheduling(store), ClockWatch(clock, store.clock)
    daily_ingest = DailyIngest(
        subscriptions, store.key_values, jobs, services.syncing.ingest, clock, always=options.daily_ingest
    )
    shown_history = ShownHistory(ledger, store.roundups, store.papers, store.seen, clock)
    contents = RedisPendingMessages(link)
    make = RoundupMaker(services, daily_ingest, shown_history).make
    builder = RoundupBuilder(RedisBuildResults(link), jobs, store.roundups, make, clock)
    pauser = SubscriptionPauser(subscriptions, options.tell, store.pages)
    page_links = PageLinks(options.public_url, store.pages, clock)
    obstacles = DeliveryObstacles(store.key_values)
    instrumented_platforms = {
        name: InstrumentedPlatform(name, platform, options.metrics, options.tracer)
        for name, platform in platforms.items()
    }
    confirming = ConfirmationSender(
        MailSignups(store.key_values), instrumented_platforms, options.public_url, options.tell
    )
    delivery_handler = DeliveryHandler(
        ledger,
        pauser,
        instrumented_platforms,
        DeliveryComposer(
            builder, shown_history, contents, store.roundups, clock, services.syncing.writing_options, page_links
        ),
        DeliveryPoster(
            contents,
            store.roundups,
            store.seen,
            clock,
            page_links,
            uncertain_for=times.uncertain_for,
            ask_again_after=times.ask_again_after,
        ),
        obstacles,
        store.clock,
    )
    kinds = {
        "build": builder.make,
        "deliver": delivery_handler.deliver,
        "confirm": confirming.send,
        "returned": ReturnedMailHandler(ReturnedMails(store.key_values), pauser).look,
        JOB: daily_ingest.do,
    }
    handlers = {kind: instrumented(kind, handler, options.metrics, options.tracer) for kind, handler in kinds.items()}
    return DeliveryRuntime(
        subscriptions=scheduling(interactive),
        jobs=jobs,
        ledger=ledger,
        due_scan=DueScan(due, subscriptions, ledger, jobs, store.clock, crowd=options.crowd),
        awaited_deliveries=AwaitedDeliveries(
            RedisDueTimes(interactive.link),
            RedisLedger(interactive.link),
            DeliveryObstacles(interactive.key_values),
            clock,
        ),
        pauser=pauser,
        daily_ingest=daily_ingest,
        delivery_handler=delivery_handler,
        sharing=RoundupSharing(RedisLedger(interactive.link), RedisJobs(interactive.link), store.clock),
        worker=JobWorker(jobs, handlers, clock, options.worker, clock_watch.is_right),
        clock_watch=clock_watch,
    )
