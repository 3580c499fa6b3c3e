"""The port of whole papers, for those that are shown in detail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from digest.full_text import FullText
    from digest.model import Paper


class FullTextPages(Protocol):
    """Somewhere that has papers whole."""

    async def of(self, paper: Paper) -> FullText | None:
        """What the paper's page adds to its abstract; None where there is no page, or none in time. Never raises."""
        ...
