"""How much work one person may ask for in one channel in a minute, counted over all processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.replies import sentence
from bot.commands import commands
from bot.commands.paper_commands import AskQuestion

if TYPE_CHECKING:
    from adapters.chat import Reply, Request
    from adapters.store.leases import Counters
    from bot.clock import Clock

_MINUTE = 60
MOST = 6
"""As many as somebody asks who looks around; each is a reading, a selection or a question to a model."""


class Cooldown:
    """Lets so many through in each minute; what costs nothing isn't counted."""

    def __init__(self, counters: Counters, clock: Clock, *, most: int = MOST) -> None:
        self._counters = counters
        self._clock = clock
        self._most = most

    async def refusal(self, command: commands.Command, request: Request) -> Reply | None:
        """When to ask again; None where it may be asked now, and is counted."""
        if not _costs_work(command):
            return None
        minute, second = divmod(int(self._clock.now().timestamp()), _MINUTE)
        name = f"asked:{request.channel.address}:{request.person.id}:{minute}"
        if await self._counters.add(name, 1, 2 * _MINUTE, most=self._most):
            return None
        return sentence(f"That was a lot in one minute; please ask again in {_MINUTE - second} s.")


def _costs_work(command: commands.Command) -> bool:
    if isinstance(command, commands.ListTopics):
        return command.topic is not None
    return isinstance(command, commands.RoundupNow | commands.Search | AskQuestion)
