"""Questions in a thread and gists on cards, by a model: few papers, checked, limited, and honest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.chat import Person
from adapters.store.memory.key_value import InMemoryKeyValue
from adapters.store.memory.papers import InMemoryPapers
from bot.composition import model
from bot.handlers.bot import Bot
from bot.knowledge import topics
from bot.service.roundup_service import RoundupService
from bot.settings import read
from bot.writing.draft_repair import DraftRepair
from bot.writing.limits import HourlyRateLimit
from bot.writing.question_answerer import MOST_PAPERS, QuestionAnswerer, papers_fitting
from digest.brief.prompting import WritingOptions
from digest.roundup import Statement
from tests.bot.fakes import ALLOWED, CHANNEL, NOW, PAPERS, paper, request, words
from tests.bot.model_fakes import FakeWriter
from tests.clock import SetClock
from tests.servers import models
from tests.servers.openai import ModelServer
from tests.stores import FakeRoundups, FakeSubscriptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.chat import Reply
    from digest.roundup import Card, Roundup

PONDLORA = PAPERS[0]
QUESTION = "How much memory does low-rank adaptation of shallow layers need here?"
TRUE = Statement(text="PondLoRA needs 40% less memory than full fine-tuning.", cites=(PONDLORA.id,))
FALSE = Statement(text="PondLoRA needs 75% less memory.", cites=(PONDLORA.id,))


class Lab:
    """A bot with a model, and a roundup in a thread."""

    def __init__(self, writer: FakeWriter, *, a_person: int = 5, a_channel: int = 9) -> None:
        self.clock, self.writer, notes = SetClock(NOW), writer, InMemoryKeyValue()
        self.answering = QuestionAnswerer(
            DraftRepair(writer),
            notes,
            self.clock,
            by_person=HourlyRateLimit(notes, most=a_person, kind="person"),
            by_channel=HourlyRateLimit(notes, most=a_channel, kind="channel"),
        )
        shelf = InMemoryPapers(PAPERS)
        self.service = RoundupService(shelf, None, self.clock, latest=shelf.latest, detailed=self.answering.gist)
        self.roundups = FakeRoundups()
        subscriptions = FakeSubscriptions()
        self.bot = Bot(self.service, subscriptions, self.roundups, self.clock, rights=ALLOWED, answering=self.answering)

    async def roundup(self) -> Roundup:
        """A roundup on fine-tuning, shown in the thread `t`."""
        made = await self.service.roundup(
            topics().resolve("fine-tuning"), self.service.current_window(), lambda *_: None
        )
        await self.roundups.record_shown(CHANNEL, "t", await self.roundups.keep(made), NOW)
        return made

    async def ask(self, said: str = QUESTION) -> Reply:
        """What is answered in the thread."""
        return await self.bot.answer(request(said, entry_point="thread", thread="t"))


async def test_a_question_is_answered_with_references() -> None:
    """The model's sentences stand with the roundup's numbers and papers, and its name."""
    lab = Lab(FakeWriter(said=(TRUE,)))
    made = await lab.roundup()

    said = words(await lab.ask())

    number = made.numbers[PONDLORA.id]
    assert f"{TRUE.text} [{number}]" in said
    assert f"[{number}] {PONDLORA.title}" in said
    assert "written by fake, prompt 1, checked against the abstracts" in said


async def test_what_doesnt_hold_isnt_said() -> None:
    """A made-up number is left out; where nothing else is left, the papers' own sentences answer."""
    both, alone = Lab(FakeWriter(said=(FALSE, TRUE))), Lab(FakeWriter(said=(FALSE,)))
    for lab in (both, alone):
        await lab.roundup()

    some, none = words(await both.ask()), words(await alone.ask())

    assert TRUE.text in some
    assert FALSE.text not in some + none
    assert "Nothing that the model wrote on it holds" in none
    assert "own sentences" in none


async def test_the_abstracts_dont_say() -> None:
    """No statements are an honest answer."""
    lab = Lab(FakeWriter())
    await lab.roundup()

    assert "The abstracts of this roundup don't say." in words(await lab.ask())


async def test_an_absent_model_is_no_reason_for_silence() -> None:
    """The papers' own sentences answer, and the reason is said."""
    lab = Lab(FakeWriter(away=True))
    await lab.roundup()

    said = words(await lab.ask())

    assert "The model can't answer now: the model didn't answer in time." in said
    assert "a low-rank adaptation method" in said


@pytest.mark.parametrize(("a_person", "a_channel", "who"), [(1, 9, "one person"), (9, 1, "This channel")])
async def test_questions_are_limited(a_person: int, a_channel: int, who: str) -> None:
    """By person and by channel, for an hour; after that the model is asked again."""
    lab = Lab(FakeWriter(said=(TRUE,)), a_person=a_person, a_channel=a_channel)
    await lab.roundup()
    first, second = words(await lab.ask()), words(await lab.ask())
    lab.clock.forward(timedelta(hours=1))
    third = words(await lab.ask())

    assert TRUE.text in first
    assert who in second
    assert TRUE.text in third
    assert lab.writer.asked == ["answer", "answer"]


async def test_the_papers_asked_are_few_and_fit() -> None:
    """Named papers come first, by number or name; at most eight; all of them where no word fits."""
    lab = Lab(FakeWriter())
    made = await lab.roundup()
    third, many = made.numbered(3), Lab(FakeWriter())
    many.service = RoundupService(
        InMemoryPapers([paper(n, f"LoRA fine-tuning {n}", "Fine-tuning with LoRA.") for n in range(1, 31)]),
        None,
        many.clock,
        latest=NOW.date(),
    )
    crowd = await many.service.roundup(
        topics().resolve("fine-tuning"), many.service.current_window("biweekly"), lambda *_: None
    )

    assert third
    assert papers_fitting(made, "compare 3 with ReedTune")[0] == third
    assert papers_fitting(made, "and ReedTune?")[0].facts.names[0] == "ReedTune"
    assert len(papers_fitting(made, "zzz qqq")) == len(made.papers)
    assert len(papers_fitting(crowd, "what about LoRA?")) <= MOST_PAPERS
    assert len(crowd.papers) > MOST_PAPERS


async def _detailed(lab: Lab) -> Card:
    papers = lab.service.papers
    return await papers.detailed(await papers.card(PONDLORA))


async def test_cards_get_a_gist_that_holds() -> None:
    """Written once, checked, and kept; otherwise the card stays the abstract's own."""
    lab, liar, away = Lab(FakeWriter(said=(TRUE,))), Lab(FakeWriter(said=(FALSE,))), Lab(FakeWriter(away=True))

    card, again, plain, own = [await _detailed(one) for one in (lab, lab, liar, away)]

    assert card.gist == again.gist == TRUE.text
    assert lab.writer.asked == ["gist"]
    assert card.written_by.model == "fake"
    assert plain.gist == own.gist != TRUE.text
    assert plain.written_by.kind == "extract"


async def test_a_roundup_is_written_in_the_style_asked_for() -> None:
    """Style and language reach the prompt, and each style is a draft of its own."""
    with ModelServer(model=models.honest) as server:
        own = read({"PAPERROUND_MODEL": "m", "OPENAI_BASE_URL": server.url})
        async with model.open_model_services(own, SetClock(NOW)) as made:
            shelf = InMemoryPapers(PAPERS)
            service = RoundupService(shelf, None, SetClock(NOW), latest=shelf.latest, write=made.writing.roundup)
            for writing_options in (None, WritingOptions(style="deep", language="French"), None):
                await service.roundup(
                    topics().resolve("fine-tuning"),
                    service.current_window(),
                    lambda *_: None,
                    writing_options=writing_options,
                )

    writing = [asked.system for asked in server.asked if asked.system.startswith("You write")]
    assert ["Write in French" in system for system in writing] == [False, True]


async def test_a_model_is_put_together_from_its_settings() -> None:
    """Roundups, answers and gists share one endpoint, one budget and one memory."""
    with ModelServer(model=models.honest, key="k") as server:
        environ = {"PAPERROUND_MODEL": "m", "OPENAI_API_KEY": "k", "OPENAI_BASE_URL": server.url}
        own = read({**environ, "PAPERROUND_MODEL_TOKENS_A_DAY": "50_000"})
        async with model.open_model_services(own, SetClock(NOW)) as made:
            shelf = InMemoryPapers(PAPERS)
            service = RoundupService(shelf, None, SetClock(NOW), latest=shelf.latest, write=made.writing.roundup)
            roundup = await service.roundup(topics().resolve("fine-tuning"), service.current_window(), lambda *_: None)
            answered = await made.answering.answer(
                QUESTION, roundup, request(QUESTION, entry_point="thread", thread="t")
            )

    assert roundup.written_by.model == "m"
    assert answered.statements


async def test_one_person_can_not_use_up_the_day_of_all(record_property: Callable[[str, object], None]) -> None:
    """Who has had a share is told so and when there is more; others, and the schedule, still have the model."""
    with ModelServer(model=models.honest) as server:
        a_day = {"PAPERROUND_MODEL_TOKENS_A_DAY": "20000"}
        own = read({"PAPERROUND_MODEL": "stand-in", "OPENAI_BASE_URL": server.url, **a_day})
        async with model.open_model_services(own, SetClock(NOW)) as made:
            lab = Lab(FakeWriter())
            lab.bot = Bot(
                lab.service, FakeSubscriptions(), lab.roundups, lab.clock, rights=ALLOWED, answering=made.answering
            )
            await lab.roundup()
            answer, people = (
                made.token_budget.on_account(lab.bot.answer),
                [Person(id=one, may_manage=True) for one in ("ada", "grace")],
            )
            asked = [replace(request(QUESTION, entry_point="thread", thread="t"), person=one) for one in people]
            ada = [words(await answer(asked[0])) for _ in range(8)]
            answered = len(server.asked)
            grace = words(await answer(asked[1]))
            await made.token_budget.pay(20_000 // 2)

    record_property("figure", f"after {answered} of 8 questions of one person the model answers the others")
    assert 0 < answered < 8
    assert "written by stand-in" in ada[0]
    assert "one person's share of today's tokens for the model, 4,000" in ada[-1]
    assert "after midnight UTC" in ada[-1]
    assert "written by stand-in" in grace
