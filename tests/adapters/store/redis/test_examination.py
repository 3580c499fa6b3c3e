"""Doctor and `run` know a store that isn't fit to be one, whatever its servers are set to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.errors import StoreAway
from adapters.store.redis.store import open_store
from bot import settings
from bot.clock import SystemClock
from bot.composition import store as stores
from tests.adapters.store.redis.servers import valkey
from tests.bot.test_run import started, surroundings

if TYPE_CHECKING:
    from pathlib import Path

    from adapters.chat import Finding


async def _examined(port: int, **more: str) -> list[Finding]:
    """What doctor says of the store at a port."""
    read = settings.read({"REDIS_URL": f"redis://127.0.0.1:{port}", **more})
    return [finding async for finding in stores.examine(read, SystemClock())]


def _bad(findings: list[Finding]) -> str:
    return "\n".join(f"{finding.what} {finding.mend}" for finding in findings if not finding.is_well)


async def test_a_fit_store_is_well_also_beside_a_running_bot(tmp_path: Path) -> None:
    """With its kind, its version and how quickly it answers."""
    read = settings.read({"PAPERROUND_DATA": str(tmp_path)})
    async with open_store(None, tmp_path):
        (finding,) = [finding async for finding in stores.examine(read, SystemClock())]

    assert finding.is_well
    assert finding.what.startswith("Valkey 9")
    assert "answers in" in finding.what


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"), "maxmemory-policy allkeys-lru"),
        (("--maxmemory", "100mb", "--maxmemory-policy", "volatile-ttl"), "maxmemory-policy volatile-ttl"),
        (("--appendonly", "no"), "no append-only file"),
    ],
)
async def test_what_a_store_may_lose_things_by_is_found(options: tuple[str, ...], words: str, tmp_path: Path) -> None:
    """Five hundred subscriptions vanished from one that doctor called well."""
    async with valkey(tmp_path, *options) as port:
        findings = await _examined(port)

    assert words in _bad(findings)


async def test_a_store_that_is_nearly_full_is_found(tmp_path: Path) -> None:
    """Before it refuses what it is to keep."""
    async with valkey(tmp_path) as port, open_store(f"redis://127.0.0.1:{port}", tmp_path) as store:
        await store.link.ask("SET", "paperround:note:long", "x" * 20_000_000)
        used = (await store.link.ask("INFO", "memory"))["used_memory"]
        await store.link.ask("CONFIG SET", "maxmemory", int(used * 1.07))

        assert "MB are used" in _bad(await _examined(port))


async def test_a_copy_and_a_primary_that_takes_writes_alone_are_found(tmp_path: Path) -> None:
    """A copy refuses the probe; behind Sentinel a primary must refuse what no replica gets."""
    async with valkey(tmp_path, "--replicaof", "127.0.0.1 1") as port:
        assert "read-only copy" in _bad(await _examined(port))
    async with valkey(tmp_path, "--appendonly", "yes") as port:
        assert _bad(await _examined(port)) == ""
        assert "couldn't have a write copied" in _bad(await _examined(port, PAPERROUND_STORE_REPLICAS="1"))


async def test_a_bot_isnt_run_on_an_unfit_store_unless_told(tmp_path: Path) -> None:
    """It ends at once, with what to set; told, it goes on to what it lacks next."""
    async with valkey(tmp_path, "--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru") as port:
        url = f"redis://127.0.0.1:{port}"
        refused = await started(["worker"], surroundings(tmp_path, REDIS_URL=url))
        _, said = await refused.communicate()
        told = await started(["worker"], surroundings(tmp_path, REDIS_URL=url, PAPERROUND_UNFIT_STORE="1"))
        _, went_on = await told.communicate()

    assert refused.returncode == 1
    assert b"maxmemory-policy noeviction" in said
    assert b"No chat platform is set up" in went_on


async def test_a_copy_is_refused(tmp_path: Path) -> None:
    """Nothing could be kept there."""
    read = settings.read({})
    async with (
        valkey(tmp_path, "--replicaof", "127.0.0.1 1") as port,
        open_store(f"redis://127.0.0.1:{port}", tmp_path) as store,
    ):
        with pytest.raises(StoreAway, match="read-only copy"):
            await stores.refuse_unfit(store, read)
