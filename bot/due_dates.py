"""When a subscription is due, and which days its roundup then covers.

APScheduler's cron trigger is asked as a pure question for wall times, which then become moments of the subscription's
zone, exactly one a period: a wall time that the clocks jump over is due as much later as they jump, and one that they
show twice is due the first time.
"""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import islice, takewhile
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from adapters.store.ports import topic_key
from digest.model import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.store.ports import Cadence, Subscription

# People read at work: a daily roundup comes on working days, and Monday's reaches back over the weekend.
_WORKING_DAYS = "mon-fri"
_DAYS_BACK = {"weekly": 7, "biweekly": 14}
_MONDAY, _SUNDAY = 0, 6
SPREAD = timedelta(minutes=4)
"""How long at most a crowded minute is drawn out."""
_OVERLAP = timedelta(days=4)
CATCH_UP = {"daily": timedelta(days=1), "weekly": timedelta(days=2), "biweekly": timedelta(days=2)}


def next_dates(subscription: Subscription, after: datetime, n: int = 3) -> tuple[datetime, ...]:
    """The next moments that a subscription is due, strictly after one, in the subscription's zone."""
    return tuple(islice(_due(subscription, after), n))


def following(subscriptions: Iterable[Subscription], after: datetime) -> tuple[datetime, ...]:
    """The next moment that each of many is due; those of one rhythm are asked about once, since many have the same."""
    known: dict[tuple[object, ...], datetime] = {}
    found = []
    for one in subscriptions:
        counts_from = one.created if one.cadence == "biweekly" else None
        rhythm = (one.cadence, one.weekday, one.at, one.zone, counts_from)
        if rhythm not in known:
            (known[rhythm],) = next_dates(one, after, 1)
        found.append(known[rhythm])
    return tuple(found)


def spread(subscription: Subscription) -> timedelta:
    """How long after a crowded moment a subscription is seen to: always the same, so that nine isn't a stampede."""
    channel = subscription.channel
    name = f"{channel.platform}\n{channel.workspace}\n{channel.id}\n{topic_key(subscription.topic)}"
    number = int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big")
    return timedelta(seconds=number % int(SPREAD.total_seconds()))


def missed(subscription: Subscription, since: datetime, now: datetime) -> datetime | None:
    """The newest moment after `since` and up to `now` that is worth catching up, in UTC; older ones are let go."""
    worth = max(since, now - CATCH_UP[subscription.cadence])
    slots = takewhile(lambda slot: slot <= now, _due(subscription, worth))
    newest = deque(slots, maxlen=1)
    return newest[0].astimezone(UTC) if newest else None


def reading_window(slot: datetime, subscription: Subscription) -> Window:
    """What a posted roundup covers: the window before its moment, and four days more, since sources announce late."""
    return overlapping(window_before(slot.astimezone(ZoneInfo(subscription.zone)), subscription.cadence))


def overlapping(window: Window) -> Window:
    """A window with the four days before it, as it is read for a posted roundup."""
    return Window(start=window.start - _OVERLAP, end=window.end)


def window_before(moment: datetime, cadence: Cadence) -> Window:
    """The listing days that a roundup posted at this moment covers, up to the day before in the moment's own zone.

    Weekly is seven days and biweekly fourteen; daily is the day before, and from Monday back to Friday, so that no day is
    left out. What a source lists of a day after that day has ended is left to the overlap.
    """
    end = moment.date() - timedelta(days=1)
    if cadence != "daily":
        return Window(start=end - timedelta(days=_DAYS_BACK[cadence] - 1), end=end)
    weekend = {_MONDAY: 2, _SUNDAY: 1}.get(moment.weekday(), 0)
    return Window(start=end - timedelta(days=weekend), end=end)


def _due(subscription: Subscription, after: datetime) -> Iterator[datetime]:
    weekly = _slots(subscription, after)
    if subscription.cadence != "biweekly":
        return weekly
    first = next(_slots(subscription, subscription.created)).date()
    return (slot for slot in weekly if (slot.date() - first).days // 7 % 2 == 0)


def _slots(subscription: Subscription, after: datetime) -> Iterator[datetime]:
    zone = ZoneInfo(subscription.zone)
    days = _WORKING_DAYS if subscription.cadence == "daily" else subscription.weekday
    at = subscription.at
    # The trigger counts wall times only: in a zone of its own it leaves out midnights that the clocks jump over.
    trigger = CronTrigger(day_of_week=days, hour=at.hour, minute=at.minute, second=0, timezone=UTC)
    # A moment that a jump has moved lies after its wall time: look from a day before.
    wall = after.astimezone(zone).replace(tzinfo=UTC) - timedelta(days=1)
    while True:
        wall = trigger.get_next_fire_time(None, wall)
        # By way of UTC, so that a wall time that doesn't exist becomes the one after the jump.
        due = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if due > after:
            yield due.astimezone(zone)
        wall += timedelta(seconds=1)
