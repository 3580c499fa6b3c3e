"""Topics named on the command line in any language, read in English where a model is set that puts them into it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from bot.handlers.languages import sounds_foreign
from bot.settings import MODEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.settings import Settings
    from bot.cli.main import Streams

T = TypeVar("T")


def read(said: str, reading: Callable[[str], T], streams: Streams, settings: Settings) -> T:
    """What `reading` makes of a topic, or of the same in English, which is said on stderr; raises as it does."""
    if not (settings[MODEL] and sounds_foreign(said)):
        return reading(said)
    english = asyncio.run(_english(said, settings))
    if not english:
        return reading(said)
    streams.say(f"Read in English: “{said}” as “{english}”.")
    return reading(english)


async def _english(said: str, settings: Settings) -> str:
    from bot.clock import SystemClock  # noqa: PLC0415 - most topics need no model
    from bot.composition import model  # noqa: PLC0415 - as above

    clock = SystemClock()
    async with model.open_model_services(settings, clock, model.kept_drafts(settings, clock)) as services:
        return await services.translating.english(said, "the command line")
