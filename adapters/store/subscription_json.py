"""Subscriptions as JSON: the entry that the store keeps, and the file that people export, edit and import."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from adapters.chat import Channel
from adapters.errors import BadFile
from adapters.store.ports import WEEKDAYS, Cadence, PauseCode, PauseReason, Subscription, Weekday, topic_key
from digest.brief.prompting import writing_options
from digest.errors import Misunderstood
from digest.query import parse

SCHEMA = "paperround.subscriptions/1"
MOST_COMPLAINTS = 10
MUST_SAY = ("platform", "channel", "topic", "query")


class SubscriptionEntry(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A subscription as JSON has it; times are `09:00`, moments are in UTC."""

    platform: str
    workspace: str
    channel: str
    topic: str
    query: str
    cadence: Cadence
    weekday: Weekday
    at: str
    zone: str
    created: datetime
    paused: str | None = None
    pause_code: PauseCode | None = None
    style: str = ""
    language: str = ""


class _SubscriptionFile(msgspec.Struct, kw_only=True):
    schema: str
    subscriptions: list[msgspec.Raw]


_Said = tuple[str, str, str, str]
"""Zone, query, style and language."""
_files = msgspec.json.Decoder(_SubscriptionFile)
_entries = msgspec.json.Decoder(SubscriptionEntry)


def entry(subscription: Subscription) -> SubscriptionEntry:
    """The JSON form of a subscription."""
    return SubscriptionEntry(
        platform=subscription.channel.platform,
        workspace=subscription.channel.workspace,
        channel=subscription.channel.id,
        topic=subscription.topic,
        query=subscription.query,
        cadence=subscription.cadence,
        weekday=WEEKDAYS[subscription.weekday],
        at=subscription.at.isoformat("minutes"),
        zone=subscription.zone,
        created=subscription.created.astimezone(UTC),
        paused=subscription.paused.text if subscription.paused else None,
        pause_code=subscription.paused.code if subscription.paused else None,
        style=subscription.style,
        language=subscription.language,
    )


def subscription(entry: SubscriptionEntry) -> Subscription:
    """The subscription of a JSON form; ValueError where a time is none."""
    return Subscription(
        channel=Channel(platform=entry.platform, workspace=entry.workspace, id=entry.channel),
        topic=entry.topic,
        query=entry.query,
        cadence=entry.cadence,
        weekday=WEEKDAYS.index(entry.weekday),
        at=_wall_time(entry.at),
        zone=entry.zone,
        created=_in_utc(entry.created),
        paused=None if entry.paused is None else PauseReason(code=_pause_code(entry), text=entry.paused),
        style=entry.style,
        language=entry.language,
    )


def _pause_code(entry: SubscriptionEntry) -> PauseCode:
    """As it says; entries of versions up to 2026-11 have words alone."""
    if entry.pause_code:
        return entry.pause_code
    if (entry.paused or "").startswith("the bot was removed: "):
        return "removed"
    return "asked" if (entry.paused or "").startswith("paused by ") else "refused"


def write(subscriptions: tuple[Subscription, ...]) -> str:
    """The text of an export."""
    data = msgspec.json.encode({"schema": SCHEMA, "subscriptions": [entry(one) for one in subscriptions]})
    return msgspec.json.format(data, indent=2).decode() + "\n"


def read(data: bytes) -> tuple[Subscription, ...]:
    """The subscriptions of an export; `BadFile` names every entry that is wrong, and then none is used."""
    try:
        file = _files.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadFile(f"This is no export of subscriptions: {error}.") from error
    if file.schema != SCHEMA:
        raise BadFile(f"This file has the form {file.schema!r}; this Paperround reads {SCHEMA!r}.")
    good: dict[tuple[str, ...], Subscription] = {}
    complaints = []
    known: set[_Said] = set()
    for number, raw in enumerate(file.subscriptions, start=1):
        try:
            one = _decoded(raw)
            said = (one.zone, one.query, one.style, one.language)
            if said not in known:
                _check(*said)
                known.add(said)
            place = (one.channel.platform, one.channel.workspace, one.channel.id, topic_key(one.topic))
            if place in good:
                raise ValueError(f"{one.topic!r} is there twice for the same channel")  # noqa: TRY301 - one way out
            good[place] = one
        except ValueError as error:
            complaints.append(f"entry {number}: {error}")
    if complaints:
        raise BadFile(_complaint(complaints))
    return tuple(good.values())


def _decoded(raw: msgspec.Raw) -> Subscription:
    read = _entries.decode(raw)
    said = (read.platform, read.channel, read.topic, read.query)
    if empty := [name for name, value in zip(MUST_SAY, said, strict=True) if not value or value.isspace()]:
        raise ValueError(f"{' and '.join(f'`{name}`' for name in empty)} must not be empty")
    return subscription(read)


def _check(zone: str, query: str, style: str, language: str) -> None:
    """What many entries have in common, and takes its time to look at."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{zone!r} is no IANA time zone, such as Europe/Berlin") from error
    try:
        parse(query)
    except Misunderstood as error:
        raise ValueError(f"the query {query[:80]!r} can't be read: {error.problem}") from error
    try:
        writing_options(style, language)
    except Misunderstood as error:
        raise ValueError(f"`style` or `language` can't be meant: {error.problem}") from error


def _complaint(complaints: list[str]) -> str:
    shown = "\n".join(f"  {complaint}" for complaint in complaints[:MOST_COMPLAINTS])
    more = f"\n  and {len(complaints) - MOST_COMPLAINTS} more" if len(complaints) > MOST_COMPLAINTS else ""
    return f"Nothing was imported, since not every subscription can be read:\n{shown}{more}"


@lru_cache(maxsize=1440)
def _wall_time(text: str) -> time:
    try:
        at = time.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no time of day, such as 09:00") from error
    if at.tzinfo is not None:
        raise ValueError(f"{text!r} must be without a zone; `zone` says it")
    return at


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("`created` needs its zone, such as 2026-05-04T09:00:00Z")
    return moment.astimezone(UTC)
