"""Servers that invite and remove the bot, so that what was paused goes on when they think better of it."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from adapters.platforms.discord.failures import REMOVED
from adapters.platforms.discord.settings import PLATFORM
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.chat import Ports

_log = logging.getLogger(__name__)

NINETY_DAYS = 90 * 86_400


class GuildMembership:
    """Tells what happened to a server; where the store is away it is logged, and the delivery finds out by itself."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports

    async def joined(self, guild: str) -> None:
        """It invited us."""
        with _logging_failures(guild):
            await self._ports.key_values.drop(_name(guild))
            await self._ports.workspace_restored(PLATFORM, guild)

    async def left(self, guild: str) -> None:
        """It removed us."""
        with _logging_failures(guild):
            await self._ports.key_values.put(_name(guild), REMOVED, NINETY_DAYS)
            await self._ports.workspace_removed(PLATFORM, guild, REMOVED)

    async def still_in(self, guild: str) -> None:
        """It has us, as almost every server has at every start; it is of note only where it had removed us."""
        with _logging_failures(guild):
            if await self._ports.key_values.drop(_name(guild)):
                await self._ports.workspace_restored(PLATFORM, guild)


def _name(guild: str) -> str:
    return f"discord.left.{guild}"


@contextmanager
def _logging_failures(guild: str) -> Iterator[None]:
    try:
        yield
    except PaperroundError as problem:
        _log.warning("what happened to server %s couldn't be noted: %s", guild, problem)
