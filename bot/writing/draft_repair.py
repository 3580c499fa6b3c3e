"""What becomes of a model's statements: checked by code and by a verifier, mended once, or left out."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.errors import WriterAway
from bot.writing.draft_cache import KeptDraft
from digest.check.checking import refusals, with_evidence, without
from digest.roundup import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adapters.writers.ports import Verifier, Writer
    from digest.brief.prompting import WritingOptions
    from digest.model import Brief, Paper
    from digest.roundup import Draft, Section, Statement

_WORTH_MENDING = 0.7
"""A larger share of refused statements isn't worth a second call."""

_log = logging.getLogger(__name__)


class DraftRepair:
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
        draft = await asyncio.to_thread(with_evidence, brief, draft)
        by_code = await asyncio.to_thread(refusals, brief, draft)
        statements, papers = _statements(draft), {pick.paper.id: pick.paper for pick in brief.shortlist.picks}
        denied, verifier = await self._denied(_unless(statements, by_code), papers)
        refused, answered = (*by_code, *denied), True
        wrong = sum(refusal.statement in statements for refusal in refused)
        if refused and wrong <= worth * len(statements):
            repairs, answered = await self._repairs(brief, refused, writing_options)
            draft = await asyncio.to_thread(with_evidence, brief, _replaced(draft, refused, repairs))
            by_code = await asyncio.to_thread(refusals, brief, draft)
            mended = [one for one in _unless(_statements(draft), by_code) if one not in statements]
            again, verifier = await self._denied(mended, papers, verifier)
            denied = (*denied, *again)
        out = frozenset(refusal.statement for refusal in denied)
        draft = replace(draft, sections=tuple(without(section, out) for section in draft.sections))
        return KeptDraft(
            draft=draft,
            statements=len(statements),
            refused=wrong,
            verifier=verifier or None,
            finished=answered and verifier is not None,
        )

    async def _denied(
        self, statements: Sequence[Statement], papers: Mapping[str, Paper], before: str | None = ""
    ) -> tuple[tuple[Refusal, ...], str | None]:
        """What the verifier doesn't find borne out, and its name; None where it couldn't be asked, now or `before`."""
        if self._verifier is None or before is None:
            return (), None
        try:
            verdicts = await self._verifier.verify(statements, papers) if statements else ()
        except WriterAway as away:
            _log.warning("not verified: %s", away)
            return (), None
        pairs = zip(statements, verdicts, strict=True)
        denied = tuple(
            Refusal(statement=one, reason=verdict.reason or "its papers don't say so", nearest=one.evidence)
            for one, verdict in pairs
            if verdict.verdict == "refused"
        )
        return denied, self._verifier.name

    async def _repairs(
        self, brief: Brief, refused: Sequence[Refusal], writing_options: WritingOptions
    ) -> tuple[tuple[Statement | None, ...], bool]:
        """What became of each, and whether the writer answered."""
        try:
            return await self.writer.repair(brief, refused, writing_options), True
        except WriterAway as away:
            _log.info("not repaired: %s", away)
            return (None,) * len(refused), False


def _unless(statements: Sequence[Statement], refused: Sequence[Refusal]) -> list[Statement]:
    """Those that weren't refused."""
    out = {refusal.statement for refusal in refused}
    return [one for one in statements if one not in out]


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
