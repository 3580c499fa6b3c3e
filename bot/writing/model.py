"""The language model of an installation, put together from its settings; without one, everything still works."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.store.memory.key_value import InMemoryKeyValue
from adapters.writers.openai import Endpoint, ModelWriter
from bot.settings import LANGUAGE, MODEL, MODEL_KEY, MODEL_TOKENS, MODEL_TOKENS_A_DAY, MODEL_URL, STYLE
from bot.writing.answering import QuestionAnswerer
from bot.writing.rate_limit import HourlyLimit
from bot.writing.token_budget import DailyTokenBudget
from bot.writing.writing import RoundupWriting
from digest.brief import prompting
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.settings import Settings
    from adapters.sources.pages import FullTextPages
    from adapters.store.ports import KeyValueStore
    from bot.clock import Clock
    from digest.brief.prompting import Manner

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
class ModelServices:
    """What a model does here, all on the same budget: whole roundups, and answers and gists.

    Attributes:
        manner: How roundups are written where a subscription says nothing else.
    """

    writing: RoundupWriting
    answering: QuestionAnswerer
    manner: Manner


@asynccontextmanager
async def opened(
    settings: Settings, clock: Clock, notes: KeyValueStore | None = None, pages: FullTextPages | None = None
) -> AsyncIterator[ModelServices]:
    """The model that is set, its memory in `notes` or else in this process; its connections end with this context."""
    notes = notes or InMemoryKeyValue()
    manner = prompting.manner(settings[STYLE], settings[LANGUAGE])
    endpoint = Endpoint(
        model=settings[MODEL],
        key=settings[MODEL_KEY],
        base_url=settings[MODEL_URL],
        purse=DailyTokenBudget(notes, clock, a_day=settings[MODEL_TOKENS_A_DAY]),
        notes=notes,
    )
    writer = ModelWriter(endpoint, budget=settings[MODEL_TOKENS])
    try:
        answering = QuestionAnswerer(
            writer,
            notes,
            clock,
            by_person=HourlyLimit(notes, most=_A_PERSON, kind="person"),
            by_channel=HourlyLimit(notes, most=_A_CHANNEL, kind="channel"),
            pages=pages,
            manner=manner,
        )
        yield ModelServices(writing=RoundupWriting(writer, notes, manner=manner), answering=answering, manner=manner)
    finally:
        await endpoint.close()
