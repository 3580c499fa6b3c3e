"""What a model wrote, kept so that the same is never paid for twice, by whichever process asks."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

import msgspec

from adapters.store.leases import leased
from adapters.store.ledger import Superseded
from digest.roundup import Draft, Section, Statement, WrittenBy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from adapters.store.ports import KeyValueStore
    from digest.brief.prompting import WritingOptions
    from digest.model import Brief, Resource

_KEPT_FOR = 30 * 86_400
_UNFINISHED_FOR = 600
"""Seconds that a draft is kept which lacks a call that failed; the same is then tried again."""
_LEASE = 60.0
"""Seconds after which a writer that died is no longer waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A model's draft, mended where it could be.

    Attributes:
        statements: How many it wrote at first.
        refused: How many of those the check refused.
        verifier: The model that held the others against their papers, or None.
        finished: Whether every call that it wants was answered.
    """

    draft: Draft
    statements: int
    refused: int
    verifier: str | None = None
    finished: bool = True


class _DraftSection(msgspec.Struct, array_like=True):
    kind: Literal["lead", "theme", "also", "resources", "outlook"]
    title: str
    papers: tuple[str, ...]
    statements: tuple[Statement, ...]


class _Written(msgspec.Struct):
    headline: str
    sections: tuple[_DraftSection, ...]
    statements: int
    refused: int
    verifier: str | None = None


class DraftCache:
    """Drafts by what was asked for; resources aren't kept, since code reads them out of the papers again."""

    def __init__(self, key_values: KeyValueStore) -> None:
        self._key_values = key_values

    async def get_or_write(
        self, key: str, by: WrittenBy, resources: Sequence[Resource], write: Callable[[], Awaitable[KeptDraft]]
    ) -> KeptDraft:
        """The draft under this key, written now if nobody has it and nobody else is writing it."""
        while True:
            note = await self._key_values.get(key)
            if note is not None:
                return _written(note, by, resources)
            try:
                async with leased(self._key_values, f"{key}:writing", _LEASE):
                    if await self._key_values.get(key) is None:  # somebody else may have finished it meanwhile
                        written = await write()
                        lifetime = _KEPT_FOR if written.finished else _UNFINISHED_FOR
                        await self._key_values.put(key, _note(written), lifetime)
                        return written
            except Superseded:
                continue  # another process is writing it now


def key(brief: Brief, by: WrittenBy, writing_options: WritingOptions, verifier: str = "") -> str:
    """The same for the same topic, window, papers, models, prompt and writing options."""
    shortlist = brief.shortlist
    papers = [f"{pick.paper.id}v{pick.paper.version}" for pick in shortlist.picks]
    days = [shortlist.window.start.isoformat(), shortlist.window.end.isoformat()]
    parts = [
        shortlist.topic.query.text,
        days,
        by.model,
        by.prompt,
        writing_options.style,
        writing_options.language.casefold(),
        papers,
    ]
    parts += [verifier] if verifier else []
    return f"model:draft:{sha256(msgspec.json.encode(parts)).hexdigest()[:24]}"


def _note(written: KeptDraft) -> str:
    sections = tuple(
        _DraftSection(section.kind, section.title, section.papers, section.statements)
        for section in written.draft.sections
    )
    form = _Written(written.draft.headline, sections, written.statements, written.refused, written.verifier)
    return msgspec.json.encode(form).decode()


def _written(note: str, by: WrittenBy, resources: Sequence[Resource]) -> KeptDraft:
    form = msgspec.json.decode(note, type=_Written)
    sections = tuple(
        Section(
            kind=section.kind,
            title=section.title,
            papers=section.papers,
            statements=section.statements,
            resources=tuple(resources) if section.kind == "resources" else (),
        )
        for section in form.sections
    )
    draft = Draft(headline=form.headline, sections=sections, written_by=by)
    return KeptDraft(draft=draft, statements=form.statements, refused=form.refused, verifier=form.verifier)
