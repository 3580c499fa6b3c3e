"""Mail that is asked for and never sent, for tests of what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.store.mail_signups import MailSignups
from bot.handlers.mail import MailHandlers, MailSubscribing
from tests.stores import FakeKeyValues

if TYPE_CHECKING:
    from adapters.store.ports import Subscriptions
    from bot.clock import Clock


async def _unsent(_signup: str) -> None:
    """The confirmation that no test of words waits for."""


def mail_unsent(subscriptions: Subscriptions, clock: Clock) -> MailHandlers:
    """The commands, with notes in memory."""
    key_values = FakeKeyValues()
    mail = MailSubscribing(MailSignups(key_values), subscriptions, _unsent, key_values, clock)
    return MailHandlers(mail, subscriptions, clock)
