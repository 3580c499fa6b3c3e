"""Reads what people leave on the board, and answers each line once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from adapters.chat import Marker, Paragraph, Part, plain
from adapters.platforms.shared.event_processing import BackgroundTasks, Deduplicator, post_once, told_to_wait
from tests.platforms.noticeboard.request import PLATFORM, request

if TYPE_CHECKING:
    from adapters.chat import Channel, Ports, Publisher, Request
    from adapters.platforms.shared.event_processing import ClaimSteps
    from tests.platforms.noticeboard.board import Board

_OFTEN = 0.02
_MOMENT = 5.0
_WAIT = Part(blocks=(Paragraph(plain("One moment, I'm reading …")),))


class Listeners:
    """Looks at the board again and again until it is cancelled."""

    def __init__(self, board: Board, ports: Ports, publisher: Publisher) -> None:
        self._board = board
        self._ports = ports
        self._publisher = publisher
        self._deduplicator = Deduplicator(ports.key_values, PLATFORM)
        self.tasks = BackgroundTasks()

    async def listen(self) -> None:
        """Begin the answer to each new line."""
        read: dict[str, int] = {}
        while True:
            for channel in self._board.channels():
                lines = self._board.lines(channel)
                for line in lines[read.get(channel, 0) :]:
                    guest = self._board.is_guest(line["by"])
                    asked = request(channel, line, is_guest=guest) if line["by"] != "bot" else None
                    if asked:
                        self.tasks.start(self._once(line["id"], asked))
                read[channel] = len(lines)
            await asyncio.sleep(_OFTEN)

    async def _once(self, line: str, asked: Request) -> None:
        await self._deduplicator.do(line, lambda steps: self._answer(line, asked, steps))

    # What is answered stands where it was asked: the board has no way to show a private `Reply` to one person, no forms for
    # what was `refused`, and takes no line back when a roundup was `posted`.
    async def _answer(self, line: str, asked: Request, steps: ClaimSteps) -> None:
        answer = asyncio.ensure_future(self._ports.answer(asked))
        wait = Marker(delivery=f"{line} wait", part=0)
        await told_to_wait(
            answer, _MOMENT, lambda: self._publisher.post(asked.channel, _WAIT, wait, thread=asked.thread)
        )
        reply = await answer
        thread = asked.thread
        for number, part in enumerate(self._publisher.fit(reply.parts)):
            marker = Marker(delivery=line, part=number)
            posted = await steps.take(str(number), partial(self._post, asked.channel, part, marker, thread))
            if reply.roundup_id and not number:
                thread = posted
                await self._ports.record_shown(asked.channel, thread, reply.roundup_id)

    async def _post(self, channel: Channel, part: Part, marker: Marker, thread: str | None) -> str:
        since = self._ports.now() - timedelta(minutes=15)
        return await post_once(
            lambda: self._publisher.post(channel, part, marker, thread=thread),
            lambda: self._publisher.posted(channel, marker.delivery, since=since, thread=thread),
            marker.part,
        )
