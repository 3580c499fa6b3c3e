"""Who writes: the model once, mended once, kept for all; or the abstracts, with the reason in the footer."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.errors import OverBudget
from adapters.present.parts import author
from adapters.store.memory.key_value import InMemoryKeyValue
from bot.writing.draft_cache import key
from bot.writing.limits import DailyTokenBudget, HourlyRateLimit
from bot.writing.roundup_writer import RoundupWriter, extracted
from digest.brief.prompting import WritingOptions
from digest.roundup import Draft, Section, Statement, WrittenBy
from tests.bot.model_fakes import FakeWriter
from tests.clock import SetClock
from tests.digest.samples import BRIEF, EMPTY, MARLIN, MARLIN_CODE, NOW, PRIVACY, TERN

BY = WrittenBy(kind="model", model="fake", prompt="1")
TRUE = Statement(text="TernBench measures forgetting in 16 fields.", cites=(TERN.id,))
ALSO_TRUE = Statement(text="MarlinTune places one adapter.", cites=(MARLIN.id,))
WRONG = Statement(text="MarlinTune improves accuracy by 51%.", cites=(MARLIN.id,))
RIGHT = Statement(text="MarlinTune improves accuracy by 44.5%.", cites=(MARLIN.id,))
THEME = Section(kind="theme", title="Forgetting", papers=(MARLIN.id, TERN.id), statements=(TRUE, ALSO_TRUE, WRONG))
HOOD = Section(kind="resources", title="Under the hood", resources=(MARLIN_CODE,))
DRAFT = Draft(headline="Forgetting is measured", sections=(THEME, PRIVACY, HOOD), written_by=BY)


def texts(sections: tuple[Section, ...]) -> list[str]:
    """All statements."""
    return [statement.text for section in sections for statement in section.statements]


async def test_a_refused_statement_is_mended_once() -> None:
    """Only what was refused is sent back, and what comes of it counts as repaired."""
    writer = FakeWriter(draft=DRAFT, mended=(RIGHT,))

    made = await RoundupWriter(writer, InMemoryKeyValue()).roundup(BRIEF, now=NOW)

    assert writer.asked == ["write", "repair"]
    assert [refusal.statement.text for refusal in writer.refused] == [WRONG.text]
    assert RIGHT.text in texts(made.sections)
    assert (made.check.statements, made.check.refused, made.check.repaired) == (4, 1, 1)
    assert made.written_by == BY


async def test_what_cant_be_mended_gives_way() -> None:
    """Where the mending call fails, or mends nothing, the abstract's own sentence stands in."""
    for writer in (
        FakeWriter(draft=DRAFT, cant_mend=True),
        FakeWriter(draft=DRAFT),
        FakeWriter(draft=DRAFT, mended=(WRONG,)),
    ):
        made = await RoundupWriter(writer, InMemoryKeyValue()).roundup(BRIEF, now=NOW)

        assert WRONG.text not in texts(made.sections)
        assert made.written_by.kind == "model"
        assert made.check.refused == 1


async def test_another_language_isnt_mixed_with_the_abstracts_own() -> None:
    """In German, a refused statement is left out rather than replaced by an English one."""
    german = await RoundupWriter(FakeWriter(draft=DRAFT), InMemoryKeyValue()).roundup(
        BRIEF, now=NOW, writing_options=WritingOptions(language="German")
    )

    assert len(texts(german.sections)) == 3
    assert german.check.repaired == 0
    assert german.written_by.language == "German"


async def test_a_refused_headline_is_mended_too() -> None:
    """Headings go back with the statements."""
    headline = Statement(text="Forgetting, measured in 16 fields", cites=())
    writer = FakeWriter(draft=replace(DRAFT, headline="GullTune wins by 99%"), mended=(headline, RIGHT))

    made = await RoundupWriter(writer, InMemoryKeyValue()).roundup(BRIEF, now=NOW)

    assert made.headline == headline.text


async def test_without_the_model_the_footer_says_why() -> None:
    """An absent model costs nothing but its prose."""
    made = await RoundupWriter(FakeWriter(away=True), InMemoryKeyValue()).roundup(BRIEF, now=NOW)

    assert made.sections == (await extracted(BRIEF, now=NOW)).sections
    assert author(made.written_by) == "extracted from abstracts, since the model didn't answer in time"


async def test_mostly_wrong_is_not_the_models_work() -> None:
    """Below half, the roundup is extracted, and no mending is paid for."""
    lies = tuple(replace(WRONG, text=f"MarlinTune gains {n}%.") for n in range(60, 66))
    writer = FakeWriter(draft=replace(DRAFT, sections=(replace(THEME, statements=(TRUE, *lies)),)))

    made = await RoundupWriter(writer, InMemoryKeyValue()).roundup(BRIEF, now=NOW)

    assert writer.asked == ["write"]
    assert made.written_by.why.startswith("only 1 of 7 statements")


async def test_nothing_on_topic_needs_no_model() -> None:
    """An empty shortlist isn't sent anywhere."""
    writer = FakeWriter(draft=DRAFT)

    made = await RoundupWriter(writer, InMemoryKeyValue()).roundup(EMPTY, now=NOW)

    assert writer.asked == []
    assert not made.papers


async def test_the_same_is_never_paid_for_twice() -> None:
    """Neither later nor at the same moment, nor by another process; and it comes back as it was."""
    notes, writer, other = InMemoryKeyValue(), FakeWriter(draft=DRAFT, mended=(RIGHT,)), FakeWriter(draft=DRAFT)

    first, second = await asyncio.gather(*(RoundupWriter(writer, notes).roundup(BRIEF, now=NOW) for _ in range(2)))
    third = await RoundupWriter(other, notes).roundup(BRIEF, now=NOW)

    assert writer.asked == ["write", "repair"]
    assert other.asked == []
    assert first.sections == second.sections == third.sections
    assert first.check == third.check


def test_what_makes_two_drafts_different() -> None:
    """Style, language, model, prompt, window and papers do; the case of a language doesn't."""
    all_options = [WritingOptions(), WritingOptions(style="deep"), WritingOptions(language="German")]
    writers = [BY, replace(BY, model="other"), replace(BY, prompt="2")]
    fewer = replace(BRIEF, shortlist=replace(BRIEF.shortlist, picks=BRIEF.shortlist.picks[:2]))
    keys = {
        key(brief, by, writing_options) for brief in (BRIEF, fewer) for by in writers for writing_options in all_options
    }

    assert len(keys) == 18
    assert key(BRIEF, BY, WritingOptions(language="GERMAN")) in keys


async def test_a_failure_is_not_kept() -> None:
    """The next one who asks may be luckier."""
    notes = InMemoryKeyValue()
    await RoundupWriter(FakeWriter(away=True), notes).roundup(BRIEF, now=NOW)

    made = await RoundupWriter(FakeWriter(draft=DRAFT), notes).roundup(BRIEF, now=NOW)

    assert made.written_by.kind == "model"


async def test_a_model_that_lets_everybody_wait_is_left_alone() -> None:
    """After one long wait for nothing, the next roundups don't wait, and say the same reason."""
    notes, writer = InMemoryKeyValue(), FakeWriter(away=True)
    await RoundupWriter(writer, notes, slow=0.0).roundup(BRIEF, now=NOW)
    writer.away = False

    made = await RoundupWriter(writer, notes, slow=0.0).roundup(BRIEF, now=NOW)

    assert writer.asked == ["write"]
    assert made.written_by.why == "the model didn't answer in time"


async def test_a_day_has_so_many_tokens() -> None:
    """What is paid and not put back counts until midnight in UTC, also for other processes."""
    notes, clock = InMemoryKeyValue(), SetClock(NOW)
    budget, another = DailyTokenBudget(notes, clock, a_day=100), DailyTokenBudget(notes, clock, a_day=100)
    await budget.pay(80)
    await budget.back(30)
    await another.pay(50)

    with pytest.raises(OverBudget, match="Today's 100 tokens"):
        await budget.pay(1)
    clock.forward(timedelta(days=1))
    await budget.pay(100)


async def test_turns_are_counted_by_the_hour() -> None:
    """So many each, for everybody by name, and anew in the next hour."""
    turns = HourlyRateLimit(InMemoryKeyValue(), most=2, kind="question")

    taken = [await turns.take(name, NOW) for name in ("ada", "ada", "ada", "grace")]
    later = await turns.take("ada", NOW + timedelta(hours=1))

    assert taken == [True, True, False, True]
    assert later
