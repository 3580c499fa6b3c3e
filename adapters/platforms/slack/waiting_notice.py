"""The sign that an answer is being made, as long as it takes: Slack's own where it has one, else a message."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from adapters.chat import Paragraph, Part, plain
from adapters.platforms.slack import render
from adapters.platforms.slack.failures import SlackRefused
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from adapters.platforms.shared.event_processing import ClaimSteps
    from adapters.platforms.slack.api import SlackApi
    from adapters.platforms.slack.request import SlackRequest

_STEP, _ENDED = "waiting", "waited"
_WORD = Part(blocks=(Paragraph(plain("One moment, I'm reading …")),))
_log = logging.getLogger(__name__)


class WaitingNotice:
    """One for each question; a second process that takes over finds it by the steps of the first."""

    def __init__(self, slack: SlackApi, request: SlackRequest) -> None:
        self._slack = slack
        self._request = request
        self._has_status = False

    async def begin(self, steps: ClaimSteps) -> None:
        """Show it; that it can't be shown keeps nobody from an answer."""
        try:
            if not (self._request.reply_thread and await self._status("is reading …")):
                await steps.take(_STEP, self._say)
        except PaperroundError as trouble:
            _log.info("nobody was told to wait: %s", trouble)

    async def take_over(self, steps: ClaimSteps) -> str:
        """The message whose place an answer takes; "" where there is none."""
        ts = await steps.result(_STEP)
        return await steps.take(_ENDED, lambda: _same(ts)) if ts else ""

    async def end(self, steps: ClaimSteps, *, answered: bool) -> None:
        """Take it away where nothing took its place; an answer in the thread ends a status by itself."""
        if not self._request.is_public:
            return
        try:
            ts = await steps.result(_STEP)
            if ts and not await steps.result(_ENDED):
                await self._slack.write("chat.delete", channel=self._request.channel, ts=ts)
            if self._has_status and not answered:
                await self._status("")
        except PaperroundError as trouble:
            _log.info("a word to wait stays: %s", trouble)

    async def _say(self) -> str:
        thread = {"thread_ts": self._request.reply_thread} if self._request.reply_thread else {}
        said = await self._slack.once(
            "chat.postMessage", channel=self._request.channel, **render.payload(_WORD), **thread
        )
        return str(said["ts"])

    async def _status(self, status: str) -> bool:
        """Whether Slack shows it; workspaces without the feature refuse."""
        request = self._request
        try:
            await self._slack.once(
                "assistant.threads.setStatus", channel_id=request.channel, thread_ts=request.reply_thread, status=status
            )
        except SlackRefused:
            return False
        self._has_status = bool(status)
        return True


async def _same(ts: str) -> str:
    return ts
