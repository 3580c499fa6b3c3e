"""Subscribing, listing, pausing and ending: everything that changes or shows a channel's subscriptions."""

from __future__ import annotations

import dataclasses
from datetime import time
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from adapters.store.ports import PauseReason, Subscription, on_topic, topic_key
from bot.answers import subscription_answers as answers
from bot.answers.replies import cannot_post, not_allowed, sentence
from bot.commands.commands import Also
from bot.commands.subscribe_words import words_of
from bot.knowledge import topics
from digest.errors import Misunderstood
from digest.query import Term, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Channel, Reply, Request
    from adapters.store.ports import Subscriptions
    from bot.clock import Clock
    from bot.commands.commands import HowToChange, List, Not, Pause, Resume, Subscribe, Unsubscribe
    from bot.handlers.ended_subscriptions import EndedSubscriptions
    from bot.handlers.sharing import EnsureCanPost
    from bot.handlers.subscription_outlook import SubscriptionOutlook
    from bot.service.results import Preview
    from digest.model import Topic

_NINE = time(9)
_CLOSE = 75


class SubscriptionHandlers:
    """The use cases around a channel's subscriptions."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        outlook: SubscriptionOutlook,
        clock: Clock,
        zone: str,
        *,
        ensure_can_post: EnsureCanPost,
        ended_subscriptions: EndedSubscriptions | None = None,
    ) -> None:
        """`zone` is whose times count for people that have none of their own."""
        self._subscriptions = subscriptions
        self._outlook = outlook
        self._clock = clock
        self._zone = zone
        self._ensure_can_post = ensure_can_post
        self._ended_subscriptions = ended_subscriptions

    async def subscribe(self, command: Subscribe, request: Request) -> Reply:
        """Subscribe, or change what is subscribed to; what isn't said stays, or takes its default."""
        if not request.person.may_manage:
            return not_allowed()
        topic = topics().resolve(command.topic)
        subscriptions = await self._subscriptions.of(request.channel)
        wanted = self._subscription(command, topic, request, on_topic(subscriptions, topic.name))
        if obstacle := await self._ensure_can_post(request.channel):
            return cannot_post(obstacle, request)
        is_new = await self._subscriptions.put(wanted)
        former = await self._former_words(command, topic, request)
        return await self._reply_with_preview(wanted, request, changed=not is_new, former=former)

    async def show(self, command: List, request: Request) -> Reply:
        """This channel's subscriptions; the one that is named, where it has that."""
        subscriptions = await self._subscriptions.of(request.channel)
        if not subscriptions:
            return answers.none_yet()
        shown = subscriptions_meant(subscriptions, command.topic) or subscriptions
        return answers.listing([await self._outlook.status(subscription) for subscription in shown])

    async def how_to_change(self, command: HowToChange, request: Request) -> Reply:
        """How one is changed, in words."""
        if not request.person.may_manage:
            return not_allowed()
        subscriptions = await self._subscriptions.of(request.channel)
        chosen = subscriptions_meant(subscriptions, command.topic)
        if not chosen:
            return not_among(subscriptions, command.topic, command.verb)
        return answers.changing(chosen[0]) if len(chosen) == 1 else answers.which(subscriptions, command.verb)

    async def unsubscribe(self, command: Unsubscribe, request: Request) -> Reply:
        """End one subscription."""
        if not request.person.may_manage:
            return not_allowed()
        subscriptions = await self._subscriptions.of(request.channel)
        if command.topic is None and len(subscriptions) > 1:
            return answers.which(subscriptions, "unsubscribe")
        chosen = subscriptions_meant(subscriptions, command.topic)
        if not chosen:
            return not_among(subscriptions, command.topic, "unsubscribe")
        (ended,) = chosen
        words = words_of(ended)
        await self._subscriptions.remove(request.channel, ended.topic)
        if self._ended_subscriptions:
            await self._ended_subscriptions.keep(request.channel, ended.topic, words)
        return answers.unsubscribed(ended, words)

    async def pause(self, command: Pause, request: Request) -> Reply:
        """Hold one subscription, or all."""
        if not request.person.may_manage:
            return not_allowed()
        subscriptions = await self._subscriptions.of(request.channel)
        chosen = subscriptions_meant(subscriptions, command.topic)
        if not chosen:
            return not_among(subscriptions, command.topic, "pause")
        paused = PauseReason(code="asked", text=f"paused by {request.person.name or 'a member'}")
        for subscription in chosen:
            await self._subscriptions.put(dataclasses.replace(subscription, paused=paused))
        return answers.paused([subscription.topic for subscription in chosen])

    async def resume(self, command: Resume, request: Request) -> Reply:
        """Go on with one subscription, or all."""
        if not request.person.may_manage:
            return not_allowed()
        subscriptions = await self._subscriptions.of(request.channel)
        chosen = subscriptions_meant(subscriptions, command.topic)
        if not chosen:
            return not_among(subscriptions, command.topic, "resume")
        held = [dataclasses.replace(one, paused=None) for one in chosen if one.paused is not None]
        if not held:
            return sentence(
                f"Not paused: {', '.join(one.topic for one in chosen)}. /papers list shows what comes next."
            )
        if obstacle := await self._ensure_can_post(request.channel):
            return cannot_post(obstacle, request)
        for subscription in held:
            await self._subscriptions.put(subscription)
        return answers.resumed([self._outlook.dates(subscription) for subscription in held])

    def _subscription(
        self, command: Subscribe, topic: Topic, request: Request, before: Subscription | None
    ) -> Subscription:
        base = before or self._default_subscription(request.channel, request.person.zone or self._zone)
        cadence = command.cadence or base.cadence
        if command.weekday is not None and cadence == "daily":
            cadence = "weekly"
        return dataclasses.replace(
            base,
            topic=topic.name,
            query=base.query or topic.query.text,
            cadence=cadence,
            weekday=base.weekday if command.weekday is None else command.weekday,
            at=base.at if command.at is None else command.at,
            zone=command.zone or base.zone,
            style=command.style or base.style,
            language=command.language or base.language,
            paused=None,
        )

    async def _former_words(self, command: Subscribe, topic: Topic, request: Request) -> str:
        """How a topic came that was ended, where nothing else was said of it now."""
        says_when = any((command.cadence, command.at, command.zone, command.weekday is not None))
        if self._ended_subscriptions is None or says_when:
            return ""
        return await self._ended_subscriptions.take(request.channel, topic.name)

    def _default_subscription(self, channel: Channel, zone: str) -> Subscription:
        """What nobody has said anything about: Mondays at nine."""
        return Subscription(
            channel=channel,
            topic="",
            query="",
            cadence="weekly",
            weekday=0,
            at=_NINE,
            zone=zone,
            created=self._clock.now(),
        )

    async def refine(self, command: Also | Not, request: Request) -> Reply:
        """Count more as on a topic, or leave something out; what the other of the two said of it before is undone."""
        if not request.person.may_manage:
            return not_allowed()
        subscriptions = await self._subscriptions.of(request.channel)
        words, subscription = _words_and_subscription(command.words, subscriptions)
        if subscription is None:
            return answers.which(subscriptions, command.verb, words) if subscriptions else answers.none_yet()
        query = parse(subscription.query)
        term = Term(text=words, phrase=" " in words)
        rows = tuple(row for row in query.alternatives if row != (term,))
        without = tuple(one for one in query.without if one != term)
        if isinstance(command, Also):
            changed = dataclasses.replace(query, alternatives=(*rows, (term,)), without=without)
        else:
            changed = dataclasses.replace(query, alternatives=rows, without=(*without, term))
        wanted = dataclasses.replace(subscription, query=parse(changed.text).text)
        await self._subscriptions.put(wanted)
        return await self._reply_with_preview(wanted, request, changed=True)

    async def _reply_with_preview(
        self, wanted: Subscription, request: Request, *, changed: bool, former: str = ""
    ) -> Reply:
        """That it is so, with a preview, which is added as soon as it is there."""
        status, by, reading = self._outlook.dates(wanted), request.person.name, self._outlook.reading(wanted)

        def reply_with(preview: Preview | str | None) -> Reply:
            return answers.subscribed(status, preview, changed=changed, by=by, former=former)

        async def fuller() -> Reply:
            return reply_with(await self._outlook.at_last(reading))

        preview = await self._outlook.at_once(reading)
        return reply_with(preview) if preview is not None else dataclasses.replace(reply_with(None), fuller=fuller)


def _words_and_subscription(words: str, subscriptions: Sequence[Subscription]) -> tuple[str, Subscription | None]:
    """What is to count or not, and in which subscription: the one named behind *in*, or the only one."""
    for subscription in sorted(subscriptions, key=lambda subscription: -len(subscription.topic)):
        head, found, tail = words.casefold().rpartition(f" in {subscription.topic.casefold()}")
        if found and not tail:
            return words[: len(head)].strip(' "'), subscription
    return words.strip(' "'), subscriptions[0] if len(subscriptions) == 1 else None


def subscriptions_meant(subscriptions: Sequence[Subscription], topic: str | None) -> list[Subscription]:
    """Those that are meant: all without a topic, else the one of this name or query."""
    if topic is None:
        return list(subscriptions)
    try:
        meant = topics().resolve(topic)
    except Misunderstood:
        return []
    names = {topic_key(topic), topic_key(meant.name)}
    return [one for one in subscriptions if topic_key(one.topic) in names or one.query == meant.query.text][:1]


def not_among(subscriptions: Sequence[Subscription], topic: str | None, verb: str) -> Reply:
    """There is no such subscription here; the one that may be meant."""
    if topic is None:
        return answers.none_yet()
    names = [one.topic for one in subscriptions]
    said = f" {' '.join(topic.casefold().split())} "
    within = [name for name in names if f" {name.casefold()} " in said]
    close = process.extractOne(topic, names, scorer=fuzz.ratio, score_cutoff=_CLOSE)
    near = within[0] if len(within) == 1 else close[0] if close else ""
    return answers.not_subscribed(topic, subscriptions, verb, near)
