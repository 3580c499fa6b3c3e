"""The pages that say how a process is, over HTTP."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import aiohttp

from adapters.errors import StoreAway
from adapters.web.app import Health, serving
from adapters.web.metrics import Metrics

if TYPE_CHECKING:
    from collections.abc import Mapping


class Installation:
    """One whose store comes and goes."""

    def __init__(self) -> None:
        self.away = False
        self.ahead = 2.0
        self.stopping = False
        self.disconnected: tuple[str, ...] = ()
        self.metrics = Metrics()

    async def gauges(self) -> Mapping[str, float]:
        """Two figures."""
        if self.away:
            raise StoreAway("away")
        return {
            "jobs_waiting": 3,
            "jobs_dead": 0,
            "clock_ahead_seconds": self.ahead,
            "clock_right": abs(self.ahead) <= 60,
        }

    async def asked(self, path: str) -> tuple[int, str]:
        """The answer to one request."""
        health = Health(self.gauges, self.metrics, lambda: self.stopping, lambda: self.disconnected)
        async with (
            serving(health, "127.0.0.1", 0) as port,
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}{path}") as response,
        ):
            return response.status, await response.text()


async def test_a_process_that_works_is_alive_and_ready() -> None:
    """Both pages say 200."""
    made = Installation()

    assert await made.asked("/healthz") == (200, '{"status": "alive"}')
    assert await made.asked("/readyz") == (200, '{"status": "ready"}')


async def test_without_the_store_it_is_alive_and_not_ready() -> None:
    """Nobody restarts it for that, and nobody sends it work."""
    made = Installation()
    made.away = True

    assert (await made.asked("/healthz"))[0] == 200
    assert await made.asked("/readyz") == (503, '{"status": "the store is away"}')


async def test_a_process_whose_platform_is_away_is_not_ready() -> None:
    """It says which one."""
    made = Installation()
    made.disconnected = ("discord",)

    assert await made.asked("/readyz") == (503, '{"status": "not connected: discord"}')


async def test_a_process_that_is_told_to_end_is_not_ready() -> None:
    """Requests go to the next one."""
    made = Installation()
    made.stopping = True

    assert (await made.asked("/readyz"))[0] == 503


async def test_figures_count_calls_and_jobs_and_show_the_installation() -> None:
    """In Prometheus's own form, also while the store is away."""
    made = Installation()
    made.metrics.record_call("slack", "post", "done", time.monotonic())
    made.metrics.record_job("deliver", "later")
    status, page = await made.asked("/metrics")
    made.away = True
    _, without = await made.asked("/metrics")

    assert status == 200
    assert 'paperround_calls_total{call="post",outcome="done",platform="slack"} 1.0' in page
    assert 'paperround_jobs_total{kind="deliver",outcome="later"} 1.0' in page
    assert "paperround_jobs_waiting 3.0" in page
    assert "paperround_store_up 1.0" in page
    assert "paperround_store_up 0.0" in without


async def test_a_wrong_clock_is_not_ready() -> None:
    """Whatever watches the process sees it, with by how much."""
    made = Installation()
    made.ahead = -300.0

    assert await made.asked("/readyz") == (503, '{"status": "the clock is wrong by -300 seconds"}')
