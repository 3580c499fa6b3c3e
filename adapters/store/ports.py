"""The ports of the store: what the bot remembers, in the bot's own words.

Every method raises `StoreAway` when the store can't be reached or can't keep what it was given; nothing is half done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, Protocol, get_args

from adapters.store.leases import Counters, Leases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from adapters.chat import Channel
    from digest.model import Paper, Window
    from digest.roundup import Roundup

Cadence = Literal["daily", "weekly", "biweekly"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
FOUR_MONTHS = 120 * 86_400
"""Seconds for which a channel's past counts: roundups, what it was shown, its pages, buttons, and how ended ones came."""
PauseCode = Literal["asked", "refused", "removed"]
"""By a person; since the platform lets nothing be posted; since the workspace removed the bot, until it has it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseReason:
    """Why nothing comes for now; `text` says it to people."""

    code: PauseCode
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What a channel subscribed to: a topic, and when and how its roundups come.

    Attributes:
        topic: The topic's name; by its `topic_key` unique in its channel.
        query: The query's canonical text, as the topic's curated query or the person's own words.
        weekday: 0 is Monday; ignored for daily.
        at: Local wall time in `zone`.
        zone: An IANA name, such as `Europe/Berlin`.
        created: In UTC; every second week counts from here.
        paused: None while active.
        style: How roundups are written, one of `digest.brief.prompting.STYLES`; "" as everywhere in the installation.
        language: By its name; "" as everywhere in the installation.
    """

    channel: Channel
    topic: str
    query: str
    cadence: Cadence
    weekday: int
    at: time
    zone: str
    created: datetime
    paused: PauseReason | None = None
    style: str = ""
    language: str = ""

    @property
    def rhythm(self) -> str:
        """How often and when, as people say it: `every second Monday at 09:00`."""
        day = WEEKDAYS[self.weekday].capitalize()
        often = {"daily": "every working day", "weekly": f"every {day}", "biweekly": f"every second {day}"}
        return f"{often[self.cadence]} at {self.at:%H:%M}"


def topic_key(topic: str) -> str:
    """What tells the topics of a channel apart, so that neither case nor spacing makes a second one."""
    return " ".join(topic.split()).casefold()


def on_topic(subscriptions: Iterable[Subscription], topic: str) -> Subscription | None:
    """The one of a channel's subscriptions that is on a topic, by its `topic_key`; None where there is none."""
    wanted = topic_key(topic)
    return next((one for one in subscriptions if topic_key(one.topic) == wanted), None)


class Subscriptions(Protocol):
    """The truth about who gets what."""

    async def put(self, subscription: Subscription) -> bool:
        """Keep it, in place of one with the same channel and topic; True when there was none."""
        ...

    async def put_all(self, subscriptions: Sequence[Subscription]) -> int:
        """Keep many as `put` does, and say how many were new; broken off, some are kept, and all when it is done again."""
        ...

    async def of(self, channel: Channel) -> tuple[Subscription, ...]:
        """A channel's subscriptions, oldest first."""
        ...

    async def remove(self, channel: Channel, topic: str) -> bool:
        """Forget one; False when there was none."""
        ...

    async def every(self) -> tuple[Subscription, ...]:
        """All of them, by channel, then oldest first."""
        ...

    async def within(self, platform: str, workspace: str) -> tuple[Subscription, ...]:
        """Those of all channels of a workspace, in the same order."""
        ...


class Seen(Protocol):
    """Which papers a channel was shown, for four months."""

    async def add(self, channel: Channel, ids: Iterable[str], when: datetime) -> None:
        """Remember that these were shown."""
        ...

    async def unseen(self, channel: Channel, ids: Sequence[str], when: datetime) -> tuple[str, ...]:
        """Those of `ids` that were not shown in the four months before `when`, in the order given."""
        ...


PRIVATE_FOR = timedelta(days=14)
MOST_PRIVATE = 200


class Roundups(Protocol):
    """Finished roundups, kept for answers in their threads: for four months, or two weeks where one person asked for it."""

    async def keep(self, roundup: Roundup) -> str:
        """Keep it and say its id: the same for the same topic query, window, writer and content."""
        ...

    async def keep_private(self, roundup: Roundup, tenant: str) -> str:
        """Keep what one person asked for, and say its id, another one in each tenant (`Channel.tenant`).

        Of one tenant only the newest are kept, as many as `MOST_PRIVATE`.
        """
        ...

    async def get_private(self, roundup_id: str, tenant: str) -> Roundup | None:
        """What was asked for in this tenant, by an id that people may have made up; None where there is no such thing."""
        ...

    async def get(self, roundup_id: str) -> Roundup | None:
        """The roundup, or None where it is unknown or has expired."""
        ...

    async def link_thread(self, channel: Channel, thread: str, roundup_id: str) -> None:
        """Note that a thread belongs to a private roundup; what the channel was shown last stays what it was."""
        ...

    async def record_shown(self, channel: Channel, thread: str, roundup_id: str, when: datetime) -> None:
        """Tie a thread to a roundup that the whole channel sees, which makes it the channel's last one for its topic."""
        ...

    async def in_thread(self, channel: Channel, thread: str) -> str | None:
        """The id of the roundup whose thread this is."""
        ...

    async def last(self, channel: Channel, topic: str | None) -> str | None:
        """The id of the last roundup shown in a channel, of one topic or of any."""
        ...


class Papers(Protocol):
    """Papers that were read, for lookup and for windows that overlap; each is forgotten after its keeping time."""

    async def put(self, papers: Sequence[Paper]) -> None:
        """Keep these, the newer version in place of an older one; the same version stays on the day it was listed first."""
        ...

    async def get(self, ids: Sequence[str]) -> tuple[Paper, ...]:
        """Those of `ids` that are known, in the order given."""
        ...

    async def during(self, window: Window) -> tuple[Paper, ...]:
        """All known papers listed in the window, newest first."""
        ...

    async def mark_read(self, categories: Sequence[str], days: Iterable[date], when: datetime) -> None:
        """Remember that all papers of these categories listed on these days have been read, as of `when`."""
        ...

    async def unread(self, categories: Sequence[str], window: Window) -> dict[str, tuple[date, ...]]:
        """The days of the window for which each category, or all of its archive, wasn't read when they were over."""
        ...


def is_read(day: date, category: str, marks: Mapping[str, datetime]) -> bool:
    """Whether a category, or all of its archive (`cs.*`), was read when the day was over: the same for every `Papers`.

    `marks` says when each category was read for this day.
    """
    over = datetime.combine(day + timedelta(days=1), time(), UTC)
    return any(one in marks and marks[one] >= over for one in (category, whole_archive(category)))


def whole_archive(category: str) -> str:
    """All that a category belongs to: `cs.*` of `cs.CL`."""
    return f"{category.partition('.')[0]}.*"


class KeyValueStore(Leases, Counters, Protocol):
    """Short notes under names, with the leases and counters that all processes share; most are forgotten by themselves."""

    async def get(self, name: str) -> str | None:
        """The note, or None where there is none."""
        ...

    async def put(self, name: str, note: str, seconds: int | None) -> None:
        """Keep it, in place of an earlier one, for so long, or for good."""
        ...

    async def claim(self, name: str, note: str, seconds: int) -> bool:
        """Keep it for so long unless another stands there; True when it stands, so the note must name its writer."""
        ...

    async def drop(self, name: str) -> bool:
        """Forget it; True when it was there, for one caller only."""
        ...
