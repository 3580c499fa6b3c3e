"""The language model of an installation, put together from its settings; without one, everything still works."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.store.memory.key_value import Pad
from adapters.writers.openai import Endpoint, ModelWriter
from bot.writing.answering import Answering
from bot.writing.rate_limit import Turns
from bot.writing.token_budget import DayPurse
from bot.writing.writing import Writing
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.sources.pages import Pages
    from adapters.store.ports import Scratch
    from bot.clock import Clock
    from bot.settings import ModelSettings

_A_PERSON = 20
_A_CHANNEL = 60
"""Questions in an hour."""


class NoModel(PaperroundError):  # noqa: N818 - named for what is missing
    """Raised when a model is asked for and none is set."""

    def __init__(self) -> None:
        super().__init__(
            "No model is set. PAPERROUND_MODEL names one, OPENAI_API_KEY is its key, and OPENAI_BASE_URL is where it "
            "answers, such as http://localhost:11434/v1."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What a model does here, all on the same budget: whole roundups, and answers and gists."""

    writing: Writing
    answering: Answering


@asynccontextmanager
async def opened(
    own: ModelSettings, clock: Clock, notes: Scratch | None = None, pages: Pages | None = None
) -> AsyncIterator[Model]:
    """The model, its memory in `notes` or else in this process; its connections end with this context."""
    notes = notes or Pad()
    endpoint = Endpoint(
        model=own.name,
        key=own.key,
        base_url=own.base_url,
        purse=DayPurse(notes, clock, a_day=own.tokens_a_day),
        notes=notes,
    )
    writer = ModelWriter(endpoint, budget=own.tokens_a_roundup)
    try:
        answering = Answering(
            writer,
            notes,
            clock,
            by_person=Turns(notes, most=_A_PERSON, kind="person"),
            by_channel=Turns(notes, most=_A_CHANNEL, kind="channel"),
            pages=pages,
            manner=own.manner,
        )
        yield Model(writing=Writing(writer, notes, manner=own.manner), answering=answering)
    finally:
        await endpoint.close()
