"""Pauses who no longer gets mail, once their mails came back: the handler of the jobs `returned CHANNEL`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Channel

if TYPE_CHECKING:
    from adapters.store.returned_mail import ReturnedMails
    from bot.delivery.running_job import RunningJob
    from bot.delivery.subscription_pauser import SubscriptionPauser

_ENOUGH = 3
"""Days on which mails came back until it counts as for good, though nothing was said against the address."""


class ReturnedMailHandler:
    """Decides what a reader's returned mails mean."""

    def __init__(self, returned: ReturnedMails, pauser: SubscriptionPauser) -> None:
        self._returned = returned
        self._pauser = pauser

    async def look(self, about: str, _running: RunningJob) -> None:
        """Look at what came back of the mails to the reader at an address."""
        channel = Channel.at(about)
        mails = await self._returned.noted(channel)
        final = next((mail for mail in mails if mail.for_good), None)
        if final is not None:
            await self._pauser.pause(channel, f"mail to it comes back: {final.why}")
        elif len(mails) >= _ENOUGH:
            await self._pauser.pause(channel, f"mail to it came back on {len(mails)} days of late: {mails[-1].why}")
        else:
            return
        await self._returned.forget(channel)
