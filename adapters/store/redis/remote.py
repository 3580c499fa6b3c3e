"""A client for the server that REDIS_URL names: alone, behind Sentinel, or a cluster."""

from __future__ import annotations

import logging
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from redis.asyncio import Redis, Sentinel
from redis.asyncio.cluster import RedisCluster
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import NoPermissionError, ResponseError

from adapters.errors import StoreAway
from adapters.store.redis.link import FAILURES, ServerMoved

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Mapping
    from urllib.parse import SplitResult

_log = logging.getLogger(__name__)

SHAPES = "redis://host:6379/0, rediss://…, unix:///path, or redis+sentinel://host:26379,host:26379/name"
SENTINEL_SCHEMES: dict[str, dict[str, Any]] = {"redis+sentinel": {}, "rediss+sentinel": {"ssl": True}}
"""And what their connections are made with."""
TLS_OPTIONS = frozenset({"ssl_ca_certs", "ssl_cert_reqs", "ssl_certfile", "ssl_keyfile", "ssl_check_hostname"})
SENTINEL_PORT = 26_379
BOUNDS: dict[str, Any] = {"socket_timeout": 5.0, "socket_connect_timeout": 3.0}
_GONE = frozenset({"fail", "noaddr", "handshake"})
"""The flags of a node that can't take over, as a cluster agreed; `fail?` is one node's suspicion, and may pass."""


def place(url: str) -> str:
    """Where a URL leads, without user, password and options."""
    parts = _split(url)
    hosts = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{hosts}{parts.path}"


async def copied_to(url: str, client: Redis | RedisCluster, wanted: int | None) -> int:
    """How many replicas must have a lasting write: as many as are wanted, else one where another may take over.

    In a cluster that is where every primary with slots has a replica; one without would refuse all writes for good.
    """
    if wanted is not None:
        return wanted
    if not isinstance(client, RedisCluster):
        return int(_split(url).scheme in SENTINEL_SCHEMES)
    try:
        nodes = await client.cluster_nodes()
    except NoPermissionError:
        _log.warning("this user may not ask for CLUSTER NODES, so writes count without a replica having them")
        return 0
    except FAILURES as error:
        raise StoreAway(ServerMoved(place(url)).diagnosis(error)) from error
    return _copies_in_cluster(cast("Collection[Mapping[str, Any]]", nodes.values()))


def _copies_in_cluster(nodes: Collection[Mapping[str, Any]]) -> int:
    followed: set[str] = set()
    for node in nodes:
        flags = set(str(node["flags"]).split(","))
        if "slave" in flags and not flags & _GONE:
            followed.add(node["master_id"])
    serving = {node["node_id"] for node in nodes if node["slots"]}
    if not followed & serving:
        return 0
    if alone := len(serving - followed):
        _log.warning(
            "%d of %d primaries of the cluster have no healthy replica, so writes count without one",
            *(alone, len(serving)),
        )
        return 0
    return 1


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Redis]:
    """A client that reached its server; `StoreAway` at once when there is none, or it refuses the password."""
    host = ServerMoved(place(url))
    async with AsyncExitStack() as stack:
        client = _client(url, stack)
        try:
            clustered = await _is_cluster(client)
        except FAILURES as error:
            raise StoreAway(host.diagnosis(error)) from error
        if clustered:
            client = _clustered(url)
            stack.push_async_callback(client.aclose)
        else:
            client.set_retry(_retry())
        yield client


def _client(url: str, stack: AsyncExitStack) -> Redis:
    """A client that fails at once; what it opens is closed with the stack."""
    parts = _split(url)
    if parts.scheme in SENTINEL_SCHEMES:
        options = SENTINEL_SCHEMES[parts.scheme] | _options(parts)
        sentinel = Sentinel(
            _guards(parts), sentinel_kwargs=_access_to_guards(parts) | options | BOUNDS | {"retry": None}
        )  # type: ignore[no-untyped-call]
        for guard in sentinel.sentinels:
            stack.push_async_callback(guard.aclose)
        client = _primary(parts, sentinel, options)
    else:
        client = _single(url)
    stack.push_async_callback(client.aclose)
    return client


def _clustered(url: str) -> Redis:
    # The two clients share every method that we call, but no type.
    return cast("Redis", RedisCluster.from_url(url, **BOUNDS))


async def _is_cluster(client: Redis) -> bool:
    await client.ping()
    try:
        about = await client.info("cluster")
    except ResponseError:
        return False  # a user without the right to ask; who runs a cluster may ask
    return about.get("cluster_enabled") == 1


def _single(url: str) -> Redis:
    try:
        return Redis.from_url(url, retry=None, health_check_interval=30, **BOUNDS)
    except ValueError:
        raise _unclear() from None


def _guards(parts: SplitResult) -> list[tuple[str, int]]:
    """The sentinels of `redis+sentinel://user:password@host:port,host:port/name`."""
    try:
        return [_address(host) for host in parts.netloc.rpartition("@")[2].split(",")]
    except ValueError:
        raise _unclear() from None


def _primary(parts: SplitResult, sentinel: Sentinel, options: dict[str, Any]) -> Redis:
    """The server that they watch; user and password are for it."""
    user, _, password = parts.netloc.rpartition("@")[0].partition(":")
    access: dict[str, Any] = {"username": unquote(user) or None, "password": unquote(password) or None, "retry": None}
    name = parts.path.strip("/") or "mymaster"
    return cast("Redis", sentinel.master_for(name, **access, **options, **BOUNDS))


def _options(parts: SplitResult) -> dict[str, str]:
    """What the address says of TLS after a question mark, for sentinels and servers alike."""
    return {name: value for name, value in parse_qsl(parts.query) if name in TLS_OPTIONS}


def _access_to_guards(parts: SplitResult) -> dict[str, str]:
    """The sentinels' own user and password, which the address says after a question mark."""
    said = dict(parse_qsl(parts.query))
    return {name: said[f"sentinel_{name}"] for name in ("username", "password") if f"sentinel_{name}" in said}


def _address(host: str) -> tuple[str, int]:
    name, _, port = host.partition(":")
    return name, int(port or SENTINEL_PORT)


def _retry() -> Retry:
    return Retry(ExponentialBackoff(cap=0.5, base=0.05), 3)


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise _unclear() from None


def _unclear() -> StoreAway:
    return StoreAway(f"REDIS_URL isn't an address that I can read; it looks like {SHAPES}.")
