"""Subscriptions as the delivery sees them, and pausing them when the bot can no longer post there."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters import mail_address
from adapters.chat import Channel, Part
from adapters.store.ports import PauseReason, on_topic
from bot.answers.delivery_notices import paused_notice
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from adapters.store.ledger import Delivery
    from adapters.store.pages import Pages
    from adapters.store.ports import Subscription, Subscriptions

_log = logging.getLogger(__name__)

Tell = Callable[[Channel, Part], Awaitable[None]]
"""Tells the people who run a workspace something about one of its channels, privately."""


class SubscriptionPauser:
    """Subscriptions, read and paused; nothing is ever deleted. Where the bot can no longer post, its pages are seen no more."""

    def __init__(self, subscriptions: Subscriptions, tell: Tell, pages: Pages | None = None) -> None:
        self._subscriptions = subscriptions
        self._tell = tell
        self._pages = pages

    async def behind(self, delivery: Delivery) -> Subscription | None:
        """The subscription that a delivery is for; None where it has ended."""
        return on_topic(await self._subscriptions.of(delivery.channel), delivery.topic)

    async def pause(self, channel: Channel, reason: str) -> None:
        """Pause every active subscription of a channel and say so once, privately."""
        if self._pages:
            await self._pages.close(channel)
        active = [subscription for subscription in await self._subscriptions.of(channel) if subscription.paused is None]
        for subscription in active:
            await self._subscriptions.put(replace(subscription, paused=PauseReason(code="refused", text=reason)))
        if not active:
            return
        _log.warning(
            "paused",
            extra={"channel": mail_address.masked(channel.id), "workspace": channel.workspace, "reason": reason},
        )
        try:
            await self._tell(channel, paused_notice(channel, [subscription.topic for subscription in active], reason))
        except PaperroundError as error:
            _log.info("nobody could be told: %s", error, extra={"workspace": channel.workspace})

    async def hold(self, platform: str, workspace: str, reason: str) -> None:
        """Pause what a whole workspace subscribed to; nobody there can be told."""
        if self._pages:
            await self._pages.close_all(platform, workspace)
        removed = PauseReason(code="removed", text=f"the bot was removed: {reason}")
        for subscription in await self._of_workspace(platform, workspace):
            if subscription.paused is None:
                await self._subscriptions.put(replace(subscription, paused=removed))

    async def go_on(self, platform: str, workspace: str) -> None:
        """Resume what was held because the bot was removed."""
        if self._pages:
            await self._pages.reopen_all(platform, workspace)
        for subscription in await self._of_workspace(platform, workspace):
            if subscription.paused is not None and subscription.paused.code == "removed":
                await self._subscriptions.put(replace(subscription, paused=None))

    async def _of_workspace(self, platform: str, workspace: str) -> Sequence[Subscription]:
        """Its channels', and what people get of them by mail."""
        every = ((one, mail_address.origin(one.channel) or one.channel) for one in await self._subscriptions.every())
        return [one for one, origin in every if (origin.platform, origin.workspace) == (platform, workspace)]
