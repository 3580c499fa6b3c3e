"""Words said in channels, threads and direct messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.chat import Channel, Reply
from adapters.present.card import card_part
from tests.adapters.platforms.fakes import CHATTER
from tests.adapters.platforms.slack.fakes import ROUNDUP
from tests.adapters.platforms.slack.limits import check
from tests.adapters.present.documents import card

if TYPE_CHECKING:
    from tests.adapters.platforms.slack.conftest import Town

C1 = Channel(platform="slack", workspace="T1", id="C1")


async def shared(town: Town) -> str:
    """A roundup that stands in C1; its thread."""
    await town.slack.command("/papers", f"share {ROUNDUP}")
    await town.settled()
    town.bot.asked.clear()
    return str(town.slack.channel("C1").messages[0]["ts"])


def answers(town: Town, thread: str) -> list[str]:
    """What the bot said in a thread after the roundup itself."""
    return [town.words(one) for one in town.slack.channel("C1").threads.get(thread, []) if "thread:" in town.words(one)]


FORMS = ["3", "3, 5", "explain 3", "bibtex 3", "code 3", "abstract 3", "related 3", "2605.00001"]


@pytest.mark.parametrize("said", FORMS)
async def test_a_reply_under_a_roundup_is_answered_there(both: Town, said: str) -> None:
    """Everybody in the thread sees the answer."""
    thread = await shared(both)
    await both.slack.say(said, thread=thread)
    await both.settled()

    [request] = both.bot.asked
    assert (request.entry_point, request.text, request.thread) == ("thread", said, thread)
    assert answers(both, thread) == [f"thread: {said}"]


@pytest.mark.parametrize("refusal", ["", "invalid_blocks"])
async def test_a_paper_is_told_in_a_card_where_slack_takes_one(both: Town, refusal: str) -> None:
    """Who presses a link in it is led there and hears nothing more; elsewhere the same is told in text."""
    both.bot.replies["3"] = Reply(parts=(card_part(card()),))
    thread = await shared(both)
    if refusal:
        both.slack.fault("error", "chat.postMessage", error=refusal)
    await both.slack.say("3", thread=thread)
    await both.settled()
    told = both.slack.channel("C1").threads[thread][-1]
    whispered = len(both.slack.channel("C1").ephemerals)
    if not refusal:
        await both.slack.press(told, "PDF")
        await both.settled()

    check(told)
    assert ("card" in [block["type"] for block in told["blocks"]]) is not bool(refusal)
    assert "TinyTune: Adapters in One Layer" in both.words(told)
    assert "It keeps 98% of the accuracy." in both.words(told)
    assert len(both.slack.channel("C1").ephemerals) == whispered


async def test_a_link_alone_is_answered(both: Town) -> None:
    """Slack writes it between angle brackets."""
    thread = await shared(both)
    await both.slack.say("<https://arxiv.org/abs/2605.00001>", thread=thread)
    await both.settled()

    assert answers(both, thread) == ["thread: https://arxiv.org/abs/2605.00001"]


async def test_talk_among_people_gets_no_answer(both: Town) -> None:
    """Neither in the thread nor privately; the bot isn't even asked."""
    thread = await shared(both)
    told = len(both.slack.channel("C1").threads.get(thread, []))
    for said in CHATTER:
        await both.slack.say(said, thread=thread)
    await both.settled()

    assert both.bot.asked == []
    assert len(both.slack.channel("C1").threads[thread]) == told + len(CHATTER)


@pytest.mark.parametrize("said", ["which ones name code?", ""])
async def test_a_mention_in_a_thread_is_answered_there_for_all(both: Town, said: str) -> None:
    """A question, and a mention without words; whoever else is mentioned."""
    thread = await shared(both)
    await both.slack.say(f"<@UBOT> {said}", thread=thread)
    await both.settled()

    assert [(request.entry_point, request.text, request.thread) for request in both.bot.asked] == [
        ("thread", said, thread)
    ]
    assert answers(both, thread) == [f"thread: {said}"]


async def test_a_reply_that_mentions_us_is_answered_once(both: Town) -> None:
    """Slack tells of it twice, as a mention and as a message."""
    thread = await shared(both)
    said = await both.slack.say("<@UBOT> 3", thread=thread)
    await both.settled()

    assert set(said.events) == {"message", "app_mention"}
    assert [request.text for request in both.bot.asked] == ["3"]
    assert answers(both, thread) == ["thread: 3"]


async def test_a_mention_is_a_command(both: Town) -> None:
    """The answer is private, as that of a command, and says the same."""
    await both.slack.say("<@UBOT> search ponds")
    await both.slack.say("<@UBOT> paper EndPrompt")
    shown = await both.private()

    assert {(request.entry_point, request.text) for request in both.bot.asked} == {
        ("papers", "search ponds"),
        ("paper", "EndPrompt"),
    }
    assert shown["user"] == "U1"
    assert both.slack.channel("C1").messages == [m for m in both.slack.channel("C1").messages if m["user"] == "U1"]


async def test_a_mention_in_a_foreign_thread_is_a_command_there(both: Town) -> None:
    """Its answer stands in that thread, for all who read the question."""
    opening = await both.slack.say("lunch?")
    await both.slack.say("<@UBOT> search ponds", thread=opening.ts)
    await both.settled()

    assert [(one.entry_point, one.text, one.thread) for one in both.bot.asked] == [("papers", "search ponds", None)]
    said = [both.words(one) for one in both.slack.channel("C1").threads[opening.ts] if one["user"] == "UBOT"]
    assert said == ["papers: search ponds"]


async def test_what_stands_above_comes_along(both: Town) -> None:
    """`explain this` below a message with a link, the nearest one before it."""
    opening = await both.slack.say("<https://arxiv.org/abs/2605.00001> and lunch?")
    await both.slack.say("or <https://arxiv.org/abs/2605.00002>", thread=opening.ts)
    await both.slack.say("both good", thread=opening.ts)
    await both.slack.say("<@UBOT> explain this", thread=opening.ts)
    await both.slack.say("<https://arxiv.org/abs/2605.00003>", thread=opening.ts)
    await both.settled()

    (request,) = [one for one in both.bot.asked if one.text == "explain this"]
    assert "2605.00002" in request.above
    assert "2605.00001" not in request.above


async def test_a_thread_is_read_for_no_other_word_to_us(both: Town) -> None:
    """Slack lets some apps read one page a minute."""
    opening = await both.slack.say("<https://arxiv.org/abs/2605.00001> and lunch?")
    await both.slack.say("<@UBOT> 3", thread=opening.ts)
    await both.settled()

    assert [one for one in both.slack.state.called if one.method == "conversations.replies"] == []


async def test_what_is_not_for_us_stays_unanswered(both: Town) -> None:
    """Talk, other threads, edits, bots and ourselves."""
    thread = await shared(both)
    talk = await both.slack.say("3")
    await both.slack.say("4", thread=talk.ts)
    await both.slack.say("5", thread=thread, bot_id="BOTHER")
    await both.slack.say("6", thread=thread, user="UBOT")
    await both.slack.say("7", thread=thread, subtype="bot_message")
    changed = await both.slack.say("hello", thread=talk.ts)
    await both.slack.edit(changed.message, "<@UBOT> 8")
    await both.slack.remove(changed.message)
    await both.settled()

    assert both.bot.asked == []
    assert both.slack.failures == []


async def test_a_direct_message_needs_no_mention(both: Town) -> None:
    """There everything is said to us, and answered there."""
    direct = both.slack.workspace.direct("U1")
    await both.slack.say("list", channel=direct.id)
    await both.settled()

    assert [(one.entry_point, one.text, one.is_direct) for one in both.bot.asked] == [("papers", "list", True)]
    assert [both.words(one) for one in direct.messages] == ["list", "papers: list"]


async def test_mentions_in_what_people_say_never_come_back(both: Town) -> None:
    """Whatever is echoed pings nobody."""
    thread = await shared(both)
    await both.slack.say("<@UBOT> <!channel> <@U2> &lt;!here&gt; <https://evil.example|click>", thread=thread)
    await both.settled()

    last = both.slack.channel("C1").threads[thread][-1]
    assert both.slack.pings(last) == []


async def test_while_the_memory_is_away_strangers_threads_stay_unanswered(http: Town) -> None:
    """A thread that may be somebody else's isn't interrupted; a mention is answered."""
    http.bot.away = True
    await http.slack.say("3", thread="1.2")
    await http.slack.say("<@UBOT> list", thread="1.2")
    await http.settled()

    assert [request.text for request in http.bot.asked] == ["list"]
