"""Questions and gists by a model: a few papers, a few sentences, each checked, and never more than one's share."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adapters.errors import WriterAway
from bot.writing.passage_search import any_of, corpus_of, papers_named, relevance
from digest.brief.prompting import WritingOptions
from digest.check.checker import Checker
from digest.facts import facts as read_facts
from digest.full_text import with_full_text
from digest.model import Brief, Pick, Shortlist, Topic, Window
from digest.roundup import Draft, Section
from digest.selection.answering import Question

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from adapters.chat import Request
    from adapters.sources.ports import FullTextPages
    from adapters.store.ports import KeyValueStore
    from bot.clock import Clock
    from bot.writing.draft_repair import DraftRepair
    from bot.writing.limits import HourlyRateLimit
    from digest.corpus import Floats
    from digest.full_text import FullText
    from digest.model import Facts, Paper
    from digest.roundup import Card, Listed, Roundup, Statement, WrittenBy

MOST_PAPERS = 8
MOST_SENTENCES = 6
_MOST_PAGES = 2
_PAGE_PATIENCE = 12.0
_PATIENCE = 20.0
"""Seconds after which a card is shown without the model's gist."""
_KEPT_FOR = 30 * 86_400
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAnswer:
    """What came of a question.

    Attributes:
        statements: Sentences that hold, with the papers they rest on; () where the papers don't say.
        whole: The numbers of the papers whose pages were read besides.
        instead: Why the model gave no answer, as a sentence; "" where it did.
    """

    statements: tuple[Statement, ...] = ()
    papers: tuple[Listed, ...] = ()
    whole: tuple[int, ...] = ()
    instead: str = ""


class QuestionAnswerer:
    """Asks a model about at most eight papers of a roundup."""

    def __init__(
        self,
        mending: DraftRepair,
        key_values: KeyValueStore,
        clock: Clock,
        *,
        by_person: HourlyRateLimit,
        by_channel: HourlyRateLimit,
        pages: FullTextPages | None = None,
        writing_options: WritingOptions | None = None,
    ) -> None:
        self._writer = mending.writer
        self._mending = mending
        self._key_values = key_values
        self._clock = clock
        self._by_person = by_person
        self._by_channel = by_channel
        self._pages = pages
        self._writing_options = writing_options or WritingOptions()

    @property
    def by(self) -> WrittenBy:
        """Who answers."""
        return self._writer.by

    async def answer(
        self, question: str, roundup: Roundup, request: Request, nearness: Floats | None = None
    ) -> ModelAnswer:
        """What the papers that fit the question say about it; `nearness` as in `passages`."""
        if busy := await self._over_limit(request):
            return ModelAnswer(instead=busy)
        chosen = await asyncio.to_thread(papers_fitting, roundup, question, nearness)
        if not chosen:
            return ModelAnswer()
        papers, whole = await self._whole(chosen, papers_named(roundup, question))
        facts = {listed.pick.paper.id: listed.facts for listed in roundup.papers}
        return replace(await self._ask_model(question, papers, facts), papers=chosen, whole=whole)

    async def on(self, question: str, papers: Sequence[Paper]) -> ModelAnswer:
        """What these papers say, for whoever pays for it; there is no limit."""
        return await self._ask_model(question, papers, {paper.id: read_facts(paper) for paper in papers})

    async def _ask_model(self, question: str, papers: Sequence[Paper], facts: Mapping[str, Facts]) -> ModelAnswer:
        try:
            said = await self._writer.answer(question, papers, self._writing_options)
        except WriterAway as away:
            _log.info("a question wasn't answered: %s", away)
            return ModelAnswer(instead=f"The model can't answer now: {away.reason}.")
        held = await self._keep_supported(said, papers, facts)
        if said and not held:
            return ModelAnswer(instead="Nothing that the model wrote on it holds against the abstracts.")
        return ModelAnswer(statements=held[:MOST_SENTENCES])

    async def _keep_supported(
        self, statements: Sequence[Statement], papers: Sequence[Paper], facts: Mapping[str, Facts]
    ) -> tuple[Statement, ...]:
        """The statements that hold against the papers they cite, mended where they could be."""
        if not statements:
            return ()
        brief = _brief(papers, facts)
        draft = Draft(headline="", sections=(_section(statements),), written_by=self._writer.by)
        mended = (await self._mending.mended(brief, draft, self._writing_options, worth=1.0)).draft
        checker = Checker.of(brief)
        return tuple(
            one for section in mended.sections for one in section.statements if not checker.against(one, section)
        )

    async def _whole(
        self, chosen: Sequence[Listed], named: Collection[Listed]
    ) -> tuple[tuple[Paper, ...], tuple[int, ...]]:
        """The papers, those asked for by number or name with what their pages add, and which these are."""
        papers: list[Paper] = []
        whole: list[int] = []
        for listed in chosen:
            wanted = self._pages and listed in named and len(whole) < _MOST_PAGES
            text = await self._page(listed.pick.paper) if wanted else None
            papers.append(with_full_text(listed.pick.paper, text) if text else listed.pick.paper)
            whole += [listed.number] if text else []
        return tuple(papers), tuple(whole)

    async def _page(self, paper: Paper) -> FullText | None:
        try:
            async with asyncio.timeout(_PAGE_PATIENCE):
                return await self._pages.of(paper) if self._pages else None
        except TimeoutError:
            return None  # whoever asked waits; others may be before us at the source's rate limit

    async def gist(self, card: Card) -> Card:
        """The card with the model's gist, if it gives one in time that holds."""
        try:
            async with asyncio.timeout(_PATIENCE):
                text = await self._gist(card)
        except (WriterAway, TimeoutError) as away:
            _log.info("no gist for %s: %s", card.paper.id, away)
            return card
        return replace(card, gist=text, written_by=self._writer.by) if text else card

    async def _gist(self, card: Card) -> str:
        by, paper = self._writer.by, card.paper
        name = (
            f"model:gist:{paper.id}v{paper.version}:{by.model}:{by.prompt}:{self._writing_options.language.casefold()}"
        )
        kept = await self._key_values.get(name)
        if kept is not None:
            return kept
        checker = Checker.of(_brief((paper,), {paper.id: card.facts}))
        said = await self._writer.gist(paper, self._writing_options)
        text = next((one.text for one in said[:1] if not checker.against(one, _section((one,)))), "")
        await self._key_values.put(name, text, _KEPT_FOR)
        return text

    async def _over_limit(self, request: Request) -> str:
        now, channel = self._clock.now(), request.channel
        place = f"{channel.platform}/{channel.workspace}"
        if not await self._by_person.take(f"{place}/{request.person.id}", now):
            return "You have asked as much as one person can in an hour."
        if not await self._by_channel.take(f"{place}/{channel.id}", now):
            return "This channel has asked as much as it can in an hour."
        return ""


def papers_fitting(roundup: Roundup, question: str, nearness: Floats | None = None) -> tuple[Listed, ...]:
    """At most eight papers: those named by number or name first, then those that likely answer it."""
    chosen = dict.fromkeys(one.pick.paper.id for one in papers_named(roundup, question))
    if len(chosen) < MOST_PAPERS:
        question_asked = Question.of(corpus_of(roundup.papers), question)
        likely = question_asked.likely(MOST_PAPERS, relevance=relevance(roundup), nearness=nearness)
        chosen |= dict.fromkeys(paper.id for paper in likely.papers)
    if not chosen:  # "what is this week about?" has no word that an abstract has
        chosen = dict.fromkeys(listed.pick.paper.id for listed in roundup.papers)
    known = {listed.pick.paper.id: listed for listed in roundup.papers}
    return tuple(known[one] for one in list(chosen)[:MOST_PAPERS])


def _section(statements: Sequence[Statement]) -> Section:
    papers = dict.fromkeys(cite for statement in statements for cite in statement.cites)
    return Section(kind="theme", title="", papers=tuple(papers), statements=tuple(statements))


def _brief(papers: Sequence[Paper], facts: Mapping[str, Facts]) -> Brief:
    """These papers as sources, and nothing that code itself would say of a roundup."""
    days = [paper.listed for paper in papers]
    shortlist = Shortlist(
        topic=Topic(name="", query=any_of({"paper"})),
        window=Window(start=min(days), end=max(days)),
        found=len(papers),
        matched=len(papers),
        picks=tuple(Pick(paper=paper, rank=at, score=1.0, why=()) for at, paper in enumerate(papers, 1)),
    )
    return Brief(shortlist=shortlist, themes=(), facts=facts)
