"""A Valkey cluster, whose nodes restart, fail over to their replicas and pass slots on while it is used."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from redis.exceptions import RedisError
from typing_extensions import override

from tests.servers.valkey.process import ValkeyGroup, ValkeyProcess, free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SLOTS = 16_384
NODES = 3
AGREES_WITHIN = 20.0
FAILS_OVER_WITHIN = 40.0
_KEYS_AT_ONCE = 20


class ValkeyCluster(ValkeyGroup):
    """Three primaries with an append-only file each, and so many replicas of each of them."""

    def __init__(self, folder: Path, *, replicas: int = 0) -> None:
        count = NODES * (1 + replicas)
        self._buses = [free_port() for _ in range(count)]
        self.nodes = [
            ValkeyProcess(
                folder / f"node-{number}",
                *("--cluster-enabled", "yes", "--cluster-port", str(bus), "--cluster-node-timeout", "2000"),
                *("--cluster-announce-ip", "127.0.0.1", "--appendonly", "yes", "--appendfsync", "always"),
                *("--repl-diskless-sync-delay", "0"),
            )
            for number, bus in enumerate(self._buses)
        ]

    @override
    async def _start(self, stack: AsyncExitStack) -> None:
        for node in self.nodes:
            await stack.enter_async_context(node)
        await self._joined()

    @property
    def url(self) -> str:
        """Of the first one."""
        return f"redis://127.0.0.1:{self.nodes[0].port}"

    async def restart(self, number: int, pause: float = 0.0) -> None:
        """Kill a node, start it again after some seconds, and wait until the cluster is whole."""
        async with self.without(number):
            await asyncio.sleep(pause)

    @asynccontextmanager
    async def without(self, number: int) -> AsyncIterator[None]:
        """A node is killed; in the end it starts again, and the cluster is whole."""
        await self.nodes[number].kill()
        yield
        await self.nodes[number].start()
        await self.agrees()

    async def fail_over(self, number: int, *, gap: float = 0.0) -> None:
        """Kill a primary after some seconds in which its replicas got nothing; it returns as one of them."""
        replicas = [self.nodes[one] for one in await self.replicas_of(number)]
        if gap:
            await self.nodes[number].stop_copying(replicas)
            await asyncio.sleep(gap)
        await self.nodes[number].kill()
        for replica in replicas:
            replica.go_on()
        async with asyncio.timeout(FAILS_OVER_WITHIN):
            while not any([await self._role(replica) == "master" for replica in replicas]):  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.05)
        await self.nodes[number].start()
        await self.agrees()

    async def primaries(self) -> list[int]:
        """The numbers of the nodes that serve slots."""
        return [number for number, node in enumerate(self.nodes) if await self._role(node) == "master"]

    async def replicas_of(self, number: int) -> list[int]:
        """The numbers of the nodes that follow another."""
        about = await self.nodes[number].ask("INFO", "replication")
        ports = [node.port for node in self.nodes]
        return [ports.index(about[f"slave{at}"]["port"]) for at in range(about["connected_slaves"])]

    async def owner(self, key: str) -> int:
        """The number of the node that serves a key."""
        slot = await self.nodes[0].ask("CLUSTER KEYSLOT", key)
        served = await self.nodes[0].ask("CLUSTER SLOTS")
        port = next(primary[1] for first, last, primary, *_ in served if first <= slot <= last)
        return [node.port for node in self.nodes].index(port)

    async def move_slot(self, key: str, target: int) -> None:
        """Move the slot of a key to a node, key by key, as tools do it in use."""
        source = await self.owner(key)
        if source != target:
            slot = await self._begin_move(key, source, target)
            await self._end_move(slot, source, target)

    async def another(self, primary: int) -> int:
        """The number of a primary beside one."""
        return next(number for number in await self.primaries() if number != primary)

    @asynccontextmanager
    async def half_moved(self, key: str, *, left: str) -> AsyncIterator[None]:
        """The slot of a key on its way to another node, with all keys there but one."""
        source = await self.owner(key)
        target = await self.another(source)
        slot = await self._begin_move(key, source, target)
        keys = await self.nodes[source].ask("CLUSTER GETKEYSINSLOT", slot, 1_000)
        await self._migrate([one for one in keys if one != left.encode()], source, target)
        yield
        await self._end_move(slot, source, target)

    async def _begin_move(self, key: str, source: int, target: int) -> int:
        slot = int(await self.nodes[source].ask("CLUSTER KEYSLOT", key))
        await self.nodes[target].ask("CLUSTER SETSLOT", slot, "IMPORTING", await self._id(source))
        await self.nodes[source].ask("CLUSTER SETSLOT", slot, "MIGRATING", await self._id(target))
        return slot

    async def _end_move(self, slot: int, source: int, target: int) -> None:
        here, there = self.nodes[source], self.nodes[target]
        while keys := await here.ask("CLUSTER GETKEYSINSLOT", slot, _KEYS_AT_ONCE):
            await self._migrate(keys, source, target)
        for node in (there, here, *[self.nodes[number] for number in await self.primaries()]):
            await node.ask("CLUSTER SETSLOT", slot, "NODE", await self._id(target))
        await self.agrees()

    async def _migrate(self, keys: list[bytes], source: int, target: int) -> None:
        await self.nodes[source].ask("MIGRATE", "127.0.0.1", self.nodes[target].port, "", 0, 5_000, "KEYS", *keys)

    async def _id(self, number: int) -> str:
        return str((await self.nodes[number].ask("CLUSTER MYID")).decode())

    async def _joined(self) -> None:
        for node, bus in zip(self.nodes[1:], self._buses[1:], strict=True):
            await self.nodes[0].ask("CLUSTER MEET", "127.0.0.1", node.port, bus)
        for number, node in enumerate(self.nodes[:NODES]):
            first, last = number * SLOTS // NODES, (number + 1) * SLOTS // NODES - 1
            await node.ask("CLUSTER ADDSLOTSRANGE", first, last)
        await self.agrees(replicated=False)
        for number, node in enumerate(self.nodes[NODES:]):
            await node.ask("CLUSTER REPLICATE", await self._id(number % NODES))
        await self.agrees()

    async def agrees(self, *, replicated: bool = True) -> None:
        """Wait until every node knows every other, all slots are served, and all that follow a node have what it has."""
        async with asyncio.timeout(AGREES_WITHIN):
            while not all([await self._is_whole(node, replicated=replicated) for node in self.nodes]):  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.05)

    async def _is_whole(self, node: ValkeyProcess, *, replicated: bool) -> bool:
        try:
            about, copies = await node.ask("CLUSTER INFO"), await node.ask("INFO", "replication")
        except (RedisError, OSError):
            return False
        is_known = about["cluster_state"] == "ok" and about["cluster_known_nodes"] == str(len(self.nodes))
        if not replicated:
            return bool(is_known)
        is_copied = (
            copies.get("master_link_status") == "up" or copies["connected_slaves"] == len(self.nodes) // NODES - 1
        )
        return bool(is_known and is_copied)

    async def _role(self, node: ValkeyProcess) -> str:
        try:
            return str((await node.ask("INFO", "replication"))["role"])
        except (RedisError, OSError):
            return "away"
