"""The embedded server: one owner, a private place, and nothing acknowledged is ever lost."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.errors import StoreAway, StoreTaken
from adapters.store.redis import server as starting
from adapters.store.redis.append_only import cut_end
from adapters.store.redis.embedded import EmbeddedServer
from adapters.store.redis.folder import DataFolder
from adapters.store.redis.store import Store, open_store
from tests.adapters.store.redis.samples import HERE, subscription

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OWNER = """
import asyncio, sys
from pathlib import Path
from adapters.store.redis.store import open_store
from tests.adapters.store.redis.samples import subscription

async def main():
    async with open_store(None, Path(sys.argv[1])) as store:
        await store.subscriptions.put(subscription("kept"))
        print((await store.link.ask("INFO", "server"))["process_id"], flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


def _owner(folder: Path) -> tuple[subprocess.Popen[str], int]:
    """Another process that owns the folder, and its server's process id."""
    owner = subprocess.Popen(  # noqa: S603 - this Python and the lines above
        [sys.executable, "-c", OWNER, str(folder)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[4]
    )
    assert owner.stdout is not None
    return owner, int(owner.stdout.readline())


def _end(owner: subprocess.Popen[str], how: signal.Signals = signal.SIGKILL) -> None:
    owner.send_signal(how)
    owner.communicate()


async def _process(store: Store) -> int:
    return int((await store.link.ask("INFO", "server"))["process_id"])


async def _topics(folder: Path) -> list[str]:
    async with open_store(None, folder) as store:
        return [one.topic for one in await store.subscriptions.of(HERE)]


async def test_what_was_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    """The folder is made where there is none."""
    async with open_store(None, tmp_path / "new" / "data") as store:
        await store.ping()
        await store.subscriptions.put(subscription())

    assert await _topics(tmp_path / "new" / "data") == ["fine-tuning"]


async def test_the_server_is_private(tmp_path: Path) -> None:
    """No TCP port, nothing for other users, none of our environment."""
    async with open_store(None, tmp_path) as store:
        port = await store.link.ask("CONFIG", "GET", "port")
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "store", tmp_path / "store" / "socket")]

    assert port == {b"port": b"0"}
    assert modes == [0o700, 0o700]


async def test_nothing_stays_behind_after_a_clean_end(tmp_path: Path) -> None:
    """Neither the server nor its socket."""
    async with open_store(None, tmp_path) as store:
        process = await _process(store)

    assert not _runs(process)
    assert not (tmp_path / "store" / "socket").exists()


@pytest.fixture
def short_temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The system's own folder for temporary things, as programs find it; the one of the tests may be long."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield


@pytest.mark.usefixtures("short_temporary")
async def test_a_folder_with_a_long_path_works(tmp_path: Path) -> None:
    """Sockets have short names, so it listens in a short private folder, and takes that away at the end."""
    folder = tmp_path / ("long name " * 12)

    async with open_store(None, folder) as store:
        os.kill(await _process(store), signal.SIGKILL)
        await store.subscriptions.put(subscription())
        short = _target(folder / "store" / "socket")
        private = stat.S_IMODE(short.parent.stat().st_mode)

    assert private == 0o700
    assert not short.parent.exists()
    assert await _topics(folder) == ["fine-tuning"]


async def test_beside_the_owner_its_server_is_used_and_left_running(tmp_path: Path) -> None:
    """What is kept there is seen and changed; where the owner's server doesn't answer, the owner is named."""
    async with open_store(None, tmp_path) as owned:
        await owned.subscriptions.put(subscription())
        async with open_store(None, tmp_path, as_guest=True) as visiting:
            seen = [one.topic for one in await visiting.subscriptions.every()]
            await visiting.subscriptions.remove(HERE, "fine-tuning")

        assert seen == ["fine-tuning"]
        assert await owned.subscriptions.every() == ()
        (tmp_path / "store" / "socket").unlink()
        with pytest.raises(StoreTaken, match="already running"):
            async with open_store(None, tmp_path, as_guest=True):
                pass


async def test_a_second_owner_is_told_who_the_first_one_is(tmp_path: Path) -> None:
    """The first one isn't disturbed, and when it ends the folder is free."""
    owner, process = _owner(tmp_path)

    with pytest.raises(StoreTaken, match=f"process {owner.pid}.*End it first") as caught:
        await _topics(tmp_path)

    assert caught.value.owner == owner.pid
    assert _runs(process)
    _end(owner, signal.SIGINT)
    assert not _runs(process)
    assert await _topics(tmp_path) == ["kept"]


async def test_every_acknowledged_subscription_survives_a_killed_server(tmp_path: Path) -> None:
    """The server is killed again and again during a stream of puts; callers notice nothing."""
    acknowledged: list[str] = []
    async with open_store(None, tmp_path) as store:

        async def put(some: range) -> None:
            for number in some:
                await store.subscriptions.put(subscription(f"topic {number:03}"))
                acknowledged.append(f"topic {number:03}")

        async def kill() -> None:
            for _ in range(3):
                process = await _process(store)
                os.kill(process, signal.SIGKILL)
                await _gone(process)

        await asyncio.gather(kill(), *(put(range(start, start + 50)) for start in range(0, 200, 50)))
        os.kill(await _process(store), signal.SIGKILL)

    assert len(acknowledged) == 200
    assert sorted(await _topics(tmp_path)) == sorted(acknowledged)


async def test_an_orphan_of_a_killed_owner_is_ended_and_its_data_kept(tmp_path: Path) -> None:
    """The next start goes on with what was acknowledged."""
    owner, orphan = _owner(tmp_path)
    _end(owner)
    assert _runs(orphan)

    topics = await _topics(tmp_path)

    assert topics == ["kept"]
    assert not _runs(orphan)


async def test_an_orphan_that_doesnt_answer_is_named_not_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is ever killed on a guess; the sentence says what to do."""
    monkeypatch.setattr(starting, "STOPS_WITHIN", 0.05)
    owner, orphan = _owner(tmp_path)
    _end(owner)
    (tmp_path / "store" / "socket").unlink()

    with pytest.raises(StoreTaken, match=f"kill {orphan}") as caught:
        await _topics(tmp_path)

    assert caught.value.owner == orphan
    assert _runs(orphan)
    os.kill(orphan, signal.SIGKILL)


async def test_a_stranger_at_the_socket_is_left_alone(
    tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that keeps its data elsewhere isn't ended, even where our socket should be."""
    monkeypatch.setattr(starting, "STOPS_WITHIN", 0.05)
    owner, orphan = _owner(tmp_path)
    _end(owner)
    socket = tmp_path / "store" / "socket"
    socket.unlink()
    socket.symlink_to(server.removeprefix("unix://"))

    with pytest.raises(StoreTaken):
        await _topics(tmp_path)

    async with open_store(server, tmp_path) as other:
        await other.ping()
    os.kill(orphan, signal.SIGKILL)
    await _gone(orphan)
    assert await _topics(tmp_path) == ["kept"]


async def test_a_server_that_hangs_is_told_apart_and_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It isn't started a second time beside itself, and the end doesn't wait for it."""
    monkeypatch.setattr(starting, "STOPS_WITHIN", 0.05)
    async with EmbeddedServer(tmp_path) as embedded:
        async with open_store(embedded.url, tmp_path) as store:
            process = await _process(store)
        os.kill(process, signal.SIGSTOP)
        monkeypatch.setattr(starting, "STARTS_WITHIN", 0.05)

        with pytest.raises(StoreAway, match="didn't answer"):
            await embedded.revive()

    assert not _runs(process)


async def test_a_store_that_was_left_stays_closed(tmp_path: Path) -> None:
    """Late work gets a sentence instead of a new server."""
    async with open_store(None, tmp_path) as store:
        pass

    with pytest.raises(StoreAway, match="can't be reached"):
        await store.ping()

    assert await _topics(tmp_path) == []


async def test_a_second_server_is_never_started_beside_the_first(tmp_path: Path) -> None:
    """Two would ruin the file; the lock that the server holds is what forbids it."""
    async with EmbeddedServer(tmp_path) as embedded:
        with pytest.raises(StoreTaken, match="still holds"):
            starting.ValkeyServer.launch(DataFolder(tmp_path))
        async with open_store(embedded.url, tmp_path) as store:
            await store.ping()


async def test_a_folder_that_cant_be_written_into_is_said_so(tmp_path: Path) -> None:
    """Here by a folder in place of the log."""
    (tmp_path / "store" / "server.log").mkdir(parents=True)

    with pytest.raises(StoreAway, match="can't be used: Is a directory"):
        await _topics(tmp_path)


@pytest.mark.parametrize("lost", [1, 7, 60])
async def test_a_torn_end_of_the_file_costs_only_what_was_torn(tmp_path: Path, lost: int) -> None:
    """As after a power cut: the start isn't refused, and all before is there."""
    async with open_store(None, tmp_path) as store:
        for topic in ("a", "b", "c"):
            await store.subscriptions.put(subscription(topic))
    (file,) = (tmp_path / "store" / "appendonlydir").glob("*.incr.aof")
    os.truncate(file, file.stat().st_size - lost)

    assert await _topics(tmp_path) == ["a", "b"]


GARBAGE = random.Random(9).randbytes(300)


@pytest.mark.parametrize(
    ("torn", "tail"),
    [
        (0, bytes(4_096)),
        (7, bytes(4_096)),
        (0, GARBAGE),
        (5, GARBAGE),
        (0, b"*3\r\n$4\r\nHSET\r\n$1\r\n"),
        (0, b"\r\n" * 40),
    ],
    ids=["zeros", "torn and zeros", "garbage", "torn and garbage", "half a command", "lines"],
)
async def test_what_isnt_a_command_is_cut_from_the_end_of_the_file(
    torn: int, tail: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """All whole commands before it are there, the file as it was is kept, and the loss is said."""
    async with open_store(None, tmp_path) as store:
        for topic in ("a", "b", "c"):
            await store.subscriptions.put(subscription(topic))
    (file,) = (tmp_path / "store" / "appendonlydir").glob("*.incr.aof")
    os.truncate(file, file.stat().st_size - torn)
    damaged = file.read_bytes() + tail
    file.write_bytes(damaged)

    assert await _topics(tmp_path) == (["a", "b"] if torn else ["a", "b", "c"])
    for kept in (tmp_path / "store").glob("*.damaged-*"):
        assert kept.read_bytes() == damaged
        assert f"the file as it was is {kept}" in caplog.text
    assert await _topics(tmp_path) == (["a", "b"] if torn else ["a", "b", "c"])


async def test_damage_with_commands_behind_it_is_no_end(tmp_path: Path) -> None:
    """Nothing is cut: half of what was kept is worth a look by people."""
    async with open_store(None, tmp_path) as store:
        for topic in ("a", "b", "c"):
            await store.subscriptions.put(subscription(topic))
    (file,) = (tmp_path / "store" / "appendonlydir").glob("*.incr.aof")
    whole = file.read_bytes()
    at = whole.rindex(b"*4\r\n$4\r\nHSET")
    damaged = whole[:at] + bytes(9) + whole[at:]
    file.write_bytes(damaged)

    with pytest.raises(StoreAway, match="didn't start"):
        await _topics(tmp_path)

    assert file.read_bytes() == damaged


@given(torn=st.integers(0, 400), tail=st.binary(max_size=60).filter(lambda tail: b"*" not in tail))
def test_what_is_cut_is_never_more_than_the_end(torn: int, tail: bytes) -> None:
    """Whole commands stay, those of a transaction together or not at all."""
    one = b"*3\r\n$3\r\nSET\r\n$1\r\na\r\n$4\r\n\r\n*1\r\n"
    together = b"*1\r\n$5\r\nMULTI\r\n" + one * 2 + b"*1\r\n$4\r\nEXEC\r\n"
    ends = [0, *accumulate(map(len, [one, together] * 3))]
    data = (one + together) * 3
    left = data[: max(0, len(data) - torn)]
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder) / "appendonlydir"
        inside.mkdir()
        (inside / "appendonly.aof.manifest").write_text(
            "file x.1.base.rdb seq 1 type b\nfile x.1.incr.aof seq 1 type i\n"
        )
        (inside / "x.1.incr.aof").write_bytes(left + tail)
        cut_end(Path(folder))
        mended = (inside / "x.1.incr.aof").read_bytes()

    assert mended == data[: max(end for end in ends if end <= len(left))]


async def test_a_damaged_file_is_not_overwritten(tmp_path: Path) -> None:
    """The start is refused with the server's own words, so that the file can be saved."""
    async with open_store(None, tmp_path) as store:
        await store.subscriptions.put(subscription())
    (file,) = (tmp_path / "store" / "appendonlydir").glob("*.incr.aof")
    damaged = b"garbage" + file.read_bytes()
    file.write_bytes(damaged)

    with pytest.raises(StoreAway, match=r"didn't start: .*AOF"):
        await _topics(tmp_path)

    assert file.read_bytes() == damaged


async def test_a_file_in_place_of_the_folder_is_said_so(tmp_path: Path) -> None:
    """And what to do about it."""
    (tmp_path / "data").write_text("")

    with pytest.raises(StoreAway, match=r"a file is in its place.*PAPERROUND_DATA"):
        await _topics(tmp_path / "data")


def _not_installed(name: str) -> None:
    raise PackageNotFoundError(name)


@pytest.mark.parametrize("found", [lambda _: None, _not_installed])
async def test_a_platform_without_a_server_is_told_about_redis(
    found: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is free again after that."""
    with monkeypatch.context() as patched:
        patched.setattr(starting, "files", found)
        with pytest.raises(StoreAway, match="REDIS_URL"):
            await _topics(tmp_path)

    assert await _topics(tmp_path) == []


async def test_a_cancelled_start_leaves_nothing_behind(tmp_path: Path) -> None:
    """^C during the start is a clean end."""
    opening = asyncio.create_task(EmbeddedServer(tmp_path).__aenter__())
    await asyncio.sleep(0.01)
    assert not opening.done()
    opening.cancel()

    with pytest.raises(asyncio.CancelledError):
        await opening

    assert await _topics(tmp_path) == []


def _runs(process: int) -> bool:
    """Whether a process lives; a dead one that nobody has waited for yet doesn't."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def _gone(process: int) -> None:
    """Wait for a killed process to be dead."""
    async with asyncio.timeout(5):
        while _runs(process):  # noqa: ASYNC110 - a process that isn't our child tells nobody
            await asyncio.sleep(0.001)


def _target(link: Path) -> Path:
    return link.readlink()
