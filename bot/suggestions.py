"""What chat platforms offer while somebody fills in a field: topics, zones, papers at hand, a channel's subscriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Suggestion, Suggestions
from bot.commands import zones
from bot.knowledge import topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Channel
    from adapters.store.ports import Roundups, Subscriptions
    from bot.service.roundup_service import RoundupService

_MOST = 25
_COMMON = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Tokyo",
    "Asia/Kolkata",
)


def topic_names(typed: str) -> tuple[str, ...]:
    """Well-known topics that begin like this or hold it, then those that are a slip away."""
    said = typed.strip().casefold()
    names = [known.name for known in topics().well_known]
    first = [name for name in names if name.casefold().startswith(said)]
    then = [name for name in names if said in name.casefold()]
    return tuple(dict.fromkeys((*first, *then, *(topics().suggest(said) if said else ()))))[:_MOST]


def zone_names(typed: str) -> tuple[str, ...]:
    """Zones that these words mean, else those that are near; the common ones for nothing typed."""
    if not typed.strip():
        return _COMMON
    if abbreviated := zones.abbreviated(typed):
        return tuple(sorted(abbreviated, key=lambda name: name not in _COMMON))[:_MOST]
    return tuple(dict.fromkeys((*zones.zones_named(typed), *zones.nearest(typed, _MOST))))[:_MOST]


def papers(service: RoundupService, typed: str) -> tuple[tuple[str, str], ...]:
    """Papers at hand as (what is shown, id)."""
    found = service.papers.completions(typed, _MOST)
    return tuple(dict.fromkeys((f"{one.text} — {one.paper.title}", one.paper.id) for one in found))


async def subscribed(subscriptions: Subscriptions, channel: Channel, typed: str) -> Sequence[str]:
    """The topics of a channel that hold this."""
    said = typed.strip().casefold()
    return [one.topic for one in await subscriptions.of(channel) if said in one.topic.casefold()]


async def last_papers(roundups: Roundups, channel: Channel, typed: str) -> list[tuple[str, str]]:
    """The papers of the channel's last roundup that hold this, as (what is shown, id)."""
    roundup_id = await roundups.last(channel, None)
    roundup = await roundups.get(roundup_id) if roundup_id else None
    said = typed.strip().casefold()
    numbered = [(listed.number, listed.pick.paper) for listed in roundup.papers] if roundup else []
    return [(f"{number} · {paper.title}", paper.id) for number, paper in numbered if said in paper.title.casefold()]


def suggestions(service: RoundupService, subscriptions: Subscriptions, roundups: Roundups) -> Suggestions:
    """The four as platforms ask for them."""

    async def of_topics(channel: Channel, typed: str) -> Sequence[Suggestion]:
        own = await subscribed(subscriptions, channel, typed)
        return _as_they_are(tuple(dict.fromkeys((*own, *topic_names(typed))))[:_MOST])

    async def of_zones(_channel: Channel, typed: str) -> Sequence[Suggestion]:
        return _as_they_are(zone_names(typed))

    async def of_papers(channel: Channel, typed: str) -> Sequence[Suggestion]:
        near = {id_: label for label, id_ in await last_papers(roundups, channel, typed)}
        near |= {id_: label for label, id_ in papers(service, typed) if id_ not in near}
        return [Suggestion(label=label, value=id_) for id_, label in near.items()][:_MOST]

    async def of_subscriptions(channel: Channel, typed: str) -> Sequence[Suggestion]:
        return _as_they_are(await subscribed(subscriptions, channel, typed))

    return Suggestions(topics=of_topics, zones=of_zones, papers=of_papers, subscriptions=of_subscriptions)


def _as_they_are(names: Sequence[str]) -> list[Suggestion]:
    return [Suggestion(label=name, value=name) for name in names]
