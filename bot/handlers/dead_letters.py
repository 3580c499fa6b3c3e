"""What couldn't be posted to a channel, told by `/papers status` and sent again by `/papers resume`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Paragraph, code, plain, strong
from adapters.errors import StoreAway
from adapters.store.jobs import deliver
from bot.commands import commands, when

if TYPE_CHECKING:
    from adapters.chat import Block, Reply, Request
    from adapters.store.jobs import DeadLetter, Jobs


class DeadLetterReplies:
    """The bot's answers with what went wrong behind the scenes."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs

    async def with_dead_letters(self, command: commands.Command, request: Request, reply: Reply) -> Reply:
        """The reply to a command, with what is to be told besides; as it is while the store is away."""
        try:
            return await self._with_dead_letters(command, request, reply)
        except StoreAway:
            return reply

    async def _with_dead_letters(self, command: commands.Command, request: Request, reply: Reply) -> Reply:
        if not isinstance(command, commands.List | commands.Resume):
            return reply
        job = deliver(request.channel)
        letter = next((one for one in await self._jobs.dead_letters() if one.job == job), None)
        if letter is None:
            return reply
        if isinstance(command, commands.List):
            return _with_block(reply, _dead_letter_note(letter))
        if not request.person.may_manage:
            return reply
        await self._jobs.resend(job)
        return _with_block(reply, Paragraph(plain("What couldn't be posted before is sent again now.")))


def _dead_letter_note(letter: DeadLetter) -> Block:
    said = f"A roundup couldn't be posted here, {letter.tries} times until {when.moment(letter.when)} UTC. "
    return Paragraph((strong("In trouble: "), *plain(said), code("/papers resume"), *plain(" sends it again.")))


def _with_block(reply: Reply, block: Block) -> Reply:
    first, *others = reply.parts
    return replace(reply, parts=(replace(first, blocks=(*first.blocks, block)), *others))
