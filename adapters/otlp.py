"""Traces by OpenTelemetry, sent to a collector, where its packages are installed and an address is set."""

from __future__ import annotations

import asyncio
import importlib
import logging
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from adapters.tracing import UNTRACED, Tracer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from adapters.tracing import Note

_SENT_WITHIN = 2
"""Seconds for sending what has gathered; what a collector doesn't take by then is lost."""
_log = logging.getLogger(__name__)


class OtlpTracer(Tracer):
    """Spans of an OpenTelemetry `TracerProvider`."""

    def __init__(self, provider: Any) -> None:  # noqa: ANN401 - its package is there with an extra only
        self._tracer = provider.get_tracer("paperround")
        self._failed = importlib.import_module("opentelemetry.trace").StatusCode.ERROR

    @override
    @contextmanager
    def span(self, name: str, **about: str) -> Iterator[Note]:
        attributes = {f"paperround.{key}": value for key, value in about.items()}
        # Words of errors may name addresses and channels, so that only their classes are told.
        quiet = {"record_exception": False, "set_status_on_exception": False}
        with self._tracer.start_as_current_span(name, attributes=attributes, **quiet) as span:
            try:
                yield lambda key, value: span.set_attribute(f"paperround.{key}", value)
            except BaseException as error:
                span.set_attribute("error.type", type(error).__name__)
                span.set_status(self._failed)
                raise


@asynccontextmanager
async def open_tracer(endpoint: str) -> AsyncIterator[Tracer]:
    """A tracer that sends to a collector until the context ends; one that does nothing without an endpoint or the packages."""
    provider = _provider(endpoint) if endpoint else None
    if provider is None:
        yield UNTRACED
        return
    try:
        yield OtlpTracer(provider)
    finally:
        await asyncio.to_thread(provider.shutdown)


def _provider(endpoint: str) -> Any:  # noqa: ANN401 - as above
    """What gathers spans and sends them from a thread of its own; None where its packages aren't there."""
    try:
        # By their names, since they are there with an extra only.
        sdk = importlib.import_module("opentelemetry.sdk.trace")
        export = importlib.import_module("opentelemetry.sdk.trace.export")
        resources = importlib.import_module("opentelemetry.sdk.resources")
        http = importlib.import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    except ImportError:
        _log.warning("traces are asked for, but their packages aren't there: pip install 'paperround[traces]'")
        return None
    provider = sdk.TracerProvider(
        resource=resources.Resource.create({"service.name": "paperround"}), shutdown_on_exit=False
    )
    exporter = http.OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=_SENT_WITHIN)
    provider.add_span_processor(export.BatchSpanProcessor(exporter))
    return provider
