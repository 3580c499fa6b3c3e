"""A verifier that asks a model, all statements in one call, or one by one where the model is a MiniCheck."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.writers.openai.prompted import PromptedModel, fence
from adapters.writers.ports import Verifier
from digest.brief import verifying

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.brief.verifying import VerifierVerdict
    from digest.model import Paper
    from digest.roundup import Statement


class ModelVerifier(PromptedModel, Verifier):
    """Holds statements against their papers through an endpoint, with a new fence for every call."""

    @override
    async def verify(self, claims: Sequence[Statement], papers: Mapping[str, Paper]) -> tuple[VerifierVerdict, ...]:
        if "minicheck" in self.name.casefold():
            return tuple(
                [await self._endpoint.ask(verifying.one_by_one(claim, papers), verifying.yes_or_no) for claim in claims]
            )
        found: list[VerifierVerdict] = []
        for task, count in verifying.tasks(claims, papers, self._prompts, fence=fence()):
            found += await self._endpoint.ask(task, partial(verifying.verdicts, count=count))
        return tuple(found)
