"""Writes that count only once they outlive the failure of the server that took them: replicas have them too.

A server counts the replicas that have what its own connection wrote, so a write and the question stand on one connection.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from redis.asyncio.cluster import PipelineCommand, RedisCluster
from redis.exceptions import (
    AskError,
    ClusterDownError,
    ConnectionError,  # noqa: A004 - the vendor's names
    ResponseError,
    TimeoutError,  # noqa: A004 - the vendor's names
    TryAgainError,
)
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redis.asyncio import Redis
    from redis.asyncio.cluster import ClusterNode

Command = tuple[str | bytes | int | float, ...]
COPIED_WITHIN = 300
"""Milliseconds that replicas have for a write.

Twice that, for a script that has to be sent in full, is over before a person's request is given up: a server that only waits
for its replicas isn't taken for a silent one.
"""
TURNS = 16
"""In which a slot on its way arrives, as many as the cluster's client has."""
_PAUSE = 0.05
_ELSEWHERE = (AskError, TryAgainError, ClusterDownError, ConnectionError, TimeoutError, OSError)
"""The answers of a node that doesn't serve a slot: not yet, not any more, or not alone."""


class LastingWrites(Protocol):
    """The answers of writing commands that may be sent twice; raises what the vendor raises where they don't last."""

    async def sent(self, commands: Sequence[Command]) -> list[Any]:
        """All of them in as few round trips as there are servers that they concern."""
        ...


def lasting_writes(client: Redis | RedisCluster, replicas: int) -> LastingWrites:
    """To wherever a client leads, each counting once so many replicas have it."""
    return ClusterWrites(client, replicas) if isinstance(client, RedisCluster) else PrimaryWrites(client, replicas)


class PrimaryWrites(LastingWrites):
    """To one primary, which may be another one at the next connection."""

    def __init__(self, client: Redis, replicas: int) -> None:
        self._client = client
        self._replicas = replicas

    @override
    async def sent(self, commands: Sequence[Command]) -> list[Any]:
        pipeline = self._client.pipeline(transaction=False)
        for command in commands:
            pipeline.execute_command(*command)
        pipeline.execute_command("WAIT", self._replicas, COPIED_WITHIN)
        *answers, copies = await pipeline.execute(raise_on_error=False)
        for one in (*answers, copies):
            if isinstance(one, Exception):
                raise one
        if copies < self._replicas:
            # It may be a primary of before, come back, which is not yet told that another one was chosen.
            await self._client.connection_pool.disconnect(inuse_connections=False)
            raise _not_copied()
        return answers


@dataclass(slots=True, eq=False)
class _Write:
    """A command on its way.

    Attributes:
        asked: The node that takes over its slot and wants to be asked for it, for this once.
    """

    command: Command
    asked: ClusterNode | None = None
    answer: Any = None
    is_done: bool = False

    @property
    def key(self) -> str:
        name, *words = self.command
        return str(words[2] if name in {"EVAL", "EVALSHA"} else words[0])


class ClusterWrites(LastingWrites):
    """To the nodes of a cluster that serve their keys.

    The cluster's client sends what is redirected over another connection, where the question for copies would be
    answered for nothing; so redirects are followed here, and it is only asked who serves what.
    """

    def __init__(self, client: RedisCluster, replicas: int) -> None:
        self._client = client
        self._replicas = replicas

    @override
    async def sent(self, commands: Sequence[Command]) -> list[Any]:
        every = [_Write(command) for command in commands]
        for turn in range(TURNS):
            left = [write for write in every if not write.is_done]
            if turn:
                await self._learn(left)
            _ = await self._client.initialize()
            await asyncio.gather(*(self._to(node, some) for node, some in self._by_node(left)))
            if all(write.is_done for write in every):
                return [write.answer for write in every]
        raise TryAgainError

    def _by_node(self, writes: Sequence[_Write]) -> Iterator[tuple[ClusterNode, list[_Write]]]:
        found: dict[str, tuple[ClusterNode, list[_Write]]] = {}
        for write in writes:
            node = write.asked or self._client.get_node_from_key(write.key)
            if node is None:
                raise ClusterDownError("CLUSTERDOWN")
            found.setdefault(node.name, (node, []))[1].append(write)
        yield from found.values()

    async def _learn(self, writes: Sequence[_Write]) -> None:
        """Have the client look who serves what by now, with its own patience for nodes that are away."""
        await asyncio.sleep(_PAUSE)
        for write in writes:
            if write.asked is None:
                await self._client.execute_command("EXISTS", write.key)
                break

    async def _to(self, node: ClusterNode, writes: Sequence[_Write]) -> None:
        words: list[Command] = []
        for write in writes:
            words += [("ASKING",), write.command] if write.asked else [write.command]
        answers, copies = await self._answers(node, words)
        done = []
        for write, answer in zip(writes, answers, strict=True):
            # What has moved for good is, in the vendor's tree, a kind of what is to be asked for elsewhere this once.
            write.asked = self._client.get_node(answer.host, answer.port) if type(answer) is AskError else None
            if not isinstance(answer, Exception):
                done.append((write, answer))
            elif not isinstance(answer, _ELSEWHERE):
                raise answer
        if done and isinstance(copies, Exception):
            raise copies
        if done and copies < self._replicas:
            raise _not_copied()
        for write, answer in done:
            write.answer, write.is_done = answer, True

    async def _answers(self, node: ClusterNode, commands: Sequence[Command]) -> tuple[list[Any], Any]:
        """Of the commands, and how many replicas have them; where there is no connection, that is every answer."""
        asked = [*commands, ("WAIT", self._replicas, COPIED_WITHIN)]
        sent = [PipelineCommand(at, *command) for at, command in enumerate(asked)]
        try:
            await node.execute_pipeline(sent)
        except (ConnectionError, TimeoutError, OSError) as error:
            for one in sent:
                one.result = error
        *answers, copies = [one.result for one in sent if one.args[0] != "ASKING"]
        return answers, copies


def _not_copied() -> ResponseError:
    return ResponseError("NOTCOPIED")
