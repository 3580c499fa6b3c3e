"""Answers that come at once and grow, and the sign that one is on its way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.adapters.platforms.growing import Growing
from tests.adapters.platforms.slack.test_threads import shared

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.adapters.platforms.slack.conftest import Json, Town

LIMIT = "It was tried in ponds only."


async def until(is_so: Callable[[], object]) -> None:
    """Wait for it."""
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 - the stand-in tells nobody
            await asyncio.sleep(0.01)


def ours(town: Town, channel: str) -> list[Json]:
    """The bot's messages that stand in a channel and its threads."""
    return [one for one in town.slack.channel(channel).posts.values() if "bot_id" in one]


async def test_a_card_in_a_thread_grows_where_it_stands(both: Town) -> None:
    """It is there before the whole paper was read, and is one message before and after."""
    growing = Growing()
    both.bot.replies["3"] = growing.reply
    thread = await shared(both)
    before = len(ours(both, "C1"))
    await both.slack.say("<@UBOT> 3", thread=thread)
    await until(lambda: len(ours(both, "C1")) > before)
    at_once = both.words(ours(both, "C1")[-1])
    growing.read.set()
    await both.settled()

    [card] = ours(both, "C1")[before:]
    assert "TinyTune" in at_once
    assert LIMIT not in at_once
    assert LIMIT in both.words(card)
    assert both.slack.failures == []


async def test_what_one_person_was_shown_alone_is_added_to(both: Town) -> None:
    """Slack has no way to change it: what is new is said beside, and nothing of it twice."""
    growing = Growing()
    both.bot.replies["EndPrompt"] = replace(growing.reply, private=True)
    await both.slack.command("/paper", "EndPrompt")
    await until(lambda: both.slack.channel("C1").ephemerals)
    growing.read.set()
    await both.settled()

    at_once, added = map(both.words, both.slack.channel("C1").ephemerals)
    assert "TinyTune tunes a single layer." in at_once
    assert LIMIT not in at_once
    assert LIMIT in added
    assert "TinyTune tunes a single layer." not in added


async def test_in_a_thread_people_see_that_it_is_reading(both: Town) -> None:
    """Within a second, by a status under the message, which the answer ends."""
    thread = await shared(both)
    both.bot.delay = 1.2
    asked = asyncio.get_running_loop().time()
    await both.slack.say("<@UBOT> which ones name code?", thread=thread)
    statuses = both.slack.channel("C1").statuses
    await until(lambda: statuses)
    waited = asyncio.get_running_loop().time() - asked
    status = dict(statuses)
    await both.settled()

    assert status == {thread: "is reading …"}
    assert waited < 1.2
    assert not statuses
    assert "which ones name code?" in both.words(ours(both, "C1")[-1])


@pytest.mark.parametrize("channel", ["C1", "D1"])
async def test_where_there_is_no_status_the_answer_takes_the_place_of_a_word(http: Town, channel: str) -> None:
    """In direct messages, and in workspaces that refuse the status."""
    http.slack.workspace.direct("U1")
    thread = await shared(http) if channel == "C1" else ""
    before = len(ours(http, channel))
    http.slack.fault("error", "assistant.threads.setStatus", error="feature_not_enabled")
    http.bot.delay = 1.2
    await http.slack.say("<@UBOT> papers" if thread else "list", channel=channel, thread=thread)
    await until(lambda: len(ours(http, channel)) > before)
    meanwhile = http.words(ours(http, channel)[-1])
    await http.settled()

    [answer] = ours(http, channel)[before:]
    assert meanwhile == "One moment, I'm reading …"
    assert http.words(answer) in {"thread: papers", "papers: list"}


async def test_a_word_that_nothing_takes_the_place_of_goes(http: Town) -> None:
    """A roundup in direct messages is posted as all roundups are; the word before it doesn't stay."""
    http.slack.workspace.direct("U1")
    http.bot.delay = 1.2
    await http.slack.say("roundup fine-tuning", channel="D1")
    await until(lambda: ours(http, "D1"))
    await http.settled()

    assert len(ours(http, "D1")) > 1
    assert not any("One moment" in http.words(one) for one in ours(http, "D1"))
