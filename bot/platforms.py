"""Composition of the chat platforms: what each is given, and which of them this installation has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.platforms.discord import ports as discord_ports
from adapters.platforms.discord.app import DiscordPlatform
from adapters.platforms.slack import ports as slack_ports
from adapters.platforms.slack.app import SlackPlatform
from bot import access, suggestions
from bot.schedule import next_dates

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Answer, Channel, Part, Reply, Request
    from adapters.store.ports import Subscription, Subscriptions
    from adapters.store.redis.store import Store
    from bot.clock import Clock
    from bot.delivery.subscription_pauser import SubscriptionPauser, Tell
    from bot.service.roundup_service import RoundupService

SLACK, DISCORD = "slack", "discord"
Connected = SlackPlatform | DiscordPlatform


class AnswerProxy:
    """The answer that platforms are given before the bot is put together, since the bot's works need the platforms."""

    def __init__(self) -> None:
        self.answer: Answer | None = None
        self.wishes: SubscriptionPauser | None = None

    async def say(self, request: Request) -> Reply:
        """What the bot answers."""
        if self.answer is None:
            raise RuntimeError("no bot was put together")
        return await self.answer(request)

    async def removed(self, platform: str, workspace: str, reason: str) -> None:
        """Hold what a workspace subscribed to that removed the bot."""
        if self.wishes:
            await self.wishes.hold(platform, workspace, reason)

    async def restored(self, platform: str, workspace: str) -> None:
        """Go on with what was held for that reason alone."""
        if self.wishes:
            await self.wishes.go_on(platform, workspace)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformServices:
    """What every platform is given."""

    store: Store
    subscriptions: Subscriptions
    desk: RoundupService
    clock: Clock
    speaker: AnswerProxy


def configured(environ: Mapping[str, str], around: PlatformServices) -> dict[str, Connected]:
    """The platforms whose secrets are set, not started."""
    found: dict[str, Connected] = {}
    if to_slack := access.slack(environ):
        found[SLACK] = SlackPlatform(to_slack, slack_ports_of(around))
    if to_discord := access.discord(environ):
        found[DISCORD] = DiscordPlatform(to_discord, discord_ports_of(around))
    return found


def telling(found: Mapping[str, Connected]) -> Tell:
    """Tells a workspace's people privately, in their own platform's way."""

    async def tell(channel: Channel, note: Part) -> None:
        platform = found.get(channel.platform)
        if platform:
            await platform.tell_administrators(channel, note)

    return tell


def slack_ports_of(around: PlatformServices) -> slack_ports.SlackPorts:
    """What Slack is given."""

    async def ours(channel: Channel, thread: str) -> bool:
        return await around.store.roundups.in_thread(channel, thread) is not None

    async def removed(workspace: str, reason: str) -> None:
        await around.speaker.removed(SLACK, workspace, reason)

    async def restored(workspace: str) -> None:
        await around.speaker.restored(SLACK, workspace)

    def next_date(subscription: Subscription) -> datetime | None:
        return next(iter(next_dates(subscription, around.clock.now(), 1)), None)

    return slack_ports.SlackPorts(
        answer=around.speaker.say,
        shown=_shown(around),
        ours=ours,
        removed=removed,
        subscriptions=around.subscriptions,
        scratch=around.store.scratch,
        topics=suggestions.topic_names,
        zones=suggestions.zone_names,
        next_date=next_date,
        now=around.clock.now,
        restored=restored,
    )


def discord_ports_of(around: PlatformServices) -> discord_ports.DiscordPorts:
    """What Discord is given."""

    async def removed(workspace: str, reason: str) -> None:
        await around.speaker.removed(DISCORD, workspace, reason)

    async def restored(workspace: str) -> None:
        await around.speaker.restored(DISCORD, workspace)

    return discord_ports.DiscordPorts(
        answer=around.speaker.say,
        shown=_shown(around),
        removed=removed,
        restored=restored,
        suggesting=_suggesting(around),
        scratch=around.store.scratch,
    )


def _suggesting(around: PlatformServices) -> discord_ports.Suggester:
    async def topics(_channel: Channel, typed: str) -> Sequence[discord_ports.Suggestion]:
        return _same(suggestions.topic_names(typed))

    async def zones(_channel: Channel, typed: str) -> Sequence[discord_ports.Suggestion]:
        return _same(suggestions.zone_names(typed))

    async def papers(_channel: Channel, typed: str) -> Sequence[discord_ports.Suggestion]:
        return [
            discord_ports.Suggestion(label=label, value=id_) for label, id_ in suggestions.papers(around.desk, typed)
        ]

    async def subscribed(channel: Channel, typed: str) -> Sequence[discord_ports.Suggestion]:
        return _same(await suggestions.subscribed(around.subscriptions, channel, typed))

    return discord_ports.Suggester(topics=topics, zones=zones, papers=papers, subscriptions=subscribed)


def _same(names: Sequence[str]) -> list[discord_ports.Suggestion]:
    return [discord_ports.Suggestion(label=name, value=name) for name in names]


def _shown(around: PlatformServices) -> slack_ports.Shown:
    async def shown(channel: Channel, thread: str, roundup: str) -> None:
        await around.store.roundups.shown(channel, thread, roundup, around.clock.now())

    return shown
