"""What people ask for now: a roundup, made, shared and explained, one paper, or papers by words."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.store.ports import on_topic
from bot.answers import paper_answers, subscription_answers, topic_answers
from bot.answers import roundup_answers as answers
from bot.answers.replies import sentence
from bot.handlers.subscription_outlook import topic_of
from bot.knowledge import knowledge, topics
from digest.errors import PaperroundError
from digest.query import parse

if TYPE_CHECKING:
    from adapters.chat import Reply, Request
    from adapters.sources.ports import Progress
    from adapters.store.ports import Roundups, Subscriptions
    from bot.commands.commands import ExplainPaper, RoundupNow, Search, Why
    from bot.service.roundup_service import RoundupService
    from digest.model import Topic, Window

_PATIENCE = 20.0
"""Seconds that a person waits to be told what last week had on a topic."""
_HITS = 10


class OnDemandHandlers:
    """The use cases of whoever wants something now."""

    def __init__(
        self, subscriptions: Subscriptions, roundups: Roundups, service: RoundupService, progress: Progress
    ) -> None:
        self._subscriptions = subscriptions
        self._roundups = roundups
        self._service = service
        self._progress = progress

    async def now(self, command: RoundupNow, request: Request) -> Reply:
        """A roundup of the topic, or of the channel's only one."""
        subscriptions = await self._subscriptions.of(request.channel)
        if command.topic is None and len(subscriptions) != 1:
            return subscription_answers.which(subscriptions, "roundup") if subscriptions else answers.which_topic()
        topic = topics().resolve(command.topic or subscriptions[0].topic)
        current = on_topic(subscriptions, topic.name)
        topic = topic_of(current) if current else topic
        cadence, zone = (current.cadence, current.zone) if current else ("weekly", request.person.zone or "UTC")
        style = command.style or (current.style if current else "")
        writing_options = self._service.writing_options(
            style, command.language or (current.language if current else "")
        )
        window = self._service.current_window(cadence, zone)
        if command.days:
            window = replace(window, start=window.end - timedelta(days=command.days - 1))
        made = await self._service.roundup(topic, window, self._progress, writing_options=writing_options)
        roundup_id = await self._roundups.keep_private(made, request.channel.tenant)
        is_empty = made.counts.matched == 0
        author = await self._service.papers.author_named(topic.query, self._progress) if is_empty else ""
        return answers.roundup_reply(made, roundup_id, author)

    async def topic(self, words: str) -> Reply:
        """What a name or query stands for, and what last week had on it."""
        topic = topics().resolve(words)
        try:
            async with asyncio.timeout(_PATIENCE):
                last_week = await self._service.preview(topic, self._service.current_window(), self._progress)
        except (TimeoutError, PaperroundError):
            last_week = None
        return topic_answers.topic_meaning(topic, words, last_week)

    async def why(self, command: Why, request: Request) -> Reply:
        """Why a paper is, or isn't, in the channel's last roundup."""
        about = await self._last_topic_and_window(request)
        if about is None:
            return sentence("There is no roundup here yet to ask about; /papers roundup <topic> makes one.")
        found = await self._service.papers.find(command.words, self._progress)
        if found.card is None:
            return paper_answers.unknown(command.words, found.also)
        return answers.why(await self._service.judge(found.card.paper, *about))

    async def explain(self, command: ExplainPaper) -> Reply:
        """The card of a paper."""
        found = await self._service.papers.find(command.ref, self._progress)
        return paper_answers.card_or_unknown(found, command.ref, self._service.papers.detailed)

    async def search(self, command: Search) -> Reply:
        """Papers of the last weeks."""
        picks = await self._service.papers.search(command.words, _HITS, self._progress)
        finder, words = self._service.papers, command.words
        query = parse(words, knowledge().sources)
        if picks:
            return paper_answers.hits(picks, words, query)
        author = await finder.author_named(query, self._progress)
        near = () if author else await finder.nearest(words, self._progress)
        return paper_answers.no_hits(words, query, near, author)

    async def _last_topic_and_window(self, request: Request) -> tuple[Topic, Window] | None:
        """What the roundup was about in whose thread it is asked, else the channel's last one, or what its first would be."""
        channel = request.channel
        roundup_id = await self._roundups.in_thread(channel, request.thread) if request.thread else None
        roundup_id = roundup_id or await self._roundups.last(channel, None)
        roundup = await self._roundups.get(roundup_id) if roundup_id else None
        if roundup:
            return roundup.topic, roundup.window
        subscriptions = await self._subscriptions.of(channel)
        if not subscriptions:
            return None
        return topic_of(subscriptions[0]), self._service.current_window(subscriptions[0].cadence, subscriptions[0].zone)
