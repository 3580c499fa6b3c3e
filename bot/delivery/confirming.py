"""Sends the mail that a subscription is confirmed by: the handler of the jobs `confirm SIGNUP`."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from adapters import mail_address
from adapters.chat import Marker
from adapters.errors import RightsLost, TryLater, Uncertain
from adapters.store.mail_signups import CONFIRMATION
from bot.answers import mail_answers
from bot.delivery.posting import CLOCKS_DIFFER_BY, UNCERTAIN_FOR
from bot.delivery.running_job import RetryAt
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.chat import Publisher
    from adapters.store.mail_signups import MailSignups, Signup
    from bot.delivery.running_job import RunningJob
    from bot.delivery.subscription_pauser import Tell

_log = logging.getLogger(__name__)
_NO_MAIL_HERE = 300.0
_RESTS = 600.0


class ConfirmationSender:
    """Tries until it is taken, refused for good, or too late to confirm."""

    def __init__(self, signups: MailSignups, platforms: Mapping[str, Publisher], public_url: str, tell: Tell) -> None:
        self._signups = signups
        self._platforms = platforms
        self._public_url = public_url
        self._tell = tell

    async def send(self, about: str, running: RunningJob) -> RetryAt | None:
        """Send the confirmation of the signup with this id."""
        signup = await self._signups.get(about)
        if signup is None:
            return None
        platform = self._platforms.get(mail_address.PLATFORM)
        if platform is None:
            return RetryAt(seconds=_NO_MAIL_HERE)
        if running.stopping:
            return RetryAt(seconds=0)
        (part,) = platform.fit([mail_answers.confirmation(signup, f"{self._public_url}/m/{signup.token}")])
        marker = Marker(delivery=f"{CONFIRMATION}{signup.id}", part=0)
        try:
            if not await platform.posted(signup.channel, marker.delivery, since=signup.asked - CLOCKS_DIFFER_BY):
                await platform.post(signup.channel, part, marker)
        except TryLater as later:
            return RetryAt(seconds=_RESTS if later.retry_after is None else later.retry_after, refused=True)
        except Uncertain as silent:
            return RetryAt(seconds=UNCERTAIN_FOR if silent.retry_after is None else silent.retry_after, refused=True)
        except RightsLost as refused:
            await self._refused(signup, refused.reason)
        return None

    async def _refused(self, signup: Signup, reason: str) -> None:
        """Say so to whoever asked in a channel; what strangers ask for on a page bothers nobody."""
        _log.info("a confirmation was refused: %s", reason, extra={"signup": signup.id})
        if not signup.in_channel:
            return
        try:
            await self._tell(signup.channel, mail_answers.refused_note(signup.channel.id, reason))
        except PaperroundError as error:
            _log.info("nobody could be told: %s", error)
