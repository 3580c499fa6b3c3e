"""Papers shown in detail: the card with what arXiv's page of the whole paper adds, and a model's gist where there is one."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.full_text import with_code_links, with_full_text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.sources.ports import FullTextPages
    from digest.full_text import FullText
    from digest.model import Paper
    from digest.roundup import Card


class PaperDetails:
    """Makes a card richer; what can't be had is left as it was."""

    def __init__(self, pages: FullTextPages | None, gist: Callable[[Card], Awaitable[Card]] | None = None) -> None:
        self._pages = pages
        self._gist = gist

    async def card(self, card: Card) -> Card:
        """The card with affiliations, code, limits and sections of the whole paper, then its gist."""
        text, gisted = await asyncio.gather(self._text(card.paper), self._gisted(card))
        if text is None:
            return gisted
        paper = replace(card.paper, affiliations=with_full_text(card.paper, text).affiliations)
        return replace(gisted, paper=paper, facts=with_code_links(card.facts, paper.id, text), full_text=text)

    async def _gisted(self, card: Card) -> Card:
        return await self._gist(card) if self._gist else card

    async def _text(self, paper: Paper) -> FullText | None:
        return await self._pages.of(paper) if self._pages else None
