"""One Valkey server process on loopback, with an append-only file that outlives it."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, Self

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from adapters.store.redis.server import program

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

NEVER = Retry(NoBackoff(), 0)
STARTS_WITHIN = 20.0


def free_port() -> int:
    """A port that nothing listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class ValkeyGroup:
    """Several servers that start and end together."""

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            await self._start(stack)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def _start(self, stack: AsyncExitStack) -> None:
        """Start all of them, each to end with the stack, and wait until they know one another."""
        raise NotImplementedError


class ValkeyProcess:
    """A server that starts again on what it kept.

    Attributes:
        port: The same at every start.
    """

    def __init__(self, folder: Path, *options: str, configuration: str = "", password: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self._folder = folder
        self._options = options
        self._password = password
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "valkey.conf").write_text(configuration)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.kill()

    async def start(self) -> None:
        """Start it and wait until it answers."""
        usual = ("--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self._folder))
        command = [str(program()), str(self._folder / "valkey.conf"), *usual, *self._options]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: ASYNC220, S603 - ours
        async with asyncio.timeout(STARTS_WITHIN):
            while not await self._is_ready():  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """End it as `kill -9` does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stall(self) -> None:
        """Let it hang: connections stay and nothing is answered."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """The end of the stall."""
        self._signal(signal.SIGCONT)

    async def stop_copying(self, replicas: Sequence[ValkeyProcess]) -> None:
        """Let what this primary takes from now on reach none of them, not even when they go on after the stall."""
        for replica in replicas:
            replica.stall()
        await self.ask("CLIENT KILL", "TYPE", "replica")

    def client(self, **options: Any) -> Redis:  # noqa: ANN401 - the vendor's
        """A client that doesn't try twice; whoever asks closes it."""
        usual = {"socket_timeout": 5.0, "password": self._password or None}
        return Redis(port=self.port, retry=NEVER, **(usual | options))

    async def ask(self, *command: str | bytes | int) -> Any:  # noqa: ANN401 - each command has its own answer
        """One command's answer."""
        async with self.client() as client:
            return await client.execute_command(*command)  # type: ignore[no-untyped-call]

    async def _is_ready(self) -> bool:
        try:
            await self.ask("PING")
        except (RedisError, OSError):
            return False
        return True

    def _signal(self, number: int) -> None:
        if self._process is not None:
            self._process.send_signal(number)
