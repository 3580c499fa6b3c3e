"""The stores that a campaign breaks: the embedded server, a cluster with replicas, and a primary behind Sentinel."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING, Protocol, Self

from typing_extensions import override

from adapters.store.redis.embedded import EmbeddedServer
from tests.servers.valkey.cluster import ValkeyCluster
from tests.servers.valkey.sentinel import ValkeySentinels

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random
    from types import TracebackType

_MOVED = ("paperround:{jobs}:times", "paperround:{due}:next", "paperround:{papers}:place:2605.00")


class BreakableStore(Protocol):
    """A store that runs while this context does."""

    @property
    def url(self) -> str:
        """As REDIS_URL has it."""
        ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def strike(self, random: Random) -> str:
        """Let one thing go wrong, mend it, and say what it was."""
        ...


class EmbeddedStore(EmbeddedServer, BreakableStore):
    """The embedded server, which is killed and starts again on its append-only file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._lock = folder / "store" / "server.lock"

    @override
    async def strike(self, random: Random) -> str:
        os.kill(int(self._lock.read_text()), signal.SIGKILL)
        await asyncio.sleep(random.uniform(0.05, 0.6))
        await self.revive()
        return "store"


class ClusterStore(ValkeyCluster, BreakableStore):
    """A cluster, whose nodes restart or fail over to their replicas, and whose slots move while they are used."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, replicas=1)

    @override
    async def strike(self, random: Random) -> str:
        primary = random.choice(await self.primaries())
        match random.choice(("restart", "move", "failover")):
            case "restart":
                await self.restart(primary, random.uniform(0.05, 0.6))
                return "node"
            case "move":
                await self.move_slot(random.choice(_MOVED), primary)
                return "slot move"
            case _:
                gap = random.choice((0.0, 0.3, 1.0))
                await self.fail_over(primary, gap=gap)
                return "node's failover after a gap" if gap else "node's failover"


class SentinelStore(ValkeySentinels, BreakableStore):
    """A primary with replicas, which is killed, at times after its replicas have got nothing for a while."""

    @override
    async def strike(self, random: Random) -> str:
        gap = random.choice((0.0, 0.3, 1.0))
        await self.fail_over(gap=gap)
        return "failover after a gap" if gap else "failover"


STORES: dict[str, Callable[[Path], BreakableStore]] = {
    "single": EmbeddedStore,
    "sentinel": SentinelStore,
    "cluster": ClusterStore,
}
