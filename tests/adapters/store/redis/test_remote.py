"""A store elsewhere: with a password, as a cluster, behind Sentinel; and clear words without secrets when it fails."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import pytest
from redis.asyncio import Redis
from redis.asyncio.cluster import RedisCluster
from redis.exceptions import NoPermissionError, ResponseError
from typing_extensions import override

from adapters.errors import StoreAway
from adapters.store.redis.link import RedisLink, ServerMoved
from adapters.store.redis.remote import copied_to, place
from adapters.store.redis.store import Store, open_store
from tests.adapters.present.documents import roundup
from tests.adapters.store.redis.samples import HERE, NOON, THERE, paper, subscription
from tests.adapters.store.redis.servers import NEVER, free_port, valkey

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "open sesame".replace(" ", "-")


async def _use(store: Store) -> None:
    """Every port once, and what it says."""
    await store.ping()
    for channel in (HERE, THERE):
        assert await store.subscriptions.put(subscription(channel=channel))
    await store.seen.add(HERE, ["a"], NOON)
    roundup_id = await store.roundups.keep(roundup())
    await store.roundups.record_shown(HERE, "1", roundup_id, NOON)
    await store.papers.put([paper("2605.00001"), paper("2604.00001")])
    await store.papers.mark_read(["cs.CL"], [NOON.date()], NOON)

    assert len(await store.subscriptions.every()) == 2
    assert await store.seen.unseen(HERE, ["a", "b"], NOON) == ("b",)
    assert await store.roundups.last(HERE, None) == roundup_id
    assert await store.roundups.get(roundup_id) == roundup()
    assert len(await store.papers.get(["2605.00001", "2604.00001"])) == 2


async def _refusal(url: str, folder: Path) -> str:
    with pytest.raises(StoreAway) as caught:
        async with open_store(url, folder):
            raise AssertionError("it can't be open")
    return str(caught.value)


async def test_a_server_with_a_password_is_used(tmp_path: Path) -> None:
    """Over TCP, and nothing is written into the data folder."""
    data = tmp_path / "data"

    async with (
        valkey(tmp_path, "--requirepass", PASSWORD) as port,
        open_store(f"redis://:{PASSWORD}@127.0.0.1:{port}/1", data) as store,
    ):
        await _use(store)

    assert not data.exists()


async def test_a_wrong_password_is_said_so_without_repeating_it(tmp_path: Path) -> None:
    """So is one that is missing."""
    async with valkey(tmp_path, "--requirepass", PASSWORD) as port:
        wrong = await _refusal(f"redis://ada:shibboleth@127.0.0.1:{port}", tmp_path)
        missing = await _refusal(f"redis://127.0.0.1:{port}", tmp_path)

    assert wrong == missing == f"The store at redis://127.0.0.1:{port} refused the password in REDIS_URL."


async def test_nobody_there_is_said_so(tmp_path: Path) -> None:
    """With the place, without the password."""
    port = free_port()

    refusal = await _refusal(f"redis://:shibboleth@127.0.0.1:{port}/0", tmp_path)

    assert refusal == f"The store at redis://127.0.0.1:{port}/0 can't be reached."


@pytest.mark.parametrize(
    "url",
    [
        "redis://:shibboleth@host:port",
        "http://ada:shibboleth@x",
        "shibboleth",
        "redis://[shibboleth",
        "redis+sentinel://:shibboleth@x:y/z",
    ],
)
async def test_an_address_that_is_none_is_said_so(url: str, tmp_path: Path) -> None:
    """With what one looks like, and without what may be a secret in it."""
    refusal = await _refusal(url, tmp_path)

    assert "redis://host:6379/0" in refusal
    assert "shibboleth" not in refusal


async def test_a_server_that_goes_away_and_comes_back_is_used_again(tmp_path: Path) -> None:
    """In between, the sentence says that it can't be reached."""
    async with valkey(tmp_path) as port:
        opening = open_store(f"redis://127.0.0.1:{port}", tmp_path)
        store = await opening.__aenter__()
        await store.ping()
    try:
        with pytest.raises(StoreAway, match="can't be reached"):
            await store.ping()
        async with valkey(tmp_path, port=port):
            await _use(store)
    finally:
        await opening.__aexit__(None, None, None)


async def test_a_cluster_is_recognised_and_used(tmp_path: Path) -> None:
    """What changes together lives in one slot."""
    options = ("--cluster-enabled", "yes", "--cluster-port", str(free_port()))
    async with valkey(tmp_path, *options) as port, Redis(port=port) as client:
        admin = RedisLink(client, ServerMoved("redis://node"))
        await admin.ask("CLUSTER ADDSLOTSRANGE", 0, 16_383)
        async with asyncio.timeout(10):
            while (await admin.ask("CLUSTER INFO"))["cluster_state"] != "ok":  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)

        async with open_store(f"redis://127.0.0.1:{port}", tmp_path) as store:
            await _use(store)


class _ToldCluster(RedisCluster):
    """A client that is told of these nodes: (id, flags, whom it follows, slots)."""

    def __init__(self, *nodes: tuple[str, str, str, list[list[str]]], refuses: bool = False) -> None:
        super().__init__(host="127.0.0.1")
        self._told = nodes
        self._refuses = refuses

    @override
    def cluster_nodes(self) -> Any:  # the vendor's type is both at once
        return self._nodes()

    async def _nodes(self) -> dict[str, Any]:
        if self._refuses:
            raise NoPermissionError("no permissions to run the 'cluster|nodes' command")
        names = ("node_id", "flags", "master_id", "slots")
        return {f"127.0.0.1:{at}": dict(zip(names, node, strict=True)) for at, node in enumerate(self._told)}


@pytest.mark.parametrize(
    ("nodes", "copies", "is_told"),
    [
        ([("c", "slave", "a", []), ("d", "slave,fail?", "b", [])], 1, False),
        ([("c", "slave", "a", []), ("d", "slave", "b", []), ("e", "master", "-", [])], 1, False),
        ([("c", "slave", "a", [])], 0, True),
        ([("c", "slave", "a", []), ("d", "slave,fail", "b", [])], 0, True),
        ([("c", "slave,noaddr", "a", []), ("d", "slave", "b", [])], 0, True),
        ([], 0, False),
    ],
)
async def test_a_copy_is_asked_for_where_every_primary_can_give_one(
    nodes: list[tuple[str, str, str, list[list[str]]]],
    copies: int,
    *,
    is_told: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Else a primary without a replica would refuse all writes for good; that some have none is told."""
    primaries = [("a", "myself,master", "-", [["0", "8191"]]), ("b", "master", "-", [["8192", "16383"]])]

    with caplog.at_level(logging.WARNING):
        assert await copied_to("redis://node", _ToldCluster(*primaries, *nodes), None) == copies

    assert ("have no healthy replica" in caplog.text) is is_told


async def test_who_may_not_ask_for_the_nodes_of_a_cluster_has_no_copies(caplog: pytest.LogCaptureFixture) -> None:
    """The store opens, and the log says what is missing."""
    with caplog.at_level(logging.WARNING):
        assert await copied_to("redis://node", _ToldCluster(refuses=True), None) == 0

    assert "CLUSTER NODES" in caplog.text


async def test_a_write_that_no_replica_has_doesnt_silence_the_server(tmp_path: Path) -> None:
    """Who waits is told why within the deadline, and what is only read is answered at once."""
    async with valkey(tmp_path) as port, open_store(f"redis://127.0.0.1:{port}", tmp_path, replicas=1) as store:
        interactive = store.with_deadline()

        with pytest.raises(StoreAway, match="copied to its replicas"):
            await interactive.subscriptions.put(subscription())

        assert len(await interactive.subscriptions.every()) <= 1


async def test_a_user_with_few_rights_is_enough(tmp_path: Path) -> None:
    """Whoever may not ask what kind of server it is, is taken to have a plain one."""
    rights = ("--user", "ada", "on", f">{PASSWORD}", "~paperround:*", "+@all", "-info")

    async with (
        valkey(tmp_path, *rights) as port,
        open_store(f"redis://ada:{PASSWORD}@127.0.0.1:{port}", tmp_path) as store,
    ):
        await _use(store)


async def test_the_primary_behind_a_sentinel_is_used(tmp_path: Path) -> None:
    """The password in the address is the primary's."""
    guard = tmp_path / "guard"
    guard.mkdir()
    async with valkey(tmp_path, "--requirepass", PASSWORD) as port:
        watch = f"sentinel monitor papers 127.0.0.1 {port} 1\nsentinel auth-pass papers {PASSWORD}\n"
        (guard / "valkey.conf").write_text(watch)

        async with (
            valkey(guard, "--sentinel") as sentinel,
            open_store(f"redis+sentinel://:{PASSWORD}@127.0.0.1:{sentinel}/papers", tmp_path, replicas=0) as store,
        ):
            await _use(store)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--maxmemory", "1"), "no memory left"),
        (("--replicaof", "127.0.0.1 1"), "read-only copy"),
        (("--min-replicas-to-write", "1"), "too few replicas"),
    ],
)
async def test_a_server_that_refuses_a_write_is_understood(
    options: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    """Each reason has its sentence, in a transaction too."""
    async with valkey(tmp_path, *options) as port, open_store(f"redis://127.0.0.1:{port}", tmp_path) as store:
        with pytest.raises(StoreAway, match=words):
            await store.subscriptions.put(subscription())
        with pytest.raises(StoreAway, match=words):
            await store.seen.add(HERE, ["a"], NOON)


def test_a_server_that_cant_write_to_its_disk_is_understood() -> None:
    """As a remote one says it after a failed background save."""
    told = ServerMoved("redis://store").diagnosis(
        ResponseError("MISCONF Errors writing to the AOF file: No space left on device")
    )

    assert told == "The store at redis://store can't write to its disk (is it full?), so it can't keep anything new."


async def test_someone_elses_key_is_understood(store: Store) -> None:
    """A database that is shared with something else is a mistake worth naming."""
    await store.link.ask("SET", "paperround:channels", "x")

    with pytest.raises(StoreAway, match="isn't Paperround's"):
        await store.subscriptions.every()


async def test_an_unknown_error_is_named_by_its_kind_only(store: Store) -> None:
    """Its words may quote what was sent."""
    with pytest.raises(StoreAway, match=r"answered with an error \(ResponseError\)\.$"):
        await store.link.ask("NONSENSE", "shibboleth")


async def test_a_silent_server_is_given_up(tmp_path: Path) -> None:
    """Every command has an end."""
    async with valkey(tmp_path) as port, Redis(port=port, socket_timeout=0.1, retry=NEVER) as client:
        link = RedisLink(client, ServerMoved("redis://store"))
        with pytest.raises(StoreAway, match="didn't answer in time"):
            await link.ask("BLPOP", "nothing", 5)


def test_a_place_has_no_secrets() -> None:
    """User, password and options are left out."""
    assert place("rediss://ada:shibboleth@store.example:6380/2?ssl_keyfile=x") == "rediss://store.example:6380/2"
    assert place("unix://ada:x@/run/redis.sock?db=1") == "unix:///run/redis.sock"
