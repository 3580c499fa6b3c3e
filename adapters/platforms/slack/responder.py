"""One thing asked, answered: by the right person's rights, once, in the right place, whatever Slack does meanwhile."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tenacity import (
    AsyncRetrying,
    before_sleep_log,
    retry_if_exception_type,
    stop_after_attempt,
    wait_chain,
    wait_fixed,
)

from adapters.errors import TryLater, Uncertain
from adapters.platforms.shared.command_words import SHARE
from adapters.platforms.shared.event_processing import Deduplicator, show_growing, told_to_wait
from adapters.platforms.slack.api import SlackApi, client
from adapters.platforms.slack.messages import said_above
from adapters.platforms.slack.render import fallback
from adapters.platforms.slack.reply_sender import ReplySender
from adapters.platforms.slack.request import MODAL_ACK_SECONDS, outside
from adapters.platforms.slack.rights import People
from adapters.platforms.slack.settings import PLATFORM
from adapters.retrying import asked_for_or
from digest.errors import PaperroundError

if TYPE_CHECKING:
    import aiohttp

    from adapters.chat import Person, Ports, Reply, Request
    from adapters.platforms.shared.event_processing import ClaimSteps
    from adapters.platforms.slack.request import SlackRequest
    from adapters.platforms.slack.settings import SlackAccess
    from adapters.platforms.slack.tokens import Tokens

SLOW_SECONDS = 0.8
"""Seconds after which somebody is told that an answer takes its time; an acknowledgement still takes the words along."""
_PAUSES = asked_for_or(wait_chain(wait_fixed(1.0), wait_fixed(4.0)))
_LONGEST_PAUSE_SECONDS = 30.0
_TRIES = 3
_log = logging.getLogger(__name__)


class SlackResponder:
    """Takes what was asked and sees to it that it is answered."""

    def __init__(self, access: SlackAccess, ports: Ports, tokens: Tokens, session: aiohttp.ClientSession) -> None:
        self.ports = ports
        self.deduplicator = Deduplicator(ports.key_values, PLATFORM)
        self._access = access
        self._people = People(access.rule)
        self._tokens = tokens
        self._session = session
        self._clients: dict[str, SlackApi] = {}

    async def slack(self, workspace: str) -> SlackApi:
        """The API of a workspace, with its token of now."""
        identity = await self._tokens.of(workspace)
        known = self._clients.get(identity.token)
        if known is None:
            known = self._clients[identity.token] = SlackApi(
                client(self._access.base_url, identity.token, self._session)
            )
        return known

    async def person(self, request: SlackRequest) -> Person:
        """Who asks."""
        return await self._people.person(await self.slack(request.workspace), request)

    async def reply_sender(self, request: SlackRequest) -> ReplySender:
        """What answers them."""
        slack = await self.slack(request.workspace)
        return ReplySender(slack, self._session, self.ports, request)

    async def take(self, request: SlackRequest) -> bool:
        """Answer it unless it was answered, waiting for trouble to pass; whether that changed the channel's subscriptions."""
        replies: list[Reply] = []
        await self.deduplicator.do(request.key, partial(self._answer_with_retries, request, replies))
        return any(reply.subscriptions_changed for reply in replies)

    async def _answer_with_retries(self, request: SlackRequest, replies: list[Reply], steps: ClaimSteps) -> None:
        tries = AsyncRetrying(
            retry=retry_if_exception_type((TryLater, Uncertain)),
            wait=lambda tried: min(_PAUSES(tried), _LONGEST_PAUSE_SECONDS),
            stop=stop_after_attempt(_TRIES),
            before_sleep=before_sleep_log(_log, logging.INFO),
            reraise=True,
        )
        await tries(partial(self._answer, request, replies, steps))

    async def _answer(self, request: SlackRequest, replies: list[Reply], steps: ClaimSteps) -> None:
        """Ask the bot, keep and show its reply; that it takes a while is said after a moment."""
        placed = await self._if_for_us(request)
        if placed is None:
            return
        sender = await self.reply_sender(placed)
        bot_request = placed.request(await self.person(placed), await self._above(placed))
        answer = asyncio.ensure_future(self._reply(sender, placed, bot_request))
        # A window that was filled in shows by itself that it waits, as long as it is open.
        await told_to_wait(
            answer, MODAL_ACK_SECONDS + 0.1 if placed.fields else SLOW_SECONDS, partial(sender.wait, steps)
        )
        reply = await answer
        replies.append(reply)
        if not _at_the_field(placed, reply):
            await show_growing(reply, partial(sender.reply, steps=steps), sender.grow)

    async def _reply(self, sender: ReplySender, placed: SlackRequest, bot_request: Request) -> Reply:
        """The bot's reply; a whole roundup is shared where it is wanted, which is posted as everything of the schedule is."""
        if not (placed.whole and bot_request.text.startswith(f"{SHARE} ")):
            reply = await self.ports.answer(bot_request)
            if not sender.wants_whole(reply):
                return reply
            bot_request = replace(bot_request, entry_point="papers", text=f"{SHARE} {reply.roundup_id}", thread=None)
        if placed.whole:
            bot_request = replace(bot_request, channel=replace(bot_request.channel, id=await sender.dialogue()))
        return await self.ports.answer(bot_request)

    async def _above(self, request: SlackRequest) -> str:
        """What stands above a word to us in a thread, where it is said about that."""
        if not (request.mentioned and request.reply_thread and self.ports.is_about_above(request.text)):
            return ""
        return await said_above(await self.slack(request.workspace), request, self.ports.linked_papers)

    async def _if_for_us(self, request: SlackRequest) -> SlackRequest | None:
        """In a thread we answer where it is one of ours, or where we are called by name."""
        if not request.key.startswith("message:") or request.thread is None:
            return request
        try:
            ours = await self.ports.is_roundup_thread(request.bot_channel, request.thread)
            beyond = ours and await self.ports.is_beyond_roundup(request.bot_channel, request.thread, request.text)
        except PaperroundError as away:
            _log.warning("a reply in a thread stays unanswered: %s", away)
            ours = beyond = False
        if beyond and not request.mentioned:
            return None
        return request if ours else outside(request)

    async def join(self, request: SlackRequest) -> None:
        """Join the public channel that something was asked in, then answer it."""
        slack = await self.slack(request.workspace)
        try:
            await slack.write("conversations.join", channel=request.channel)
        except PaperroundError as refused:
            await (await self.reply_sender(request)).trouble(refused)
            return
        await self.take(replace(request, whole=False))


def _at_the_field(request: SlackRequest, reply: Reply) -> bool:
    """Whether a window shows what is wrong with it, as long as it is open; else it closes."""
    if not request.fields or request.ack is None:
        return False
    if reply.refused:
        wrong = {request.fields[reply.refused]: " ".join(fallback(reply.parts[0]).split())}
        return request.ack.offer({"response_action": "errors", "errors": wrong})
    request.ack.close()
    return False
