"""A Valkey primary with two replicas and three sentinels, whose primary fails and whose replication lags."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from redis.exceptions import RedisError
from typing_extensions import override

from tests.servers.valkey.process import ValkeyGroup, ValkeyProcess

if TYPE_CHECKING:
    from contextlib import AsyncExitStack
    from pathlib import Path

NAME = "papers"
SERVERS = SENTINELS = 3
QUORUM = 2
FAILS_OVER_WITHIN = 40.0


class ValkeySentinels(ValkeyGroup):
    """Three servers of which one is the primary, watched by three sentinels."""

    def __init__(self, folder: Path, *, password: str = "", sentinel_password: str = "") -> None:
        kept = ("--appendonly", "yes", "--appendfsync", "always", "--repl-diskless-sync-delay", "0")
        self._password = password
        access = ("--requirepass", password, "--primaryauth", password) if password else ()
        self.servers = [
            ValkeyProcess(folder / f"server-{number}", *kept, *access, password=password) for number in range(SERVERS)
        ]
        watching = [
            f"sentinel monitor {NAME} 127.0.0.1 {self.servers[0].port} {QUORUM}",
            f"sentinel down-after-milliseconds {NAME} 1000",
            f"sentinel failover-timeout {NAME} 4000",
            *([f"sentinel auth-pass {NAME} {password}"] if password else []),
            *([f"requirepass {sentinel_password}"] if sentinel_password else []),
            *([f"sentinel sentinel-pass {sentinel_password}"] if sentinel_password else []),
        ]
        self.sentinels = [
            ValkeyProcess(
                folder / f"sentinel-{number}",
                "--sentinel",
                configuration="\n".join(watching),
                password=sentinel_password,
            )
            for number in range(SENTINELS)
        ]

    @override
    async def _start(self, stack: AsyncExitStack) -> None:
        for server in self.servers:
            await stack.enter_async_context(server)
        for server in self.servers[1:]:
            await server.ask("REPLICAOF", "127.0.0.1", self.servers[0].port)
        await self._until_replicated()
        for sentinel in self.sentinels:
            await stack.enter_async_context(sentinel)
        await self._until_watched()

    @property
    def url(self) -> str:
        """As REDIS_URL has it."""
        hosts = ",".join(f"127.0.0.1:{sentinel.port}" for sentinel in self.sentinels)
        return f"redis+sentinel://{f':{self._password}@' if self._password else ''}{hosts}/{NAME}"

    async def primary(self) -> ValkeyProcess:
        """The server that the sentinels name at present."""
        _, port = await self.sentinels[0].ask("SENTINEL GET-MASTER-ADDR-BY-NAME", NAME)
        return next(server for server in self.servers if server.port == int(port))

    async def fail_over(self, *, gap: float = 0.0, returns: bool = True) -> None:
        """Kill the primary after some seconds in which its replicas got nothing; it `returns` as one of them."""
        primary = await self.primary()
        replicas = [server for server in self.servers if server is not primary]
        if gap:
            await primary.stop_copying(replicas)
            await asyncio.sleep(gap)
        await primary.kill()
        for replica in replicas:
            replica.go_on()
        async with asyncio.timeout(FAILS_OVER_WITHIN):
            while await self.primary() is primary:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.05)
        if returns:
            await primary.start()
            await self._until_replicated()

    async def _until_replicated(self) -> None:
        """Until one is the primary of all others, and they have what it has."""
        async with asyncio.timeout(FAILS_OVER_WITHIN):
            while not await self._is_replicated():  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.05)

    async def _is_replicated(self) -> bool:
        try:
            states = [await server.ask("INFO", "replication") for server in self.servers]
        except (RedisError, OSError):
            return False
        followers = sum(state.get("master_link_status") == "up" for state in states)
        return followers == SERVERS - 1 and any(state.get("connected_slaves") == SERVERS - 1 for state in states)

    async def _until_watched(self) -> None:
        """Until each sentinel knows all servers and all other sentinels."""
        async with asyncio.timeout(FAILS_OVER_WITHIN):
            while not all([await self._is_watched(sentinel) for sentinel in self.sentinels]):  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.05)

    async def _is_watched(self, sentinel: ValkeyProcess) -> bool:
        about = (await sentinel.ask("INFO", "sentinel"))["master0"]
        return bool(about["slaves"] == SERVERS - 1 and about["sentinels"] == SENTINELS and about["status"] == "ok")
