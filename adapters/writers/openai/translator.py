"""A translator that asks a model, one topic in one call."""

from __future__ import annotations

from functools import partial

from typing_extensions import override

from adapters.writers.openai.prompted import PromptedModel, fence
from adapters.writers.ports import Translator
from digest.brief import translating


class ModelTranslator(PromptedModel, Translator):
    """Translates through an endpoint, with a new fence for every call."""

    @override
    async def english(self, said: str) -> str:
        task = translating.task(said, self._prompts, fence=fence())
        return await self._endpoint.ask(task, partial(translating.english, said=said))
