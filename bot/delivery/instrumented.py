"""Platforms and jobs with their calls counted and traced, for whoever keeps the bot running."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from typing_extensions import override

from adapters.chat import Publisher
from adapters.errors import OpeningDeleted, RightsLost, TryLater, Uncertain
from adapters.tracing import UNTRACED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Channel, Marker, Part
    from adapters.tracing import Tracer
    from bot.delivery.running_job import Handler, RetryAt, RunningJob

_OUTCOMES: dict[type[BaseException], str] = {
    RightsLost: "lost",
    OpeningDeleted: "deleted",
    TryLater: "later",
    Uncertain: "uncertain",
}


class CallMetrics(Protocol):
    """What counts; `bot.composition` names the one that does."""

    def record_call(self, platform: str, call: str, outcome: str, began: float) -> None:
        """A call of a platform that began at this reading of the monotonic clock, in seconds, has ended."""
        ...

    def record_job(self, kind: str, outcome: str) -> None:
        """A job of this kind has ended."""
        ...


class InstrumentedPlatform(Publisher):
    """A platform as it is, counted and traced."""

    def __init__(self, name: str, inner: Publisher, metrics: CallMetrics, tracer: Tracer = UNTRACED) -> None:
        self._name = name
        self._inner = inner
        self._metrics = metrics
        self._tracer = tracer

    @override
    def fit(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        return self._inner.fit(parts)

    @override
    async def post(self, channel: Channel, part: Part, marker: Marker, *, thread: str | None = None) -> str:
        with self._counting("post"):
            return await self._inner.post(channel, part, marker, thread=thread)

    @override
    async def posted(
        self, channel: Channel, delivery: str, *, since: datetime, thread: str | None = None
    ) -> Mapping[int, str]:
        with self._counting("posted"):
            return await self._inner.posted(channel, delivery, since=since, thread=thread)

    @contextmanager
    def _counting(self, call: str) -> Iterator[None]:
        began, outcome = time.monotonic(), "done"
        try:
            with self._tracer.span(call, platform=self._name):
                yield
        except BaseException as error:
            outcome = _OUTCOMES.get(type(error), "failed")
            raise
        finally:
            self._metrics.record_call(self._name, call, outcome, began)


def instrumented(kind: str, handler: Handler, metrics: CallMetrics, tracer: Tracer = UNTRACED) -> Handler:
    """A kind of job as it is done, counted and traced."""

    async def counting(about: str, running: RunningJob) -> RetryAt | None:
        outcome = "failed"
        try:
            with tracer.span(kind) as note:
                later = await handler(about, running)
                outcome = "later" if later else "done"
                note("outcome", outcome)
        finally:
            metrics.record_job(kind, outcome)
        return later

    return counting
