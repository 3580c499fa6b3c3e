"""One campaign: a round is delivered to many channels while everything is killed and broken at random."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from datetime import time as wall
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from adapters.errors import StoreAway
from adapters.store.ledger import SubscriptionKey
from adapters.store.ports import Subscription
from adapters.store.redis.jobs import RedisJobs
from adapters.store.redis.ledger import RedisLedger
from adapters.store.redis.store import Store, open_store
from adapters.store.redis.subscriptions import RedisDueTimes
from bot.clock import SystemClock
from bot.due_dates import spread
from tests.bot.fakes import PAPERS
from tests.chaos.stage import Stage
from tests.servers.discord.faults import Fault as DiscordFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Channel
    from digest.model import Paper
    from tests.servers.discord.faults import FaultKind as DiscordKind
    from tests.servers.slack.faults import FaultKind as SlackKind

TOPIC = "fine-tuning"
_SLACK: tuple[SlackKind, ...] = ("unavailable", "throttle", "close", "accept_then_close", "accept_then_stall")
_DISCORD: tuple[DiscordKind, ...] = (
    "unavailable",
    "throttle",
    "close",
    "accept_then_close",
    "accept_then_stall",
    "accept_then_unavailable",
)
REASONS = ("is_archived", "token_revoked", "not_in_channel")


@dataclass
class Outcome:
    """What a campaign came to.

    Attributes:
        faults: How many of each kind were injected.
        due: Messages that had to be posted.
        paused: Channels that lost their rights, and say why.
        restarts: Processes that ended by themselves, since the store was away when they started.
        wrong: What is wrong, channel by channel.
    """

    seed: int
    faults: Counter[str] = field(default_factory=Counter)
    due: int = 0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    paused: int = 0
    restarts: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether everything stands once and in order."""
        return not (self.lost or self.doubled or self.out_of_order or self.wrong)

    def line(self) -> str:
        """One line of the report."""
        return (
            f"seed {self.seed:>4}  {sum(self.faults.values()):>5} faults  {self.due:>6,} due  {self.lost:>4} lost  "
            f"{self.doubled:>4} doubled  {self.out_of_order:>4} out of order  {self.paused:>3} paused  "
            f"{self.restarts:>2} restarts  {self.seconds:5.1f} s"
        )


async def run(
    seed: int,
    *,
    store: str = "single",
    channels: int = 300,
    patience: float = 180.0,
    storm: float = 24.0,
    verbose: bool = False,
) -> Outcome:
    """One round under fire; ends when nothing is left to do."""
    random, began = Random(seed), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="paperround-chaos-") as folder:
        async with (
            Stage(Path(folder), random, verbose=verbose, store_kind=store) as stage,
            open_store(stage.store.url, Path(folder)) as opened,
        ):
            outcome = Outcome(seed=seed)
            places = stage.channels(channels)
            await subscribe(opened, places)
            broken = _break_some(stage, places, random, outcome)
            await stage.start()
            await _storm(stage, opened, random, outcome, (patience, storm))
            await _judge(stage, opened, places, broken, outcome)
    outcome.seconds = time.monotonic() - began
    return outcome


async def subscribe(store: Store, places: Sequence[Channel]) -> None:
    """Have every channel due at about the same moment."""
    now = SystemClock().now()
    slot = (now - timedelta(minutes=10)).replace(second=0, microsecond=0)
    await store.papers.put([_listed(paper, slot) for paper in PAPERS])
    due = RedisDueTimes(store.link)
    for place in places:
        one = Subscription(
            channel=place,
            topic=TOPIC,
            query=TOPIC,
            cadence="weekly",
            weekday=slot.weekday(),
            at=wall(slot.hour, slot.minute),
            zone="UTC",
            created=now - timedelta(days=3),
        )
        await store.subscriptions.put(one)
        await due.plan(SubscriptionKey(channel=place, topic=TOPIC), slot + spread(one), now - timedelta(days=1))


def _listed(paper: Paper, slot: datetime) -> Paper:
    """A paper of the days before a slot."""
    day = (slot - timedelta(days=2)).astimezone(UTC).date()
    return replace(paper, listed=day, published=day)


def _break_some(stage: Stage, places: Sequence[Channel], random: Random, outcome: Outcome) -> dict[Channel, str]:
    """Channels that are going to refuse every message after some; says what each then pauses for."""
    broken = {}
    for place in random.sample(list(places), max(2, len(places) // 40)):
        after = random.randrange(3)
        if place.platform == "discord":
            fault = DiscordFault(kind="error", route="post", channel=place.id, times=-1, code=50001)
            stage.discord.faults.add(fault)
            broken[place] = "error"
        else:
            error = random.choice(REASONS)
            stage.slack.fault("error", "chat.postMessage", channel=place.id, times=-1, after=after, error=error)
            broken[place] = error
        outcome.faults[broken[place]] += 1
    return broken


class _Storm:
    """Kills and breaks at random moments."""

    def __init__(self, stage: Stage, random: Random, outcome: Outcome) -> None:
        self._stage = stage
        self._random = random
        self._outcome = outcome

    async def strike(self) -> None:
        """Let one thing go wrong."""
        often = 1 if self._stage.store_kind == "single" else 4
        kind = self._random.choices(
            ("worker", "scheduler", "store", "replace", "slack", "discord"), (4, 1, often, 1, 12, 12)
        )[0]
        match kind:
            case "worker":
                await self._stage.kill(self._random.randrange(self._stage.workers))
            case "scheduler":
                await self._stage.kill(self._stage.workers)
            case "store":
                kind = await self._stage.break_store()
            case "replace":
                await self._stage.replace(self._random.randrange(self._stage.workers))
            case "slack":
                kind = self._slack()
            case _:
                kind = self._discord()
        self._outcome.faults[kind] += 1

    def _slack(self) -> str:
        kind = self._random.choice(_SLACK)
        method = self._random.choice(("chat.postMessage", "chat.postMessage", "conversations.history", "*"))
        self._stage.slack.fault(kind, method, times=self._random.randrange(1, 4), seconds=0.5)
        return kind

    def _discord(self) -> str:
        kind = self._random.choice(_DISCORD)
        route = self._random.choice(("post", "post", "history", "*"))
        times = self._random.randrange(1, 4)
        self._stage.discord.faults.add(DiscordFault(kind=kind, route=route, times=times, seconds=0.5))
        return kind


async def _storm(stage: Stage, store: Store, random: Random, outcome: Outcome, times: tuple[float, float]) -> None:
    """Strike while there is work, then let it end in peace."""
    storm, patience = _Storm(stage, random, outcome), times[0]
    calm_at = time.monotonic() + times[1]
    end = time.monotonic() + patience
    while time.monotonic() < end:
        await asyncio.sleep(random.uniform(0.05, 0.5))
        if await is_over(store):
            return
        outcome.restarts += await stage.restart_ended()
        if time.monotonic() < calm_at:
            await storm.strike()
    waiting, leased = await store.link.each(
        ("ZRANGE", f"paperround:{{jobs}}:{key}", 0, 2) for key in ("times", "leases")
    )
    outcome.wrong.append(f"not done after {patience:.0f} s: waiting {waiting}, leased {leased}")


async def is_over(store: Store) -> bool:
    """Whether every channel's slot was claimed, and no job is left."""
    jobs = RedisJobs(store.link)
    try:
        if await jobs.count():
            return False
        now = SystemClock().now()
        earliest = await store.link.ask("ZRANGE", "paperround:{due}:next", 0, 0, "WITHSCORES")
    except StoreAway:
        return False
    return not earliest or float(_score(earliest)) > now.timestamp() + 3600


def _score(pairs: list[object]) -> str:
    last = pairs[-1]
    value = last[-1] if isinstance(last, list | tuple) else last
    return value.decode() if isinstance(value, bytes) else str(value)


async def _judge(
    stage: Stage, store: Store, places: Sequence[Channel], broken: dict[Channel, str], outcome: Outcome
) -> None:
    """Compare what stands in every channel with what most have, which must be a whole roundup."""
    dead = await RedisJobs(store.link).dead_letters()
    outcome.wrong += [f"{one.job} was given up: {one.reason}" for one in dead]
    for platform in ("slack", "discord"):
        here = [place for place in places if place.platform == platform]
        stand = {place: stage.posts(place) for place in here}
        whole = Counter((tuple(opening), tuple(thread)) for opening, thread in stand.values()).most_common(1)[0][0]
        expected = [*whole[0], *whole[1]]
        if len(whole[0]) != 1 or len(whole[1]) < 3 or len(set(expected)) != len(expected):
            outcome.wrong.append(f"most of {platform} have no whole roundup: {[text[:40] for text in expected]}")
        for place in here:
            got = [*stand[place][0], *stand[place][1]]
            if place in broken:
                await _judge_broken(store, place, got, expected, outcome)
            else:
                _compare(place, got, expected, outcome)


async def _judge_broken(store: Store, place: Channel, got: list[str], expected: list[str], outcome: Outcome) -> None:
    (one,) = await store.subscriptions.of(place)
    if got != expected[: len(got)]:
        outcome.wrong.append(f"{place.id}: what stands before it was paused isn't the beginning")
    if got == expected and one.paused is None:
        return  # it broke after the last message
    outcome.paused += 1
    if not one.paused:
        outcome.wrong.append(
            f"{place.id} can't be posted to and isn't paused: {await RedisLedger(store.link).open(place)}"
        )


def _compare(place: Channel, got: list[str], expected: list[str], outcome: Outcome) -> None:
    outcome.due += len(expected)
    missing, extra = Counter(expected) - Counter(got), Counter(got) - Counter(expected)
    outcome.lost += missing.total()
    outcome.doubled += extra.total()
    disordered = not missing and not extra and got != expected
    outcome.out_of_order += disordered
    if got != expected:
        outcome.wrong.append(
            f"{place.platform} {place.id}: {len(got)} of {len(expected)}, missing {[text[:30] for text in missing]}, "
            f"too many {[text[:30] for text in extra]}"
        )
