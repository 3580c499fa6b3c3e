"""What every chat platform is given, and which of them this installation has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from adapters import mail_address
from adapters.chat import Ports
from bot import registry, suggestions
from bot.commands.command_table import SLASH_COMMANDS
from bot.commands.references import is_about_above, is_addressed, lone_numbers
from bot.due_dates import next_dates
from bot.handlers.greetings import Greetings
from bot.handlers.sharing import PostingRights

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from adapters.chat import Answer, Channel, Part, Person, Platform, Reply, Request
    from adapters.settings import Settings
    from adapters.store.ports import KeyValueStore, Roundups, Subscription, Subscriptions
    from adapters.tracing import Tracer
    from bot.clock import Clock
    from bot.delivery.subscription_pauser import SubscriptionPauser, Tell
    from bot.service.roundup_service import RoundupService


class AnswerProxy:
    """The answer that platforms are given before the bot is put together, since the bot's works need the platforms."""

    def __init__(self) -> None:
        self.answer: Answer | None = None
        self.pauser: SubscriptionPauser | None = None

    async def say(self, request: Request) -> Reply:
        """What the bot answers."""
        if self.answer is None:
            raise RuntimeError("no bot was put together")
        return await self.answer(request)

    async def removed(self, platform: str, workspace: str, reason: str) -> None:
        """Hold what a workspace subscribed to that removed the bot."""
        if self.pauser:
            await self.pauser.hold(platform, workspace, reason)

    async def restored(self, platform: str, workspace: str) -> None:
        """Go on with what was held for that reason alone."""
        if self.pauser:
            await self.pauser.go_on(platform, workspace)


def traced(answer: Answer, tracer: Tracer) -> Answer:
    """The same answer, each a piece of work that is traced; of what was asked, only where and by what kind of entry."""

    async def tracing(request: Request) -> Reply:
        with tracer.span("command", platform=request.channel.platform, entry_point=request.entry_point):
            return await answer(request)

    return tracing


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformServices:
    """What every platform is given."""

    subscriptions: Subscriptions
    roundups: Roundups
    key_values: KeyValueStore
    service: RoundupService
    clock: Clock
    answer_proxy: AnswerProxy


def connect_platforms(settings: Settings, ports: Ports) -> dict[str, Platform]:
    """The platforms that are set up, not started."""
    found = ((declared.name, declared.connect(settings, ports)) for declared in registry.platform_declarations())
    return {name: platform for name, platform in found if platform is not None}


def administrator_notifier(platforms: Mapping[str, Platform]) -> Tell:
    """Tells a workspace's people privately, in their own platform's way; of mail, those of the channel it was asked for in."""

    async def tell(channel: Channel, note: Part) -> None:
        place = mail_address.origin(channel) or channel
        platform = platforms.get(place.platform)
        if platform:
            await platform.tell_administrators(place, note)

    return tell


def posting_rights(platforms: Mapping[str, Platform]) -> PostingRights:
    """Asks the channel's own platform; one that isn't set up here allows nothing."""

    async def ensure_can_post(channel: Channel) -> str:
        platform = platforms.get(channel.platform)
        return await platform.ensure_can_post(channel) if platform else f"I have no access to {channel.platform} here."

    async def may(channel: Channel, person: Person) -> bool:
        platform = platforms.get(channel.platform)
        return platform is not None and await platform.may_post(channel, person)

    return PostingRights(ensure_can_post=ensure_can_post, may_post=may)


async def is_beyond_roundup(roundups: Roundups, channel: Channel, thread: str, words: str) -> bool:
    """Whether words are numbers alone, and a thread's roundup has no paper of any; what no roundup is known of may be asked."""
    numbers = lone_numbers(words)
    known = await roundups.in_thread(channel, thread) if numbers else None
    roundup = await roundups.get(known) if known else None
    return roundup is not None and not any(map(roundup.numbered, numbers))


def ports_of(services: PlatformServices) -> Ports:
    """What every platform is given."""

    async def link_thread(channel: Channel, thread: str, roundup_id: str) -> None:
        await services.roundups.link_thread(channel, thread, roundup_id)

    async def record_shown(channel: Channel, thread: str, roundup_id: str) -> None:
        await services.roundups.record_shown(channel, thread, roundup_id, services.clock.now())

    async def is_roundup_thread(channel: Channel, thread: str) -> bool:
        return await services.roundups.in_thread(channel, thread) is not None

    def next_date(subscription: Subscription) -> datetime | None:
        return next(iter(next_dates(subscription, services.clock.now(), 1)), None)

    profiles, greetings = registry.profiles(), Greetings(services.key_values, services.subscriptions)

    def linked_papers(words: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mention.id for mention in profiles.links(words)))

    return Ports(
        answer=services.answer_proxy.say,
        link_thread=link_thread,
        record_shown=record_shown,
        is_roundup_thread=is_roundup_thread,
        is_addressed=is_addressed,
        is_beyond_roundup=partial(is_beyond_roundup, services.roundups),
        is_about_above=is_about_above,
        linked_papers=linked_papers,
        hello=greetings.hello,
        next_step=greetings.next_step,
        workspace_removed=services.answer_proxy.removed,
        workspace_restored=services.answer_proxy.restored,
        suggest=suggestions.suggestions(services.service, services.subscriptions, services.roundups),
        commands=SLASH_COMMANDS,
        subscriptions=services.subscriptions,
        next_date=next_date,
        roundup=services.roundups.get,
        key_values=services.key_values,
        now=services.clock.now,
    )
