"""A translator that asks a model, one topic in one call."""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.writers.openai.writer import shipped_prompts
from adapters.writers.ports import Translator
from digest.brief import translating

if TYPE_CHECKING:
    from adapters.writers.openai.endpoint import Endpoint
    from digest.brief.prompting import Prompts


class ModelTranslator(Translator):
    """Translates through an endpoint, with a new fence for every call."""

    def __init__(self, endpoint: Endpoint, *, prompts: Prompts | None = None) -> None:
        self._endpoint = endpoint
        self._prompts = prompts or shipped_prompts()

    @property
    @override
    def name(self) -> str:
        return self._endpoint.model

    @override
    async def english(self, said: str) -> str:
        task = translating.task(said, self._prompts, fence=secrets.token_hex(8))
        return await self._endpoint.ask(task, partial(translating.english, said=said))
