"""A reply that grows when a test lets it, as a card does once the whole paper was read."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace

from adapters.chat import Reply
from adapters.present.card import card_part
from digest.full_text import FullText
from tests.adapters.present.documents import card

WHOLE = FullText(headings=("Introduction", "Ponds"), limitations="It was tried in ponds only.")


@dataclass
class Growing:
    """One card, and its details."""

    read: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def reply(self) -> Reply:
        """The card as it is at hand."""
        return Reply(parts=(card_part(card()),), private=False, fuller=self._fuller)

    async def _fuller(self) -> Reply:
        await self.read.wait()
        return Reply(parts=(card_part(replace(card(), full_text=WHOLE)),))
