"""What a process counts, in the form that Prometheus reads."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """One process's own counters, and gauges of the whole installation as somebody asks for them."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._calls = Counter(
            "paperround_calls", "Calls to chat platforms", ("platform", "call", "outcome"), registry=self._registry
        )
        self._seconds = Histogram(
            "paperround_call_seconds",
            "Seconds that calls to chat platforms took",
            ("platform", "call"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._jobs = Counter("paperround_jobs", "Jobs that were run", ("kind", "outcome"), registry=self._registry)
        self._gauges: dict[str, Gauge] = {}

    def record_call(self, platform: str, call: str, outcome: str, began: float) -> None:
        """A call to a platform that began at a moment of the monotonic clock has ended."""
        self._calls.labels(platform, call, outcome).inc()
        self._seconds.labels(platform, call).observe(time.monotonic() - began)

    def record_job(self, kind: str, outcome: str) -> None:
        """A job has ended: `done`, `later` or `failed`."""
        self._jobs.labels(kind, outcome).inc()

    def page(self, gauges: Mapping[str, float]) -> bytes:
        """All metrics, with these of the installation."""
        for name, value in gauges.items():
            if name not in self._gauges:
                self._gauges[name] = Gauge(f"paperround_{name}", name.replace("_", " "), registry=self._registry)
            self._gauges[name].set(value)
        return generate_latest(self._registry)
