"""Real servers of every kind that REDIS_URL may name, on loopback."""

from __future__ import annotations

import asyncio
import socket
import subprocess
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, ConnectionError  # noqa: A004 - the vendor's names

from adapters.store.redis.server import program

NEVER = Retry(NoBackoff(), 0)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


def free_port() -> int:
    """A port that nothing listens at, nor at ten thousand above it, where a cluster's bus is."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def valkey(folder: Path, *options: str, port: int = 0) -> AsyncIterator[int]:
    """A server with these options; its port."""
    port = port or free_port()
    (folder / "valkey.conf").touch()
    command = [str(program()), str(folder / "valkey.conf"), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    process = subprocess.Popen([*command, *options], cwd=folder, stdout=subprocess.DEVNULL)  # noqa: ASYNC220, S603 - ours
    try:
        await _ready(port)
        yield port
    finally:
        process.terminate()
        process.wait()


async def _ready(port: int) -> None:
    async with Redis(port=port, retry=NEVER) as client, asyncio.timeout(10):
        while True:
            try:
                await client.ping()
            except AuthenticationError:
                return
            except ConnectionError:
                await asyncio.sleep(0.01)
            else:
                return
