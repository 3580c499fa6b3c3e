"""The bot itself, with everything around it in memory, and what a platform's driver does for a conversation with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from adapters.store.memory.papers import InMemoryPapers
from bot.handlers.bot import Bot
from bot.handlers.web_pages import WebPageHandlers
from bot.platforms import is_beyond_roundup
from bot.service.roundup_service import RoundupService
from bot.writing.roundup_writer import extracted
from tests.bot.fakes import ALLOWED, NOW, FakeSource
from tests.bot.mail_fakes import mail_unsent
from tests.clock import SetClock
from tests.platforms.sharing import FakeSharing
from tests.stores import FakePageAddresses, FakeRoundups, FakeSubscriptions

if TYPE_CHECKING:
    from adapters.chat import Channel, Reply, Request
    from bot.composition.model import ModelServices
    from bot.writing.reranker import Reranker

ZONE = "Europe/Berlin"
"""Where the person is."""


class Room(Protocol):
    """A channel on some platform, as the person in it uses it.

    Attributes:
        has_own_times: Whether each reader sees times in their own zone here.
    """

    has_own_times: bool = False

    async def say(self, said: str) -> str:
        """Say a line of a dialogue the way that people say it here, and read all of the answer."""
        ...


class RealBot:
    """What composition gives every platform, with a language model where there is one."""

    def __init__(self, models: ModelServices | None = None, reranker: Reranker | None = None) -> None:
        clock = SetClock(NOW)
        service = RoundupService(
            InMemoryPapers([], whole=False),
            FakeSource(),
            clock,
            categories=("cs.*",),
            write=models.writing.roundup if models else extracted,
            usual=models.writing_options if models else None,
            reranker=reranker,
        )
        self.roundups = FakeRoundups()
        self.sharing = FakeSharing(self.roundups)
        self._subscriptions = FakeSubscriptions()
        self._bots = {
            posts: Bot(
                service,
                self._subscriptions,
                self.roundups,
                clock,
                rights=ALLOWED,
                zone=ZONE,
                pages=WebPageHandlers(FakePageAddresses(), "https://papers.example.org", self._subscriptions),
                mail=mail_unsent(self._subscriptions, clock),
                post_roundup=self.sharing.post if posts else None,
                answering=models.answering if models else None,
                translating=models.translating if models else None,
            )
            for posts in (True, False)
        }

    async def answer(self, request: Request) -> Reply:
        """The bot's reply; where nothing was given it to post by, replies are all there is."""
        return await self._bots[self.sharing.publisher is not None].answer(request)

    async def link_thread(self, channel: Channel, thread: str, roundup_id: str) -> None:
        """Tie a thread to its roundup."""
        await self.roundups.link_thread(channel, thread, roundup_id)

    async def record_shown(self, channel: Channel, thread: str, roundup_id: str) -> None:
        """Tie a thread that everybody sees."""
        await self.roundups.record_shown(channel, thread, roundup_id, NOW)

    async def is_beyond_roundup(self, channel: Channel, thread: str, words: str) -> bool:
        """Whether words are numbers that no paper of the thread's roundup has."""
        return await is_beyond_roundup(self.roundups, channel, thread, words)

    async def is_roundup_thread(self, channel: Channel, thread: str) -> bool:
        """Whether a thread is one of a roundup."""
        return await self.roundups.in_thread(channel, thread) is not None
