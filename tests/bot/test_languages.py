"""Topics in other languages: read in English where a model can, said honestly where none can."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from adapters.store.memory.key_value import InMemoryKeyValue
from adapters.store.memory.papers import InMemoryPapers
from bot.handlers.bot import Bot
from bot.service.roundup_service import RoundupService
from bot.writing.limits import HourlyRateLimit
from bot.writing.topic_translator import TopicTranslator
from tests.bot.console import Console
from tests.bot.fakes import ALLOWED, CHANNEL, NOW, PAPERS, FakeSource, request, words
from tests.bot.model_fakes import FakeTranslator
from tests.clock import SetClock
from tests.servers import models
from tests.servers.openai import Fault, ModelServer
from tests.stores import FakeRoundups, FakeSubscriptions

if TYPE_CHECKING:
    from pathlib import Path

RUSSIAN, GERMAN = "распознавание речи", "Spracherkennung auf Kleinstgeräten"
KNOWN = {RUSSIAN: "speech recognition", GERMAN: "speech recognition on tiny devices"}


class Lab:
    """A bot with a translator, or without."""

    def __init__(self, translator: FakeTranslator | None, most: int = 20) -> None:
        clock, self.notes = SetClock(NOW), InMemoryKeyValue()
        papers = InMemoryPapers(PAPERS, whole=False)
        self.subscriptions = FakeSubscriptions()
        limit = HourlyRateLimit(self.notes, most=most, kind="topics")
        self.bot = Bot(
            RoundupService(papers, FakeSource(papers=PAPERS), clock, categories=("cs.*",)),
            self.subscriptions,
            FakeRoundups(),
            clock,
            rights=ALLOWED,
            translating=TopicTranslator(translator, self.notes, clock, by_channel=limit) if translator else None,
        )

    async def say(self, said: str) -> str:
        """All words of the answer to a command."""
        return words(await self.bot.answer(request(said)))

    async def topics(self) -> list[tuple[str, str]]:
        """What the channel is subscribed to, by name and query."""
        return [(one.topic, one.query) for one in await self.subscriptions.of(CHANNEL)]


@pytest.mark.parametrize("said", [RUSSIAN, GERMAN])
async def test_a_topic_in_another_language_is_subscribed_to_in_english(said: str) -> None:
    """In whatever letters; the answer says first how it was read, the time stays, and the second time nobody is asked."""
    translator = FakeTranslator(known=KNOWN)
    lab = Lab(translator)
    told = await lab.say(f"subscribe {said} on tuesday at 08:00")
    await lab.say(f"subscribe {said}")
    listed = await lab.say("list")

    assert f"Read in English: “{said}” as “{KNOWN[said]}”." in told
    assert [topic for topic, _ in await lab.topics()] == [KNOWN[said]]
    assert "Tuesday" in listed
    assert translator.times == 1


@pytest.mark.parametrize("command", ["search", "topics", "roundup"])
async def test_whatever_takes_a_topic_takes_it_in_any_language(command: str) -> None:
    """Searching, looking and reading at once."""
    told = await Lab(FakeTranslator(known=KNOWN)).say(f"{command} {RUSSIAN}")

    assert "as “speech recognition”" in told


@pytest.mark.parametrize("lab", [Lab(None), Lab(FakeTranslator(away=True)), Lab(FakeTranslator(known=KNOWN), most=0)])
async def test_without_a_model_it_is_said_what_can_be_found(lab: Lab, caplog: pytest.LogCaptureFixture) -> None:
    """No model, one that is away, or too many asked this hour: other letters are refused, the rest stands as it is."""
    caplog.set_level(logging.ERROR)
    russian, german = await lab.say(f"subscribe {RUSSIAN}"), await lab.say(f"subscribe {GERMAN}")

    assert "abstracts are in English" in russian
    assert "Cyrillic" in russian
    assert "counts only where a paper says it so; abstracts are in English" in german
    assert [topic for topic, _ in await lab.topics()] == [GERMAN]


@pytest.mark.parametrize("command", ["search", "roundup"])
async def test_nothing_found_in_another_language_says_why(command: str) -> None:
    """Whoever searches or reads at once learns the same as whoever subscribes, and isn't shown what is nearest by chance."""
    told = await Lab(None).say(f"{command} {GERMAN}")

    assert "counts only where a paper says it so; abstracts are in English" in told
    assert "come nearest" not in told


@pytest.mark.parametrize(
    "said", ["fine-tuning", "speech recognition on tiny devices", "LoRA OR QLoRA", "FlashFoo attention"]
)
async def test_english_costs_nothing(said: str) -> None:
    """Nobody is asked about a topic most of whose words are known."""
    translator = FakeTranslator()
    await Lab(translator).say(f"subscribe {said}")

    assert translator.times == 0


async def test_a_new_name_that_nobody_knows_stays_as_it_is() -> None:
    """A model that has nothing to translate says so once, and nothing is told of it."""
    translator = FakeTranslator()
    lab = Lab(translator)
    told = [await lab.say("search Zyrqul") for _ in range(2)]

    assert translator.times == 1
    assert "Read in English" not in "".join(told)


def test_the_command_line_reads_topics_in_any_language(tmp_path: Path) -> None:
    """From the words over the wire to the papers; what was read is on stderr, so that the data stays data."""
    say = Console(tmp_path)
    with ModelServer(model=models.honest) as server:
        say.environ |= {"PAPERROUND_MODEL": "stand-in", "OPENAI_BASE_URL": server.url}
        read = [say("search", RUSSIAN, "--papers", "sample", "--format", "json") for _ in range(2)]
        asked = len(server.asked)
        server.always = Fault(kind="garbage")
        unread = say("search", "大语言模型微调", "--papers", "sample", "--format", "json")

    assert [told.code for told in read] == [0, 0]
    assert all("as “speech recognition”" in told.err for told in read)
    assert read[0].document["query"] == "speech recognition"
    assert asked == 1
    assert unread.code == 2
    assert "abstracts are in English" in unread.err
