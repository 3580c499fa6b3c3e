"""What a process traces: each piece of work within the one it belongs to, and nobody's words, names or places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from adapters.chat import Person, Reply, Request
from adapters.otlp import OtlpTracer
from bot.platforms import traced
from tests.bot.runtime import LAB, Rig, wish

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import ReadableSpan

    from adapters.store.redis.store import Store


def gathering() -> tuple[OtlpTracer, InMemorySpanExporter]:
    """A tracer, and where its spans are found."""
    provider, found = TracerProvider(shutdown_on_exit=False), InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(found))
    return OtlpTracer(provider), found


def within(spans: tuple[ReadableSpan, ...]) -> set[tuple[str, str]]:
    """Each span's name with that of the one around it."""
    names = {span.context.span_id: span.name for span in spans if span.context}
    return {(span.name, names[span.parent.span_id] if span.parent else "") for span in spans}


async def test_a_delivery_is_traced_from_the_reading_to_the_post(store: Store) -> None:
    """Reading, selecting and writing within the making, each post within its delivery."""
    tracer, found = gathering()
    rig = Rig(store, tracer=tracer)
    await rig.subscribe(wish())
    await rig.monday()
    await rig.run()

    spans = found.get_finished_spans()
    assert {("ingest", "build"), ("select", "build"), ("write", "build"), ("post", "deliver")} <= within(spans)
    assert {(span.attributes or {}).get("paperround.outcome") for span in spans if span.name == "deliver"} >= {"done"}
    told = " ".join(str(span.to_json()) for span in spans)
    assert not any(word in told for word in ("fine-tuning", LAB.workspace, LAB.id))


async def test_a_command_is_traced_without_its_words() -> None:
    """Which kind of entry it came by, and the platform."""
    tracer, found = gathering()

    async def answer(_request: Request) -> Reply:
        return Reply(parts=())

    request = Request(
        entry_point="papers", text="subscribe secret plans", channel=LAB, person=Person(id="U1", may_manage=True)
    )
    await traced(answer, tracer)(request)

    (span,) = found.get_finished_spans()
    assert (span.name, dict(span.attributes or {})) == (
        "command",
        {"paperround.platform": LAB.platform, "paperround.entry_point": "papers"},
    )
