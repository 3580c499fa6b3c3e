"""Platforms and jobs with their calls counted, for whoever keeps the bot running."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Publisher
from adapters.errors import RightsLost, TryLater, Uncertain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Channel, Marker, Part
    from adapters.web.metrics import Metrics
    from bot.delivery.running_job import Handler, RetryAt, RunningJob

_OUTCOMES: dict[type[BaseException], str] = {RightsLost: "lost", TryLater: "later", Uncertain: "uncertain"}


class InstrumentedPlatform(Publisher):
    """A platform as it is, counted."""

    def __init__(self, name: str, inner: Publisher, metrics: Metrics) -> None:
        self._name = name
        self._inner = inner
        self._metrics = metrics

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
            yield
        except BaseException as error:
            outcome = _OUTCOMES.get(type(error), "failed")
            raise
        finally:
            self._metrics.called(self._name, call, outcome, began)


def counted(kind: str, handler: Handler, metrics: Metrics) -> Handler:
    """A kind of job as it is done, counted."""

    async def counting(about: str, running: RunningJob) -> RetryAt | None:
        outcome = "failed"
        try:
            later = await handler(about, running)
            outcome = "later" if later else "done"
        finally:
            metrics.ran(kind, outcome)
        return later

    return counting
