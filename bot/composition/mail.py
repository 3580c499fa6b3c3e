"""Roundups by mail, put together from an installation's settings; without a mail server, there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.mail_address import masked
from adapters.platforms.mail import delivery_report
from adapters.platforms.mail.settings import HOST, RETURNS, MailAccess
from adapters.platforms.mail.smtp_answers import short
from adapters.store.jobs import confirm, look_at_returned
from adapters.store.mail_signups import MailSignups
from adapters.store.returned_mail import ReturnedMail, ReturnedMails
from bot.composition import store as stores
from bot.handlers.mail import MailHandlers, MailSubscribing
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from adapters.settings import Settings
    from adapters.store.ports import Subscriptions
    from adapters.store.redis.store import Store
    from bot.clock import Clock


def subscribing(settings: Settings, store: Store, subscriptions: Subscriptions, clock: Clock) -> MailSubscribing | None:
    """What people can do about mail, where mail can be sent."""
    if missing_settings(settings):
        return None
    key_values, jobs = store.key_values, stores.jobs(store)

    async def send_confirmation(signup: str) -> None:
        await jobs.put([confirm(signup)])

    return MailSubscribing(MailSignups(key_values), subscriptions, send_confirmation, key_values, clock)


def handlers(settings: Settings, store: Store, subscriptions: Subscriptions, clock: Clock) -> MailHandlers:
    """The use cases of `/papers mail`."""
    mail = subscribing(settings, store, subscriptions, clock)
    return MailHandlers(mail, subscriptions, clock, missing_settings(settings))


def missing_settings(settings: Settings) -> str:
    """What has to be set before mail can be sent, in a sentence; "" where nothing has to."""
    access = MailAccess.from_settings(settings)
    return access.missing if access else f"Set {HOST.name} to a mail server; docs/mail.md says how."


async def take_back(report: bytes, settings: Settings, store: Store, clock: Clock) -> str:
    """Note what a returned mail says, and have it looked at; gives what was understood, in a sentence.

    Raises `StoreAway`, and `PaperroundError` where mails come back to no address of readers here.
    """
    access = MailAccess.from_settings(settings)
    if access is None or not access.returns:
        raise PaperroundError(f"Mails have no return addresses here: set {RETURNS.name}; docs/mail.md says how.")
    failure = delivery_report.read(report)
    if failure is None:
        return "That is no report of a mail that couldn't be delivered, so nothing follows from it."
    returned = ReturnedMails(store.key_values)
    found = [await returned.channel(access.return_token(address)) for address in failure.returned_to]
    reader = next((channel for channel in found if channel is not None), None)
    if reader is None:
        return "It came to no return address of a reader here, so nothing follows from it."
    mail = ReturnedMail(on=clock.now().date(), why=short(failure.why, reader.id), for_good=failure.for_good)
    await returned.note(reader, mail)
    await stores.jobs(store).put([look_at_returned(reader)])
    verdict = "nothing more is sent there" if mail.for_good else "noted"
    return f"A mail to {masked(reader.id)} came back, {verdict}: {mail.why}."
