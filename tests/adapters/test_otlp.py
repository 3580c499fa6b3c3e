"""Traces over the wire to a collector, and none of them where nobody asked."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from adapters.otlp import open_tracer
from adapters.tracing import UNTRACED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.tracing import Tracer


@asynccontextmanager
async def collector(status: int = 200) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A collector's address, and what it was sent."""
    sent: list[bytes] = []

    async def take(request: web.Request) -> web.Response:
        sent.append(await request.read())
        return web.Response(status=status)

    served = web.Application()
    served.router.add_post("/v1/traces", take)
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", sent
    finally:
        await runner.cleanup()


def work(tracer: Tracer) -> None:
    """A delivery whose post fails with somebody's address in its words."""
    with tracer.span("deliver") as note:
        note("outcome", "later")
        with tracer.span("post", platform="slack"):
            raise ZeroDivisionError("ada@example.org")


async def test_spans_reach_a_collector() -> None:
    """One within another, with what they are about; of an error its class alone, since its words may name somebody."""
    async with collector() as (address, sent), open_tracer(f"{address}/") as tracer:
        with pytest.raises(ZeroDivisionError):
            work(tracer)

    told = ExportTraceServiceRequest.FromString(b"".join(sent))
    (resource,) = told.resource_spans
    spans = {span.name: span for scope in resource.scope_spans for span in scope.spans}
    about = {name: {one.key: one.value.string_value for one in span.attributes} for name, span in spans.items()}
    assert spans["post"].parent_span_id == spans["deliver"].span_id
    assert about["post"] == {"paperround.platform": "slack", "error.type": "ZeroDivisionError"}
    assert about["deliver"]["paperround.outcome"] == "later"
    assert {span.status.code for span in spans.values()} == {2}
    assert b"ada@example.org" not in b"".join(sent)
    assert any(
        one.value.string_value == "paperround" for one in resource.resource.attributes if one.key == "service.name"
    )


@pytest.mark.parametrize("status", [500, 400, None])
async def test_a_collector_that_is_broken_or_away_costs_the_traces_alone(status: int | None) -> None:
    """The work goes on, and the end isn't waited for."""
    async with collector(status or 200) as (address, _):
        async with open_tracer(address if status else "http://127.0.0.1:9") as tracer:
            with tracer.span("deliver"):
                began = asyncio.get_running_loop().time()

        assert asyncio.get_running_loop().time() - began < 10


async def test_without_an_address_or_the_packages_nothing_is_traced(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """And it is said which packages are lacking."""
    async with open_tracer("") as silent:
        pass
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    async with open_tracer("http://127.0.0.1:9") as lacking:
        with lacking.span("deliver") as note:
            note("outcome", "done")

    assert (silent, lacking) == (UNTRACED, UNTRACED)
    assert "pip install 'paperround[traces]'" in caplog.text
