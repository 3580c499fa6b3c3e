"""What the workspace offers while somebody types."""

from __future__ import annotations

import pytest

from adapters.sources.ports import unwatched
from adapters.store.memory.papers import InMemoryPapers
from bot.cli.completion import TerminalCompletion
from bot.knowledge import topics
from bot.service.roundup_service import RoundupService
from tests.bot.fakes import NOW, PAPERS
from tests.clock import SetClock


@pytest.fixture
def service() -> RoundupService:
    """A service with a few papers at hand."""
    return RoundupService(InMemoryPapers(PAPERS), None, SetClock(NOW), latest=max(one.listed for one in PAPERS))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["/papers ", "/paper "]),
        ("/pa", ["/papers ", "/paper "]),
        ("/papers s", ["/papers subscribe", "/papers search", "/papers status"]),
        ("/PAPERS un", ["/papers unsubscribe"]),
        ("/papers dance", []),
        ("> 3", []),
        ("hello", []),
    ],
)
def test_lines_are_offered_that_begin_as_typed(service: RoundupService, typed: str, offered: list[str]) -> None:
    """Commands whatever their case, and nothing where no command can come of it."""
    assert [offer.line for offer in TerminalCompletion(service)(typed)][: len(offered) or None] == offered


@pytest.mark.parametrize("word", ["subscribe", "roundup", "topics"])
def test_topics_follow_the_words_that_take_one(service: RoundupService, word: str) -> None:
    """Well-known ones, no more than fit on a screen."""
    offered = [offer.line for offer in TerminalCompletion(service)(f"/papers {word} ")]

    assert offered == [f"/papers {word} {known.name}" for known in topics().well_known][: len(offered)]
    assert 1 < len(offered) <= 8


async def test_papers_are_offered_once_they_have_been_indexed(service: RoundupService) -> None:
    """By name, with the title beside it; before the first lookup none are at hand, and typing never waits for one."""
    completing = TerminalCompletion(service)
    before = completing("/paper pond")
    await service.papers.find("PondLoRA", unwatched)

    after = completing("/paper pond")

    assert before == ()
    assert after[0].line == "/paper PondLoRA"
    assert after[0].meaning.startswith("PondLoRA: Low-Rank Fine-Tuning")
