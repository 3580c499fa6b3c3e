"""The bot as platforms see it: a request goes in, a reply comes out, whatever happens inside; so many in a minute."""

from __future__ import annotations

import logging
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.errors import StoreAway
from adapters.sources.ports import unwatched
from bot.answers import replies, topic_answers
from bot.answers.replies import sentence
from bot.commands import commands
from bot.commands.command_parser import parse
from bot.commands.dialogue import command_in, order_in
from bot.commands.mail_command import Mail
from bot.commands.paper_commands import AskQuestion
from bot.commands.references import papers_above
from bot.handlers.languages import ForeignTopics
from bot.handlers.mail import MailHandlers
from bot.handlers.on_demand import OnDemandHandlers
from bot.handlers.sharing import SharingHandlers
from bot.handlers.subscribing import SubscriptionHandlers
from bot.handlers.subscription_outlook import SubscriptionOutlook, nothing_awaited
from bot.handlers.threads import ThreadHandlers
from bot.handlers.web_pages import WebPageHandlers
from digest.errors import Misunderstood, PaperroundError

if TYPE_CHECKING:
    from adapters.chat import Reply, Request
    from adapters.sources.ports import Progress
    from adapters.store.leases import Counters
    from adapters.store.ports import Roundups, Subscriptions
    from bot.clock import Clock
    from bot.handlers.dead_letters import DeadLetterReplies
    from bot.handlers.ended_subscriptions import EndedSubscriptions
    from bot.handlers.sharing import PostingRights, PostRoundup
    from bot.handlers.subscription_outlook import Awaited
    from bot.service.roundup_service import RoundupService
    from bot.writing.question_answerer import QuestionAnswerer
    from bot.writing.topic_translator import TopicTranslator

_PATIENCE = 1.0
"""Seconds that an answer waits for a preview before it comes without."""

_MINUTE = 60
MOST, MOST_HERE, MOST_OF_ALL = 6, 20, 60
"""As many as somebody asks in a minute who looks around, then those of a channel and of a workspace together; each is a
reading, a selection or a question to a model."""
_log = logging.getLogger(__name__)


def in_the_open(reply: Reply, request: Request) -> Reply:
    """Who asks where everybody reads is answered there."""
    return replace(reply, private=request.thread is None)


def _parse_request(request: Request) -> commands.Command:
    """What is asked for: of the papers that the message above links to where it is said about them."""
    if papers := papers_above(request.text, request.above):
        return parse("thread", ", ".join(papers))
    return parse(request.entry_point, request.text)


class CommandRateLimit:
    """Lets so many through in each minute, of a person, a channel and a workspace; what costs nothing isn't counted."""

    def __init__(
        self,
        counters: Counters,
        clock: Clock,
        *,
        most: int = MOST,
        most_here: int = MOST_HERE,
        most_of_all: int = MOST_OF_ALL,
    ) -> None:
        self._counters = counters
        self._clock = clock
        self._most = most
        self._most_here = most_here
        self._most_of_all = most_of_all

    async def refusal(self, command: commands.Command, request: Request) -> Reply | None:
        """When to ask again; None where it may be asked now, and is counted."""
        if not _costs_work(command):
            return None
        minute, second = divmod(int(self._clock.now().timestamp()), _MINUTE)
        tenant = request.channel.tenant
        budgets = (
            ("That", f"{tenant}:{request.person.id}", self._most),
            ("What all of this channel asked", request.channel.address, self._most_here),
            ("What all of this workspace asked", tenant, self._most_of_all),
        )
        for what, name, most in budgets:
            if not await self._counters.add(f"asked:{name}:{minute}", 1, 2 * _MINUTE, most=most):
                return sentence(f"{what} was a lot in one minute; please ask again in {_MINUTE - second} s.")
        return None


def _costs_work(command: commands.Command) -> bool:
    """Whether papers are selected, a preview of a changed topic included, or a model is asked."""
    if isinstance(command, commands.ListTopics):
        return command.topic is not None
    reads = commands.RoundupNow | commands.Search | commands.Subscribe | commands.Also | commands.Not | AskQuestion
    return isinstance(command, reads)


class Bot:
    """Answers requests; `answer` is an `adapters.chat.Answer`."""

    def __init__(  # noqa: PLR0913 - what it works with, all of it stated
        self,
        service: RoundupService,
        subscriptions: Subscriptions,
        roundups: Roundups,
        clock: Clock,
        *,
        rights: PostingRights,
        zone: str = "UTC",
        progress: Progress = unwatched,
        answering: QuestionAnswerer | None = None,
        translating: TopicTranslator | None = None,
        awaited: Awaited = nothing_awaited,
        post_roundup: PostRoundup | None = None,
        rate_limit: CommandRateLimit | None = None,
        dead_letters: DeadLetterReplies | None = None,
        ended_subscriptions: EndedSubscriptions | None = None,
        pages: WebPageHandlers | None = None,
        mail: MailHandlers | None = None,
    ) -> None:
        self._rate_limit = rate_limit
        self._dead_letters = dead_letters
        self._foreign_topics = ForeignTopics(translating)
        outlook = SubscriptionOutlook(service, roundups, clock, progress, awaited, patience=_PATIENCE)
        self._subscribing = SubscriptionHandlers(
            subscriptions,
            outlook,
            clock,
            zone,
            ensure_can_post=rights.ensure_can_post,
            ended_subscriptions=ended_subscriptions,
        )
        self._on_demand = OnDemandHandlers(subscriptions, roundups, service, progress)
        self._pages = pages or WebPageHandlers(None, "", subscriptions)
        self._mail = mail or MailHandlers(None, subscriptions, clock)
        self._sharing = SharingHandlers(roundups, post_roundup, rights)
        self._in_thread = ThreadHandlers(roundups, service, progress, answering)

    async def answer(self, request: Request) -> Reply:
        """The reply to a request; never raises."""
        try:
            return await self._foreign_topics.answer(request, _parse_request, self._let_through)
        except Misunderstood as problem:
            return replies.misunderstood(problem)
        except StoreAway:
            _log.warning("the store is away", exc_info=True)
            return replies.store_away()
        except PaperroundError as away:
            return replies.failure(away)
        except Exception:  # noqa: BLE001 - the boundary: a platform is always given a reply
            reference = secrets.token_hex(4)
            _log.exception("a request failed, reference %s", reference)
            return replies.unexpected(reference)

    async def _let_through(self, command: commands.Command, request: Request) -> Reply:
        if self._rate_limit and (refusal := await self._rate_limit.refusal(command, request)):
            return refusal
        return await self._dispatch(command, request)

    async def _dispatch(self, command: commands.Command, request: Request) -> Reply:
        reply = await self._dispatch_by_kind(command, request)
        return await self._dead_letters.with_dead_letters(command, request, reply) if self._dead_letters else reply

    async def _dispatch_by_kind(self, command: commands.Command, request: Request) -> Reply:  # noqa: PLR0911 - one line a kind
        if isinstance(command, commands.ListTopics):
            return await self._on_demand.topic(command.topic) if command.topic else topic_answers.well_known()
        if isinstance(command, commands.Help):
            return replies.helping(hears_all=request.hears_all)
        if isinstance(command, commands.Thanks):
            return in_the_open(replies.sentence("You're welcome."), request)
        if isinstance(command, commands.InThread):
            return await self._dispatch_in_thread(command, request)
        if isinstance(command, commands.SubscriptionChange):
            return await self._dispatch_change(command, request)
        if isinstance(command, commands.Distribution):
            return await self._dispatch_distribution(command, request)
        return await self._dispatch_query(command, request)

    async def _dispatch_in_thread(self, command: commands.InThread, request: Request) -> Reply:
        """Words in a thread that belongs to no roundup are as good as words in the channel; ids work anywhere."""
        roundup = await self._in_thread.roundup(request)
        if isinstance(command, commands.OnPapers):
            return in_the_open(await self._in_thread.on_papers(command, roundup), request)
        if roundup is None:
            return await self._dispatch(parse("papers", request.text), request)
        if said := command_in(request.text) if request.is_direct else order_in(request.text):
            return await self._dispatch(said, request)
        return in_the_open(await self._in_thread.on_roundup(command, roundup, request), request)

    async def _dispatch_change(self, command: commands.SubscriptionChange, request: Request) -> Reply:
        match command:
            case commands.Subscribe():
                return await self._subscribing.subscribe(command, request)
            case commands.Unsubscribe():
                return await self._subscribing.unsubscribe(command, request)
            case commands.Pause():
                return await self._subscribing.pause(command, request)
            case commands.Resume():
                return await self._subscribing.resume(command, request)
            case commands.Also() | commands.Not():
                return await self._subscribing.refine(command, request)

    async def _dispatch_distribution(self, command: commands.Distribution, request: Request) -> Reply:
        match command:
            case commands.ShareRoundup():
                return await self._sharing.share(command, request)
            case commands.WebPages():
                return await self._pages.answer(command, request)
            case Mail():
                return await self._mail.answer(command, request)

    async def _dispatch_query(self, command: commands.ChannelQuery, request: Request) -> Reply:
        match command:
            case commands.List():
                return await self._subscribing.show(command, request)
            case commands.HowToChange():
                return await self._subscribing.how_to_change(command, request)
            case commands.RoundupNow():
                return await self._on_demand.now(command, request)
            case commands.Why():
                return await self._on_demand.why(command, request)
            case commands.Search():
                return await self._on_demand.search(command)
            case commands.ExplainPaper():
                return await self._on_demand.explain(command)
