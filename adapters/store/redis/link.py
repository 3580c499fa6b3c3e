"""The one way from the ports to the server: bounded in time, a vendor's errors in sentences without secrets."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from hashlib import sha1
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import msgspec
from redis.asyncio.cluster import RedisCluster
from redis.exceptions import (
    ConnectionError,  # noqa: A004 - the vendor's names
    NoPermissionError,
    NoScriptError,
    RedisClusterException,
    RedisError,
)
from typing_extensions import override

from adapters.errors import StoreAway
from adapters.store.redis.failures import sentence
from adapters.store.redis.lasting_writes import lasting_writes
from adapters.store.redis.precedence import Precedence

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from redis.asyncio import Redis

    from adapters.store.redis.lasting_writes import Command

T = TypeVar("T")
_log = logging.getLogger(__name__)

FAILURES = (RedisError, RedisClusterException, OSError)
"""All that work on a link may raise; the cluster's own exceptions stand outside the vendor's tree."""

_LATE = 0.25
"""The share of a deadline by which a wait may end late before it is this process that is slow, and not the store."""
AT_ONCE = 64
"""Commands under way at once; the others wait for a turn."""
REVIVALS = 3
_WHOLE = """
local answers = {}
for at, command in ipairs(cmsgpack.unpack(ARGV[1])) do answers[at] = redis.call(unpack(command)) end
return answers
"""
"""ARGV: the commands as MessagePack, since the client takes its time over every single word, there and back."""
_READ = _WHOLE.replace("return answers", "return cmsgpack.pack(answers)")
_ARRAY, _STRING = b"\xdd", b"\xdb"
"""What begins an array and a string in MessagePack, before its length in four bytes."""
PATIENCE = 15.0
"""Seconds for one piece of work with all its retries; a command alone has less."""


class ServerHost(Protocol):
    """Who answers for the server behind a link."""

    async def revive(self) -> bool:
        """Called when the connection broke; True when the work deserves another try."""
        ...

    def diagnosis(self, error: Exception) -> str:
        """A sentence on what is wrong."""
        ...


class ServerMoved(ServerHost):
    """A server that somebody else looks after; the client's own retries are all that can be done.

    Attributes:
        place: Where it is, without user and password.
    """

    def __init__(self, place: str) -> None:
        self.place = place

    @override
    async def revive(self) -> bool:
        return False

    @override
    def diagnosis(self, error: Exception) -> str:
        return sentence(error, self.place)


class RedisLink:
    """A client and who answers for its server; commands and answers are as Redis has them.

    Whatever is asked may be asked again after a revival, so it must be the kind that may be done twice.
    """

    def __init__(self, client: Redis, host: ServerHost, *, replicas: int = 0, deadline: float | None = None) -> None:
        """`replicas` must have a lasting write before it counts.

        With a `deadline` whatever is asked is answered or given up within so many seconds, and at once while the server is
        known to be silent.
        """
        self._client = client
        self._host = host
        self.replicas = replicas
        self._lasting = lasting_writes(client, replicas)
        self._deadline = deadline
        self._silent_until = 0.0
        self._with_deadline: RedisLink | None = None
        self.precedence = Precedence()
        # The client's pool refuses the hundred and first connection, which would look like a server that is gone.
        self._turns = asyncio.Semaphore(AT_ONCE if deadline is None else AT_ONCE // 2)

    def with_deadline(self, seconds: float) -> RedisLink:
        """The same way, one for all for whom somebody waits: what one of them learns of a silence, all know."""
        if self._with_deadline is None:
            self._with_deadline = RedisLink(self._client, self._host, replicas=self.replicas, deadline=seconds)
            self._with_deadline.precedence = self.precedence
        return self._with_deadline

    async def ask(self, *command: str | bytes | float, lasting: bool = False) -> Any:  # noqa: ANN401 - each has its own
        """One command's answer; a `lasting` write counts only once it outlives the failure of the server that took it."""
        return await self._run(lambda: self._send(command, lasting=lasting))

    async def each(self, commands: Iterable[Command], *, lasting: bool = False) -> list[Any]:
        """The answers of some commands in one round trip, each by itself; `lasting` as in `ask`."""
        every = list(commands)
        return await self._run(lambda: self._send_all(every, lasting=lasting))

    async def of_primaries(self, *command: str) -> list[Mapping[str, Any]]:
        """What each present primary says of itself; [] where this user may not ask."""

        async def work() -> list[Mapping[str, Any]]:
            clustered: dict[str, Any] = (
                {"target_nodes": RedisCluster.PRIMARIES} if isinstance(self._client, RedisCluster) else {}
            )
            try:
                told = await self._client.execute_command(*command, **clustered)  # type: ignore[no-untyped-call]
            except NoPermissionError:
                return []
            return [told] if "role" in told else list(told.values())

        return await self._run(work)

    async def script(self, text: str, keys: Sequence[str], *values: str | bytes | float, lasting: bool = False) -> Any:  # noqa: ANN401 - see above
        """A script's answer; its keys are of one slot. The server is sent the text only where it doesn't know it yet."""
        said = (len(keys), *keys, *values)
        digest = sha1(text.encode(), usedforsecurity=False).hexdigest()

        async def work() -> Any:  # noqa: ANN401 - see above
            try:
                return await self._send(("EVALSHA", digest, *said), lasting=lasting)
            except NoScriptError:
                return await self._send(("EVAL", text, *said), lasting=lasting)

        return await self._run(work)

    async def whole(self, commands: Iterable[Command], *, lasting: bool = False) -> list[Any]:
        """The answers of some writing commands on keys of one slot, the first word of each after its name, in one step."""
        every = list(commands)
        keys = dict.fromkeys(str(command[1]) for command in every)
        answers: list[Any] = await self.script(_WHOLE, list(keys), _packed(every), lasting=lasting)
        return answers

    async def written(self, commands: Iterable[Command], *, lasting: bool = False) -> list[Any]:
        """As `each`, of writing commands with a key each: in one step, at a tenth of the cost, where one server has all."""
        if isinstance(self._client, RedisCluster):
            return await self.each(commands, lasting=lasting)
        return await self.whole(commands, lasting=lasting)

    async def texts(self, commands: Iterable[Command]) -> list[Any]:
        """As `each`, of commands that read one key each, where all is text: in one step where one server has all of them.

        The texts of answers are then strings, else bytes.
        """
        every = list(commands)
        if not isinstance(self._client, RedisCluster):
            with suppress(
                msgspec.DecodeError, UnicodeDecodeError
            ):  # something there isn't text, and is told as it is below
                return msgspec.msgpack.decode(await self.script(_READ, [], _packed(every)), type=list[Any])
        return await self.each(every)

    async def _send(self, command: Command, *, lasting: bool) -> Any:  # noqa: ANN401 - see above
        if not (lasting and self.replicas):
            return await self._client.execute_command(*command)  # type: ignore[no-untyped-call]
        (answer,) = await self._lasting.sent([command])
        return answer

    async def _send_all(self, commands: Sequence[Command], *, lasting: bool) -> list[Any]:
        if lasting and self.replicas:
            return await self._lasting.sent(commands)
        pipeline = self._client.pipeline(transaction=False)
        for command in commands:
            pipeline.execute_command(*command)
        return await pipeline.execute()

    async def _run(self, work: Callable[[], Awaitable[T]]) -> T:
        if self._deadline is None:
            return await self._run_with_revival(work)
        clock = asyncio.get_running_loop().time
        last = False
        while True:
            began, seconds = clock(), 0 if clock() < self._silent_until else self._deadline
            try:
                async with asyncio.timeout(seconds):
                    return await self._run_with_revival(work)
            except OSError as late:  # all that is wrong with the work itself has become `StoreAway` by now
                if not last and clock() - began - seconds > _LATE * self._deadline:
                    last = True  # it was this process that came late to the answer: busy, not unanswered
                    continue
                if clock() >= self._silent_until:
                    self._silent_until = clock() + self._deadline
                raise StoreAway(self._host.diagnosis(late)) from late

    async def _run_with_revival(self, work: Callable[[], Awaitable[T]]) -> T:
        tries = 0
        while True:
            tries += 1
            try:
                return await self._once(work)
            except ConnectionError as error:
                if tries > REVIVALS or not await self._host.revive():
                    raise StoreAway(self._host.diagnosis(error)) from error
            except FAILURES as error:
                raise StoreAway(self._host.diagnosis(error)) from error
            except Exception as error:
                # The client meets connections that it has half closed itself; what comes of that is no error of its tree.
                _log.info("the store's client failed in a way of its own", exc_info=error)
                raise StoreAway(self._host.diagnosis(ConnectionError())) from error

    async def _once(self, work: Callable[[], Awaitable[T]]) -> T:
        async with asyncio.timeout(PATIENCE), self._turns:
            if self._deadline is not None:
                with self.precedence.taken():
                    return await work()
            await self.precedence.given()
            return await work()


def _packed(commands: Sequence[Command]) -> bytes:
    """MessagePack as servers read it, whose reader is older than the type for bytes: all words are strings."""
    parts = [_ARRAY, len(commands).to_bytes(4)]
    for command in commands:
        parts += (_ARRAY, len(command).to_bytes(4))
        for word in command:
            said = word if isinstance(word, bytes) else (word if isinstance(word, str) else repr(word)).encode()
            parts += (_STRING, len(said).to_bytes(4), said)
    return b"".join(parts)
