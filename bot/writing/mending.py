"""What becomes of a model's statements: held against their evidence by code and by a verifier, mended once, or left out."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.errors import WriterAway
from bot.writing.drafts import KeptDraft
from digest.check.checking import evidenced, refusals, without
from digest.roundup import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.writers.ports import Verifier, Writer
    from digest.brief.prompting import WritingOptions
    from digest.model import Brief
    from digest.roundup import Draft, Section, Statement

_WORTH_MENDING = 0.7
"""A larger share of refused statements isn't worth a second call."""

_log = logging.getLogger(__name__)


class Mending:
    """Mends drafts with their writer, and with a verifier where there is one."""

    def __init__(self, writer: Writer, verifier: Verifier | None = None) -> None:
        self.writer = writer
        self._verifier = verifier

    @property
    def verifier(self) -> str:
        """The verifier's name, or "" without one."""
        return self._verifier.name if self._verifier else ""

    async def mended(
        self, brief: Brief, draft: Draft, writing_options: WritingOptions, *, worth: float = _WORTH_MENDING
    ) -> KeptDraft:
        """The draft after its one repair; what the verifier still denies is out, what code refuses is left to the check.

        A draft of which more than the part `worth` is wrong isn't repaired.
        """
        draft = await asyncio.to_thread(evidenced, brief, draft)
        by_code = await asyncio.to_thread(refusals, brief, draft)
        statements = _statements(draft)
        refused_by_code = {refusal.statement for refusal in by_code}
        denied, verifier = await self._denied([one for one in statements if one not in refused_by_code])
        refused = (*by_code, *denied)
        wrong = sum(refusal.statement in statements for refusal in refused)
        if refused and wrong <= worth * len(statements):
            repairs = await self._repairs(brief, refused, writing_options)
            draft = await asyncio.to_thread(evidenced, brief, _replaced(draft, refused, repairs))
            again, verifier = await self._denied([one for one in _statements(draft) if one not in statements], verifier)
            denied = (*denied, *again)
        out = frozenset(refusal.statement for refusal in denied)
        draft = replace(draft, sections=tuple(without(section, out) for section in draft.sections))
        return KeptDraft(draft=draft, statements=len(statements), refused=wrong, verifier=verifier or None)

    async def _denied(
        self, statements: Sequence[Statement], before: str | None = ""
    ) -> tuple[tuple[Refusal, ...], str | None]:
        """What the verifier doesn't find borne out, and its name; None where it couldn't be asked, now or `before`."""
        if self._verifier is None or before is None:
            return (), None
        try:
            verdicts = await self._verifier.verify(statements) if statements else ()
        except WriterAway as away:
            _log.warning("not verified: %s", away)
            return (), None
        pairs = zip(statements, verdicts, strict=True)
        denied = tuple(
            Refusal(statement=one, reason=verdict.reason or "its evidence doesn't say so", nearest=one.evidence)
            for one, verdict in pairs
            if verdict.verdict == "refused"
        )
        return denied, self._verifier.name

    async def _repairs(
        self, brief: Brief, refused: Sequence[Refusal], writing_options: WritingOptions
    ) -> tuple[Statement | None, ...]:
        try:
            return await self.writer.repair(brief, refused, writing_options)
        except WriterAway as away:
            _log.info("not repaired: %s", away)
            return (None,) * len(refused)


def _statements(draft: Draft) -> list[Statement]:
    return [statement for section in draft.sections for statement in section.statements]


def _replaced(draft: Draft, refused: Sequence[Refusal], mended: Sequence[Statement | None]) -> Draft:
    """The draft with what was mended in place of what was refused, headings included."""
    pairs = list(zip((refusal.statement for refusal in refused), mended, strict=True))
    headings = {old.text: new.text for old, new in pairs if new}
    texts = {old: new for old, new in pairs if new}

    def section(one: Section) -> Section:
        statements = tuple(texts.get(statement, statement) for statement in one.statements)
        return replace(one, title=headings.get(one.title, one.title), statements=statements)

    headline = headings.get(draft.headline, draft.headline)
    return replace(draft, headline=headline, sections=tuple(map(section, draft.sections)))
