"""What asks a model by the engine's prompts: its endpoint, the prompts, and a new fence for every call."""

from __future__ import annotations

import secrets
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from digest.brief import prompting
from digest.roundup import WrittenBy

if TYPE_CHECKING:
    from adapters.writers.openai.endpoint import Endpoint
    from digest.brief.prompting import Prompts


@cache
def shipped_prompts() -> Prompts:
    """The prompt file that ships with the engine."""
    return prompting.prompts((files("digest.brief") / "prompts" / "writer.md").read_text(encoding="utf-8"))


class PromptedModel:
    """The part that writers, judges, verifiers and translators have in common."""

    def __init__(self, endpoint: Endpoint, *, prompts: Prompts | None = None) -> None:
        self._endpoint = endpoint
        self._prompts = prompts or shipped_prompts()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._endpoint.model

    @property
    def by(self) -> WrittenBy:
        """The model and the version of its prompts."""
        return WrittenBy(kind="model", model=self.name, prompt=self._prompts.version)


def fence() -> str:
    """What stands around strangers' text in one call, and can't be guessed by who wrote it."""
    return secrets.token_hex(8)
