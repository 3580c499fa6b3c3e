"""Limits, as the headers tell them."""

from __future__ import annotations

import asyncio

from adapters.platforms.discord import rate_limits
from adapters.platforms.discord.rate_limits import RateLimitBuckets

ROUTE = "POST /channels/{channel}/messages"


def headers(left: int, after: float, name: str = "b1") -> dict[str, str]:
    """What Discord says with an answer."""
    return {"X-RateLimit-Bucket": name, "X-RateLimit-Remaining": str(left), "X-RateLimit-Reset-After": str(after)}


async def took(limits: RateLimitBuckets, route: str, major: str) -> float:
    """Seconds until the next request may go."""
    loop = asyncio.get_running_loop()
    before = loop.time()
    async with limits.turn(route, major):
        return loop.time() - before


async def test_an_empty_bucket_waits_for_its_time() -> None:
    """Another channel's doesn't, and neither does one with something left."""
    limits = RateLimitBuckets(a_second=10_000)
    limits.learn(ROUTE, "1", headers(0, 0.2))
    limits.learn(ROUTE, "2", headers(3, 5))

    assert await took(limits, ROUTE, "2") < 0.1
    assert await took(limits, ROUTE, "3") < 0.1
    assert 0.1 < await took(limits, ROUTE, "1") < 0.4


async def test_routes_that_share_a_bucket_share_its_limit() -> None:
    """Discord names the bucket."""
    limits = RateLimitBuckets(a_second=10_000)
    limits.learn("GET /other", "1", headers(5, 1, "shared"))
    limits.learn(ROUTE, "1", headers(0, 0.2, "shared"))

    assert await took(limits, "GET /other", "1") > 0.1


async def test_a_closed_bot_waits_everywhere() -> None:
    """The global limit holds for every route but those of interactions."""
    limits = RateLimitBuckets(a_second=10_000)
    limits.closed(ROUTE, "1", 0.2, everywhere=True)

    assert await took(limits, "GET /other", "2") > 0.1


async def test_a_bot_that_is_closed_while_others_wait_lets_them_go_one_by_one() -> None:
    """Nobody who waited for a turn rushes in when it opens."""
    limits = RateLimitBuckets(a_second=20)
    waiting = [asyncio.create_task(took(limits, ROUTE, str(number))) for number in range(4)]
    await asyncio.sleep(0.02)
    limits.closed(ROUTE, "9", 0.2, everywhere=True)

    waited = sorted(await asyncio.gather(*waiting))

    assert waited[1] > 0.15
    assert waited[3] - waited[1] > 0.05


async def test_strange_headers_teach_nothing() -> None:
    """A proxy on the way may send anything."""
    limits = RateLimitBuckets(a_second=10_000)
    limits.learn(ROUTE, "1", {"X-RateLimit-Remaining": "none", "X-RateLimit-Reset-After": "5"})

    assert await took(limits, ROUTE, "1") < 0.1


async def test_idle_buckets_are_forgotten() -> None:
    """A bot in a million channels remembers those that matter now."""
    limits = RateLimitBuckets(a_second=1_000_000)
    for number in range(rate_limits._MOST + 2):  # noqa: SLF001 - its own bound
        limits.learn(ROUTE, str(number), headers(1, 0))

    assert len(limits._buckets) < rate_limits._MOST  # noqa: SLF001 - nothing else shows it
