"""A second source is one folder and one line: what people do with arXiv's papers works with its papers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from adapters.errors import SourceAway
from adapters.present.card import card_part
from adapters.sources.ports import PaperSource, unwatched
from adapters.store.memory.papers import InMemoryPapers
from bot import knowledge, registry, settings
from bot.commands.paper_commands import OpenPaper
from bot.commands.references import of_paper
from bot.composition import app, sources
from digest.bibtex import bibtex
from digest.check.checker import Checker
from digest.check.claims import ClaimContext
from digest.errors import Misunderstood
from digest.model import Window
from digest.roundup import Statement
from tests.bot.console import NOWHERE
from tests.bot.fakes import part_lines
from tests.clock import SetClock
from tests.second_source.declaration import PAPERS
from tests.servers.arxiv import ArxivServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.sources.ports import Progress
    from bot.service.roundup_service import RoundupService
    from digest.model import Paper

WARBLER, SURVEY = PAPERS
WEEK = Window(start=SURVEY.listed, end=SURVEY.listed)


@pytest.fixture(autouse=True)
def _second_source(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The one line."""
    monkeypatch.setattr(registry, "SOURCES", (*registry.SOURCES, "tests.second_source"))
    knowledge.knowledge.cache_clear()
    knowledge.topics.cache_clear()
    yield
    knowledge.knowledge.cache_clear()
    knowledge.topics.cache_clear()


@pytest.fixture
def service() -> Iterator[RoundupService]:
    """Both sources, arXiv without papers of that week."""
    with ArxivServer([]) as server:
        given = settings.read({"PAPERROUND_ARXIV_URL": server.url})
        live = sources.connect(given, sources.LocalRateLimits())
        clock = SetClock(datetime(2026, 5, 18, 7, tzinfo=UTC))
        yield app.roundup_service(InMemoryPapers((), whole=False), live, clock, given)


async def test_its_papers_are_looked_up_by_id_and_link(service: RoundupService) -> None:
    """Live, and shown with its own pages."""
    for reference in (WARBLER.id, WARBLER.url, f"{WARBLER.url}/v2"):
        card = (await service.papers.find(reference, unwatched)).card
        assert card
        assert card.paper == WARBLER
        assert f"Birdxiv: {WARBLER.id} · PDF · Recording" in part_lines(card_part(card))


async def test_its_categories_are_a_topics_filter() -> None:
    """In its own spelling; what neither source has is said with both names."""
    assert knowledge.topics().resolve("bird song cat:BIRDS.Song").query.categories == ("birds.song",)
    with pytest.raises(Misunderstood, match=r"of arXiv or Birdxiv"):
        knowledge.topics().resolve("bird song cat:fish.song")


async def test_a_roundup_is_made_of_its_papers() -> None:
    """Read from it alone, and cited by its pages."""
    given = settings.read({"PAPERROUND_CATEGORIES": "birds.*"})
    live = sources.connect(given, sources.LocalRateLimits())
    clock = SetClock(datetime(2026, 5, 18, 7, tzinfo=UTC))
    service = app.roundup_service(InMemoryPapers((), whole=False), live, clock, given)

    made = await service.roundup(knowledge.topics().resolve("bird song"), WEEK, unwatched)

    assert {one.pick.paper.url for one in made.papers} == {paper.url for paper in PAPERS}
    assert {one.pick.paper.area for one in made.papers} == {"Bird song"}
    assert any(statement.cites for section in made.sections for statement in section.statements)


async def test_a_source_that_is_away_keeps_nobody_from_another_one() -> None:
    """While arXiv can't be reached, the other one's papers are read and looked up by whoever waits for them."""
    given = settings.read({"PAPERROUND_CATEGORIES": "birds.*", "PAPERROUND_ARXIV_URL": NOWHERE})
    waited_for = sources.connect_interactive(given, sources.LocalRateLimits()).papers

    with pytest.raises(SourceAway):
        await waited_for.get(["2605.00001"])
    assert await waited_for.get([WARBLER.id]) == (WARBLER,)
    assert set(await waited_for.during(WEEK, ["birds.*"], unwatched)) == set(PAPERS)
    with pytest.raises(SourceAway):
        await waited_for.during(WEEK, ["birds.*", "cs.CL"], unwatched)


async def test_one_source_that_answers_is_enough_to_begin() -> None:
    """`try` goes on with what there is while arXiv can't be reached, and not where nobody answers."""
    given = settings.read({"PAPERROUND_ARXIV_URL": NOWHERE})
    live = sources.connect(given, sources.LocalRateLimits(), seconds=5)

    await sources.wait_for_any(live.papers, 5)

    with pytest.raises(SourceAway):
        await sources.wait_for_any(_OnlyArxiv(live.papers), 5)


class _OnlyArxiv(PaperSource):
    """Both sources, the second one away."""

    def __init__(self, both: PaperSource) -> None:
        self._both = both

    @override
    async def during(self, window: Window, categories: Sequence[str], progress: Progress) -> tuple[Paper, ...]:
        return await self._both.during(window, categories, progress)

    @override
    async def get(self, ids: Sequence[str]) -> tuple[Paper, ...]:
        if any(one.startswith("birdxiv:") for one in ids):
            raise SourceAway("Birdxiv can't be reached.")
        return await self._both.get(ids)


def test_it_is_cited_and_pointed_at_by_its_ids() -> None:
    """In BibTeX with its own name, and in the thread of a roundup."""
    assert "archivePrefix = {Birdxiv}" in bibtex(WARBLER)
    assert WARBLER.url in bibtex(WARBLER)
    assert of_paper(WARBLER.url) == OpenPaper(ref=WARBLER.id)


def test_the_check_knows_its_ids() -> None:
    """A paper that isn't cited can't be named by its id; the source's own name may be said."""
    checker = Checker({paper.id: paper for paper in PAPERS}, setting=ClaimContext(sources=registry.profiles()))
    true = Statement(text="WarblerNet, on Birdxiv, learns bird song from 12 hours of recordings.", cites=(WARBLER.id,))
    strange = Statement(text=f"As in {SURVEY.id}, WarblerNet learns bird song.", cites=(WARBLER.id,))

    assert checker.verdict(true).ruling != "refused"
    assert checker.verdict(strange).ruling == "refused"
