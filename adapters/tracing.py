"""The port of traces: what takes how long, within what, for whoever keeps the bot running."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from typing_extensions import override

from adapters.settings import Setting, url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

ENDPOINT = Setting(
    name="OTEL_EXPORTER_OTLP_ENDPOINT",
    meaning="where traces are sent to, by OTLP over HTTP, such as `http://localhost:4318`; needs `paperround[traces]`",
    parse=url,
    default="",
    shown="none; nothing is traced",
)

Note = Callable[[str, str], None]
"""Notes something of a span under a name: what it is about by its kind, never whom, nor in which channel or words."""


class Tracer(Protocol):
    """Takes the time of pieces of work."""

    def span(self, name: str, **about: str) -> AbstractContextManager[Note]:
        """What happens inside is one piece of work, part of the one around it; an error is noted by its class alone."""
        ...


class NoTracer(Tracer):
    """Takes no time of anything."""

    @override
    @contextmanager
    def span(self, name: str, **about: str) -> Iterator[Note]:
        yield _unnoted


def _unnoted(_name: str, _value: str) -> None:
    """Nobody asked for it."""


UNTRACED = NoTracer()
