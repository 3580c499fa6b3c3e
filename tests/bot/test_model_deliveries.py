"""What a model is told and costs where roundups come by themselves, week after week, over the wire."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from bot.clock import SetClock
from bot.composition import model
from bot.settings import read
from digest.brief.prompting import WritingOptions
from tests.bot.fakes import PAPERS
from tests.bot.runtime import LAB, MONDAY, Rig, wish
from tests.servers import models
from tests.servers.openai import ModelServer

if TYPE_CHECKING:
    from adapters.store.redis.store import Store
    from digest.roundup import Roundup
    from tests.servers.openai import Asked


WEEKS_LATER = tuple(replace(one, id=f"{one.id}9", listed=MONDAY.date(), published=MONDAY.date()) for one in PAPERS)


@dataclass(frozen=True)
class TwoWeeks:
    """What was written, and posted, in two weeks.

    Attributes:
        asked: Each week's requests for a roundup.
        roundups: Each week's roundups by topic, as they were posted.
    """

    asked: tuple[list[Asked], ...]
    roundups: tuple[dict[str, Roundup], ...]


async def two_weeks(store: Store, language: str, *topics: str) -> TwoWeeks:
    """One channel with these topics, and a model that writes for it."""
    asked: list[list[Asked]] = []
    roundups: list[dict[str, Roundup]] = []
    with ModelServer(model=models.honest) as server:
        settings = read({"PAPERROUND_MODEL": "stand-in", "OPENAI_BASE_URL": server.url})
        async with model.opened(settings, SetClock(MONDAY)) as made:
            rig = Rig(store, write=made.writing.roundup, usual=WritingOptions(language=language))
            await rig.subscribe(*(wish(topic=topic) for topic in topics))
            for week in (0, 1):
                before = len(server.asked)
                await rig.monday(weeks=week)
                await rig.run(rig.process())
                asked.append([one for one in server.asked[before:] if one.system.startswith("You write")])
                done = (await rig.runtime.ledger.done(LAB, 9))[: len(topics)]
                kept = {one.topic: await store.roundups.get(one.roundup) for one in done}
                roundups.append({topic: roundup for topic, roundup in kept.items() if roundup})
                rig.source.papers = (*PAPERS, *WEEKS_LATER)
                await store.link.ask("DEL", *await store.link.ask("KEYS", "paperround:{papers}:days-read:*"))
    return TwoWeeks(asked=tuple(asked), roundups=tuple(roundups))


@pytest.mark.parametrize("language", ["English", "German"])
async def test_the_writer_knows_the_trend_and_last_weeks_headline(store: Store, language: str) -> None:
    """The headline is the same subscription's, in the fence; there is none at first, nor behind a roundup without papers."""
    was = await two_weeks(store, language, "fine-tuning", "speech recognition")
    (first, then), (before, after) = was.asked, was.roundups
    told = {topic: [one.user for one in then if one.user.startswith(f"Topic: {topic}.")] for topic in before}
    trend, headline = after["fine-tuning"].trend, before["fine-tuning"].headline

    assert headline == "what three groups of papers found"
    assert f" begin ===\nLast headline: {headline}\n#1 " in told["fine-tuning"][0]
    assert trend
    assert f"most relevant first. {trend.sentence}\n" in told["fine-tuning"][0]
    assert not before["speech recognition"].papers
    assert told["speech recognition"]
    assert not [one for one in told["speech recognition"] if "Last headline: " in one]
    assert not [one for one in first if "Last headline: " in one.user]
