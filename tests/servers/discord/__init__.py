"""A stand-in Discord: REST v10 and the gateway, as strict as the real one and as unreliable as told."""

from __future__ import annotations

from tests.servers.discord.faults import Fault
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.offered import NotOfferedError
from tests.servers.discord.rates import Rates
from tests.servers.discord.refusal import RefusalError
from tests.servers.discord.server import DiscordServer

__all__ = ["DiscordServer", "Fault", "Interaction", "NotOfferedError", "Rates", "RefusalError"]
