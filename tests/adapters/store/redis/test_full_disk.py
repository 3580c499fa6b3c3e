"""A full disk: said so, nothing half done, and writing goes on when there is room again."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from adapters.errors import StoreAway
from adapters.store.redis.store import open_store
from tests.adapters.store.redis.samples import HERE, paper, subscription

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from adapters.store.redis.store import Store


def _mount(where: Path, options: str) -> Iterator[Path]:
    where.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(where)], capture_output=True, check=False)  # noqa: S603, S607 - fixed words
    if made.returncode:
        pytest.skip("only root may mount a small disk")
    yield where
    subprocess.run(["umount", "-l", str(where)], check=True)  # noqa: S603, S607 - fixed words


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    yield from _mount(tmp_path / "small", "size=1m")


@pytest.fixture
def frozen(tmp_path: Path) -> Iterator[Path]:
    """A disk that can only be read."""
    yield from _mount(tmp_path / "frozen", "ro")


async def _put_many(store: Store) -> None:
    for number in range(200):
        await store.subscriptions.put(subscription("during" + "!" * number))


def _fill(disk: Path) -> Path:
    """Take all the room that there is."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 1024):
                pass
        except OSError:
            return ballast
    raise AssertionError("the disk has no end")


async def test_a_full_disk_is_said_so_and_nothing_is_half_done(small: Path) -> None:
    """Reading goes on, the failed writes left nothing, and writing works again when there is room."""
    papers = [paper(f"2605.{number:05}", title=f"{number**9}") for number in range(40)]
    async with open_store(None, small) as store:
        await store.subscriptions.put(subscription("before"))
        ballast = _fill(small)

        with pytest.raises(StoreAway, match=r"disk .* is full"):
            await store.papers.put(papers)
        with pytest.raises(StoreAway, match=r"disk .* is full"):
            await _put_many(store)
        during = await store.subscriptions.of(HERE)
        lost = await store.papers.get([one.id for one in papers])
        ballast.unlink()
        await store.subscriptions.put(subscription("after"))
        after = await store.subscriptions.of(HERE)

    assert "before" in {one.topic for one in during}
    assert lost == ()
    assert set(during) < set(after)
    async with open_store(None, small) as store:
        assert await store.subscriptions.of(HERE) == after


async def test_a_disk_that_is_full_at_the_start_is_said_so(small: Path) -> None:
    """Before anything was kept there is no store to start."""
    _fill(small)

    with pytest.raises(StoreAway, match=r"disk .* is full"):
        async with open_store(None, small) as store:
            await store.subscriptions.put(subscription())


async def test_a_disk_that_can_only_be_read_is_said_so(frozen: Path) -> None:
    """With what to do about it."""
    with pytest.raises(StoreAway, match=r"can only be read.*PAPERROUND_DATA"):
        async with open_store(None, frozen):
            raise AssertionError("it can't be open")
