"""Finding papers: one by whatever people call it, or several by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers import paper_answers as answers

if TYPE_CHECKING:
    from adapters.chat import Reply
    from adapters.sources.ports import Progress
    from bot.commands.commands import ExplainPaper, Search
    from bot.service.roundup_service import RoundupService

_HITS = 10


async def explain(command: ExplainPaper, service: RoundupService, progress: Progress) -> Reply:
    """The card of a paper."""
    return answers.found(await service.find(command.ref, progress), command.ref)


async def search(command: Search, service: RoundupService, progress: Progress) -> Reply:
    """Papers of the last weeks."""
    picks = await service.search(command.words, _HITS, progress)
    return (
        answers.hits(picks, command.words)
        if picks
        else answers.no_hits(command.words, await service.nearest(command.words, progress))
    )
