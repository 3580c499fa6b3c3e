"""Writes that count once replicas have them, to nodes that serve a slot late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from redis.exceptions import TryAgainError

from adapters.store.redis.lasting_writes import TURNS, ClusterWrites

if TYPE_CHECKING:
    from redis.asyncio.cluster import PipelineCommand, RedisCluster


class _LateNode:
    """Serves its slot after so many refusals.

    Attributes:
        kept: What it took.
    """

    name = "127.0.0.1:1"

    def __init__(self, refusals: int) -> None:
        self._refusals = refusals
        self.kept: list[tuple[Any, ...]] = []

    async def execute_pipeline(self, sent: list[PipelineCommand]) -> None:
        """Answer each, as the vendor's node does it."""
        *commands, wait = sent
        for one in commands:
            one.result = TryAgainError() if self._refusals else b"OK"
        self.kept += [] if self._refusals else [one.args for one in commands]
        self._refusals -= bool(self._refusals)
        wait.result = 1


class _LateCluster:
    """A client that knows one node."""

    def __init__(self, node: _LateNode) -> None:
        self._node = node

    async def initialize(self) -> None:
        """Nothing to learn."""

    async def execute_command(self, *_words: str) -> None:
        """As above."""

    def get_node_from_key(self, _key: str) -> _LateNode:
        """The only one."""
        return self._node


def _writes(node: _LateNode) -> ClusterWrites:
    return ClusterWrites(cast("RedisCluster", _LateCluster(node)), 1)


async def test_what_is_done_in_the_last_turn_is_done() -> None:
    """It is answered, and not reported as refused."""
    node = _LateNode(TURNS - 1)

    assert await _writes(node).sent([("SET", "a", "1")]) == [b"OK"]
    assert node.kept == [("SET", "a", "1")]


async def test_a_slot_that_nobody_serves_is_given_up() -> None:
    """After the last turn, with nothing kept."""
    node = _LateNode(TURNS)

    with pytest.raises(TryAgainError):
        await _writes(node).sent([("SET", "a", "1")])
    assert not node.kept
