"""What the tests of all platforms share: the real store, and a library put back as it was."""

from __future__ import annotations

from tests.adapters.platforms.discord.conftest import discord_library
from tests.adapters.store.redis.conftest import server, store
from tests.bot.conftest import unpaced

__all__ = ["discord_library", "server", "store", "unpaced"]
