"""What is said in the thread of a roundup: a number, an id, a word and a number, or a question."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.answers import paper_answers
from bot.answers import thread_answers as answers
from bot.answers.replies import combined
from bot.answers.roundup_answers import why, why_these
from bot.commands import commands, paper_commands
from bot.commands.dialogue import instead
from bot.knowledge import knowledge
from bot.writing.passage_search import asks_for_code, papers_named, passages, with_code
from digest.facts import facts
from digest.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.chat import Reply, Request
    from adapters.sources.ports import Progress
    from adapters.store.ports import Roundups
    from bot.service.roundup_service import RoundupService
    from bot.writing.question_answerer import QuestionAnswerer
    from digest.model import Paper
    from digest.roundup import Roundup

_NAME_WORDS = 6
_AT_ONCE = 5


_AS_WRITTEN: dict[type[paper_commands.OfPaper], Callable[[Paper], Reply]] = {
    paper_commands.Authors: answers.authors,
    paper_commands.Bibtex: answers.bibtex,
    paper_commands.ShowAbstract: answers.abstract,
}
"""What says nothing but what the paper's own record has."""


class ThreadHandlers:
    """The use cases of a thread."""

    def __init__(
        self, roundups: Roundups, service: RoundupService, progress: Progress, answering: QuestionAnswerer | None = None
    ) -> None:
        self._answering = answering
        self._roundups = roundups
        self._service = service
        self._progress = progress

    async def roundup(self, request: Request) -> Roundup | None:
        """The roundup in whose thread the request was made, as long as it is kept; outside of threads, the channel's last."""
        if request.thread is None:
            roundup_id = await self._roundups.last(request.channel, None)
        else:
            roundup_id = await self._roundups.in_thread(request.channel, request.thread)
        return await self._roundups.get(roundup_id) if roundup_id else None

    async def on_papers(self, command: commands.OnPapers, roundup: Roundup | None) -> Reply:
        """What is asked of one paper or of several; without a roundup they are known by their ids alone."""
        if isinstance(command, paper_commands.SeveralPapers):
            return await self._of_several(command, roundup)
        return await self._of_paper(command, roundup)

    async def on_roundup(self, command: commands.OnRoundup, roundup: Roundup, request: Request) -> Reply:
        """What is asked of a whole roundup."""
        if isinstance(command, commands.WhyThese):
            return why_these(roundup)
        if isinstance(command, commands.PaperList):
            return answers.listing(roundup)
        return await self._question(command, roundup, request)

    async def _of_several(self, command: paper_commands.SeveralPapers, roundup: Roundup | None) -> Reply:
        if roundup is None and any(isinstance(one.ref, int) for one in command.of):
            return answers.no_roundup()
        told = [await self._of_paper(one, roundup) for one in command.of]
        return combined(told)

    async def _of_paper(self, command: paper_commands.OfPaper, roundup: Roundup | None) -> Reply:
        ref = command.ref
        if isinstance(ref, int):
            if roundup is None:
                return answers.no_roundup()
            listed = roundup.numbered(ref)
            return (
                await self._answer_of_paper(command, listed.pick.paper, roundup)
                if listed
                else answers.no_such_number(ref, roundup)
            )
        paper = _inside(roundup, ref)
        if paper is None:
            found = await self._service.papers.find(ref, self._progress)
            if found.card is None:
                return answers.not_here(ref, roundup) if roundup else paper_answers.unknown(ref, found.also)
            paper = found.card.paper
        return await self._answer_of_paper(command, paper, roundup)

    async def _answer_of_paper(self, command: paper_commands.OfPaper, paper: Paper, roundup: Roundup | None) -> Reply:
        """What this command tells of a paper."""
        match command:
            case paper_commands.Authors() | paper_commands.Bibtex() | paper_commands.ShowAbstract():
                return _AS_WRITTEN[type(command)](paper)
            case paper_commands.Code():
                return answers.code(paper, facts(paper))
            case paper_commands.Related():
                return answers.related(paper, (await self._service.papers.card(paper)).related)
            case paper_commands.WhyThis():
                return await self._why(paper, roundup)
            case paper_commands.OpenPaper():
                return await self._card(paper)

    async def _card(self, paper: Paper) -> Reply:
        papers = self._service.papers
        return paper_answers.card(await papers.card(paper), papers.detailed)

    async def _why(self, paper: Paper, roundup: Roundup | None) -> Reply:
        if roundup is None:
            return answers.no_roundup()
        return why(await self._service.judge(paper, roundup.topic, roundup.window))

    async def _question(self, question: paper_commands.AskQuestion, roundup: Roundup, request: Request) -> Reply:
        """A name opens its paper; else the papers' own sentences answer, or the papers that it asks of are shown."""
        if len(question.text.split()) <= _NAME_WORDS:
            called = await asyncio.to_thread(_inside, roundup, question.text)
            if called:
                return await self._card(called)
        about = [one.pick.paper for one in papers_named(roundup, question.text)][:_AT_ONCE]
        if asks_for_code(question.text):
            told = [answers.code(paper, facts(paper)) for paper in about]
            return combined(told) if told else answers.with_code(with_code(roundup))
        papers = [listed.pick.paper for listed in roundup.papers]
        why, near = "", await self._service.reranker.nearness(question.text, papers)
        if self._answering:
            answered = await self._answering.answer(question.text, roundup, request, near)
            if not answered.instead:
                return answers.model_answer(answered, roundup, self._answering.by)
            why = answered.instead
        found = await asyncio.to_thread(passages, roundup, question.text, near)
        if found.passages:
            return answers.passages(found, why)
        cards = [await self._card(paper) for paper in about]
        return combined(cards) if cards else answers.no_passages(instead(question.text))


def _inside(roundup: Roundup | None, ref: str) -> Paper | None:
    """The paper of the roundup that has this id, title or name."""
    if roundup is None:
        return None
    hits = Lookup.of([listed.pick.paper for listed in roundup.papers], knowledge().sources).find(ref, 1)
    return hits[0].paper if hits and hits[0].by != "abstract" else None
