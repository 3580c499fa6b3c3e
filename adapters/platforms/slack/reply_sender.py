"""Replies on their way to people: privately, in a thread, or for all; and the sign meanwhile that one is being made."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import aiohttp

from adapters.chat import Marker, Paragraph, Part, Reply, Span, plain
from adapters.platforms.shared.button_codec import Choice
from adapters.platforms.shared.command_words import SHARE
from adapters.platforms.shared.event_processing import additions, post_once
from adapters.platforms.slack import messages, render
from adapters.platforms.slack.failures import SlackRefused
from adapters.platforms.slack.messages import SlackMessageHistory
from adapters.platforms.slack.request import WHOLE
from adapters.platforms.slack.waiting_notice import WaitingNotice
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from adapters.chat import Channel, Ports
    from adapters.platforms.shared.event_processing import ClaimSteps
    from adapters.platforms.slack.api import Json, SlackApi
    from adapters.platforms.slack.request import SlackRequest

JOIN = "join"
_LOOK_BACK = timedelta(minutes=15)
_log = logging.getLogger(__name__)


class ReplySender:
    """Answers one thing that was asked."""

    def __init__(self, slack: SlackApi, session: aiohttp.ClientSession, ports: Ports, request: SlackRequest) -> None:
        self._slack = slack
        self._session = session
        self._ports = ports
        self._request = request
        self._waiting = WaitingNotice(slack, request)
        self._standing: list[str] = []

    async def reply(self, reply: Reply, steps: ClaimSteps) -> None:
        """Show a reply where it belongs; what Slack refuses is said to the asker alone."""
        try:
            if reply.posted:
                await self._show_posted(reply, steps)
            elif self._is_open(reply):
                await self._post_openly(reply, steps)
            else:
                # What somebody presses under a roundup is answered to them alone: the others didn't ask.
                await self._show_privately(reply)
        except SlackRefused as refused:
            await self.trouble(refused)
        await self._waiting.end(steps, answered=bool(self._standing))

    async def wait(self, steps: ClaimSteps) -> None:
        """Say that it is being worked on: to all who heard the question, or to the asker alone."""
        if not self._request.is_public:
            await self.tell("One moment, I'm reading …")
        else:
            await self._waiting.begin(steps)

    async def grow(self, before: Reply, after: Reply) -> None:
        """Say more, in place of what stands there.

        Slack lets nobody change what one person was shown alone, but for the message whose button was pressed; there,
        what is new is said beside.
        """
        if not self._standing:
            for part in additions(before, after):
                await self._whisper(render.payload(render.fit([part])[0]))
            return
        for ts, part in zip(self._standing, render.fit(after.parts), strict=False):
            await messages.change(self._slack, self._request.channel, ts, part)

    def _is_open(self, reply: Reply) -> bool:
        """What was said for all to read is answered so; a roundup is for its asker, or posted by the delivery."""
        if self._request.is_public:
            return not reply.roundup_id
        return not reply.private and self._request.entry_point != "thread"

    def wants_whole(self, reply: Reply) -> bool:
        """Whether a whole roundup is wanted here, with its thread: it is, in the asker's own messages with us."""
        request = self._request
        return (
            bool(reply.roundup_id)
            and not reply.posted
            and (request.whole or (request.is_public and not request.reply_thread))
        )

    async def dialogue(self) -> str:
        """The channel of the asker's own direct messages with us."""
        opened = await self._slack.write("conversations.open", users=self._request.user)
        return str(opened["channel"]["id"])

    async def tell(self, sentence: str) -> None:
        """Say a sentence of the platform's own to the asker."""
        await self._whisper(render.payload(Part(blocks=(Paragraph(plain(sentence)),))))

    async def trouble(self, error: PaperroundError) -> None:
        """Say what went wrong, with a button to mend it where one can."""
        payload = render.payload(Part(blocks=(Paragraph(plain(str(error))),)))
        if isinstance(error, SlackRefused) and error.code == "not_in_channel":
            payload["blocks"].append(render.button("Join and go on", JOIN, self._request.choice.value, primary=True))
        await self._whisper(payload)

    async def _show_privately(self, reply: Reply) -> None:
        if len(reply.parts) > 1 and reply.roundup_id:
            await self._whisper(await self._private_payload(reply))
            return
        if reply.roundup_id:
            await self._link_thread(self._request.bot_channel, reply.roundup_id, reply.roundup_id)
        for part in render.fit(reply.parts):
            await self._whisper(render.payload(part, thread=reply.roundup_id))

    async def _private_payload(self, reply: Reply) -> Json:
        """A roundup's first message; that there are more of it, a button says."""
        await self._link_thread(self._request.bot_channel, reply.roundup_id, reply.roundup_id)
        payload = render.payload(render.fit(reply.parts)[0], thread=reply.roundup_id)
        whole = Choice(entry_point="papers", text=f"{SHARE} {reply.roundup_id}")
        payload["blocks"].append(render.button("Send me the whole roundup", WHOLE, whole.value))
        return payload

    async def _show_posted(self, reply: Reply, steps: ClaimSteps) -> None:
        """What became of the message that was pressed; where none was, what was just posted speaks for itself."""
        if self._request.whole:
            await self.tell("The whole roundup is in your direct messages with me.")
        elif self._request.is_pressed:
            payload = await self._private_payload(reply)
            if not await self._respond({**payload, "replace_original": True}):
                await self._whisper(payload)
        elif not self._request.is_public:
            await self._show_privately(reply)
        elif reply.posted == "before":
            await self._post_openly(Reply(parts=(await self._standing_already(reply.opening),)), steps)

    async def _standing_already(self, opening: str) -> Part:
        """Where a roundup stands that was asked for again, with a link where Slack gives one; no `opening`: it is to come."""
        if not opening:
            return Part(blocks=(Paragraph(plain("That roundup is on its way.")),))
        try:
            where = await self._slack.read("chat.getPermalink", channel=self._request.channel, message_ts=opening)
        except PaperroundError as refused:
            _log.info("no link to an opening post: %s", refused)
            return Part(blocks=(Paragraph(plain("That roundup stands here already, further up.")),))
        link = Span(text="further up", link=str(where["permalink"]))
        return Part(blocks=(Paragraph((Span(text="That roundup stands here already, "), link, Span(text="."))),))

    async def _post_openly(self, reply: Reply, steps: ClaimSteps) -> None:
        thread = self._request.reply_thread
        for at, part in enumerate(render.fit(reply.parts)):
            marker = Marker(delivery=self._request.key, part=at)
            posted = await steps.take(str(at), partial(self._post, part, marker, thread, steps))
            self._standing.append(posted)
            thread = thread or (posted if len(reply.parts) > 1 else "")

    async def _post(self, part: Part, marker: Marker, thread: str, steps: ClaimSteps) -> str:
        """Post once, also where Slack doesn't say whether it did; the first part takes the place of the notice to wait."""
        place = self._request.bot_channel
        if marker.part == 0 and (notice := await self._waiting.take_over(steps)):
            await messages.change(self._slack, place.id, notice, part)
            return notice
        history = SlackMessageHistory(self._slack, self._ports.key_values)
        since = self._ports.now() - _LOOK_BACK
        return await post_once(
            lambda: messages.send(self._slack, place.id, part, marker, thread=thread),
            lambda: history.posted(place, marker.delivery, since=since, thread=thread),
            marker.part,
        )

    async def _link_thread(self, place: Channel, thread: str, roundup_id: str) -> None:
        try:
            await self._ports.link_thread(place, thread, roundup_id)
        except PaperroundError as error:
            _log.warning("replies to a roundup won't find it: %s", error)

    async def _whisper(self, payload: Json) -> None:
        """Show something to the asker alone."""
        request = self._request
        if request.ack and request.ack.offer(
            {"response_type": "ephemeral", "text": payload["text"], "blocks": payload["blocks"]}
        ):
            return
        thread = {"thread_ts": request.reply_thread} if request.reply_thread else {}
        if request.response_url and await self._respond({**payload, **thread}):
            return
        await self._slack.write("chat.postEphemeral", channel=request.channel, user=request.user, **payload, **thread)

    async def _respond(self, payload: Json) -> bool:
        """By the address that Slack gave for answers; False where it takes no more."""
        body = {"response_type": "ephemeral", "replace_original": False, **payload}
        try:
            async with self._session.post(self._request.response_url, json=body) as response:
                return response.status == 200  # noqa: PLR2004 - OK
        except (aiohttp.ClientError, TimeoutError) as error:
            _log.warning("a response_url didn't take an answer: %s", type(error).__name__)
            return False
