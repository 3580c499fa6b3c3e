"""The embedded store: a Valkey server of our own on an append-only file, for as long as we need it."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from typing_extensions import override

from adapters.errors import StoreAway
from adapters.store.redis.append_only import cut_end
from adapters.store.redis.failures import sentence
from adapters.store.redis.folder import DataFolder
from adapters.store.redis.link import ServerHost
from adapters.store.redis.server import ValkeyServer, answers, client, end_orphan, keeps

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from redis.asyncio import Redis

    from adapters.store.redis.append_only import CutEnd

_log = logging.getLogger(__name__)


class EmbeddedServer(ServerHost):
    """A server with one owner at a time; entering raises `StoreTaken` for a second, `StoreAway` when it can't start."""

    def __init__(self, folder: Path) -> None:
        self._folder = DataFolder(folder)
        self._server: ValkeyServer | None = None
        self._reviving = asyncio.Lock()

    async def visit(self) -> bool:
        """Use the server of whoever owns the folder at present, which goes on without us; False where none answers."""
        async with client(self._folder) as asking:
            return await answers(asking) and await keeps(asking, self._folder)

    async def __aenter__(self) -> Self:
        self._folder.claim()
        try:
            await end_orphan(self._folder)
            await self._start()
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()

    @property
    def url(self) -> str:
        """For clients that take a URL."""
        return f"unix://{quote(self._folder.socket())}"

    def client(self) -> Redis:
        """A client for this server; whoever asks closes it."""
        return client(self._folder, socket_timeout=5.0)

    @override
    async def revive(self) -> bool:
        """Start the server again where it died; the append-only file has all that was acknowledged."""
        async with self._reviving:
            if self._server is None:
                return False
            try:
                await self._server.ready()  # another task may have revived it already
            except StoreAway:
                if self._server.running:
                    raise
                await self._start()
        return True

    @override
    def diagnosis(self, error: Exception) -> str:
        return self._folder.ailment() or f"{sentence(error, str(self._folder.path))} Its log is {self._folder.log}."

    async def _start(self) -> None:
        """Start the server, once more where the end of its file had to be cut."""
        self._server = ValkeyServer.launch(self._folder)
        try:
            await self._server.ready()
        except StoreAway:
            cut = None if self._server.running else self._mended()
            if cut is None:
                raise
            _log.warning(
                "the last %s bytes of the store's file were no commands and were cut off, so what was kept in the last moment "
                "before it ended may be missing; the file as it was is %s",
                *(f"{cut.size:,}", cut.kept),
            )
            self._server = ValkeyServer.launch(self._folder)
            await self._server.ready()

    def _mended(self) -> CutEnd | None:
        try:
            return cut_end(self._folder.path)
        except OSError as error:
            raise StoreAway(self._folder.unusable(error)) from error

    async def _end(self) -> None:
        try:
            if self._server is not None:
                await self._server.stop()
                self._folder.clear_socket()
        finally:
            self._server = None
            self._folder.release()
