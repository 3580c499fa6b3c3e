"""Roundups by mail, put together from an installation's settings; without a mail server, there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.platforms.mail.settings import HOST, MailAccess
from adapters.store.jobs import confirm
from adapters.store.mail_signups import MailSignups
from bot.composition import store as stores
from bot.handlers.mail import MailHandlers, MailSubscribing

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
