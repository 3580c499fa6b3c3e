"""When a subscription that was ended came, for four months: whoever subscribes to it again is offered the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Paragraph, plain
from bot.answers.replies import press
from bot.commands.command_parser import parse
from bot.commands.commands import Subscribe
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from adapters.chat import Reply, Request
    from adapters.store.ports import KeyValueStore

AGAIN = "Subscribe again"
_FOUR_MONTHS = 120 * 86_400


class FormerSchedules:
    """Owns the notes `ended:CHANNEL/TOPIC`: the words that subscribe to just what there was."""

    def __init__(self, key_values: KeyValueStore) -> None:
        self._key_values = key_values

    async def noted(self, request: Request, reply: Reply) -> Reply:
        """The reply to a subscription's end, whose button says how to have it back."""
        for action in reply.parts[0].actions:
            if action.label == AGAIN and (ended := _subscription(action.text)):
                await self._key_values.put(_name(request, ended), action.text, _FOUR_MONTHS)
        return reply

    async def offered(self, command: Subscribe, request: Request, reply: Reply) -> Reply:
        """The reply to a subscription that nothing was said of but its topic, with what it was before."""
        says_when = any((command.cadence, command.at, command.zone, command.weekday is not None))
        if reply.private or says_when:
            return reply
        words = await self._key_values.get(_name(request, command))
        if not words or not await self._key_values.drop(_name(request, command)):
            return reply
        first, *others = reply.parts
        said = Paragraph(plain(f"Before it was ended, it came as “{words.removeprefix('subscribe ')}”."))
        actions = (press("As it was before", words), *first.actions)
        return replace(reply, parts=(replace(first, blocks=(*first.blocks, said), actions=actions), *others))


def _subscription(words: str) -> Subscribe | None:
    try:
        command = parse("papers", words)
    except Misunderstood:
        return None
    return command if isinstance(command, Subscribe) else None


def _name(request: Request, command: Subscribe) -> str:
    return f"ended:{request.channel.address}/{command.topic.casefold()}"
