"""Commands over the wire, both ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Channel
from tests.adapters.platforms.slack.fakes import ROUNDUP, says
from tests.adapters.platforms.slack.limits import check

if TYPE_CHECKING:
    from tests.adapters.platforms.slack.conftest import Town

C1 = Channel(platform="slack", workspace="T1", id="C1")


async def test_a_command_is_acknowledged_with_the_answer_where_that_is_ready(both: Town) -> None:
    """No second request, and only the asker sees it."""
    answer = await both.slack.command("/papers", "list")
    shown = await both.private()

    assert answer.ok
    assert answer.json["response_type"] == "ephemeral"
    assert both.words(shown) == "papers: list"
    assert shown["user"] == "U1"
    assert both.slack.channel("C1").messages == []
    assert both.slack.failures == []


async def test_a_command_whose_answer_takes_longer_is_acknowledged_before(both: Town) -> None:
    """Slack waits three seconds, no more; the acknowledgement takes a word to wait along."""
    both.bot.delay = 1.5
    answer = await both.slack.command("/papers", "list")
    shown = await both.private()

    assert answer.ok
    assert "One moment" in answer.body
    assert answer.seconds < 1.4
    assert both.words(shown) == "papers: list"


async def test_the_bot_is_told_who_asks_and_where(both: Town) -> None:
    """The zone comes from the profile, and a member of the channel may change its subscriptions."""
    await both.slack.command("/paper", "EndPrompt &amp; friends &lt;3")
    await both.settled()

    [request] = both.bot.asked
    assert (request.entry_point, request.text, request.channel, request.thread) == (
        "paper",
        "EndPrompt & friends <3",
        C1,
        None,
    )
    assert (request.person.id, request.person.name, request.person.zone) == ("U1", "ada", "Europe/Berlin")
    assert request.person.may_manage


async def test_a_roundup_comes_privately_and_is_shared_by_a_button(both: Town) -> None:
    """Shared, it is an opening post with a thread that belongs to the roundup."""
    await both.slack.command("/papers", "roundup fine-tuning")
    preview = await both.private()
    check(preview)
    await both.slack.press(preview, "Share")
    await both.settled()

    [opening] = both.slack.channel("C1").messages
    replies = both.slack.channel("C1").threads[opening["ts"]]
    assert [request.text for request in both.bot.asked] == ["roundup fine-tuning", f"share {ROUNDUP}"]
    assert both.bot.threads[C1, opening["ts"]] == ROUNDUP
    shown = await both.private()
    assert shown["ts"] == preview["ts"]
    assert "Shared by @Ada" in both.words(shown)
    assert "[Share]" not in both.words(shown)
    assert "[Send me the whole roundup]" in both.words(shown)
    assert len(replies) == 3
    assert "Under the hood" in " ".join(map(both.words, replies))


async def test_buttons_of_a_private_roundup_know_their_roundup(both: Town) -> None:
    """It has no thread in Slack, so its buttons carry one."""
    await both.slack.command("/papers", "roundup fine-tuning")
    preview = await both.private()
    await both.slack.press(preview, "Why these?")
    await both.settled()
    await both.slack.select(preview, "Details", "thread@r-77 3")
    await both.settled()

    assert [(one.entry_point, one.text, one.thread) for one in both.bot.asked[1:]] == [
        ("thread", "why", ROUNDUP),
        ("thread", "3", ROUNDUP),
    ]
    assert both.bot.threads[C1, ROUNDUP] == ROUNDUP
    assert both.slack.channel("C1").messages == []


async def test_what_is_pressed_under_a_shared_roundup_is_answered_to_one_person(both: Town) -> None:
    """The others didn't ask."""
    await both.slack.command("/papers", f"share {ROUNDUP}")
    await both.settled()
    [opening] = both.slack.channel("C1").messages
    await both.slack.press(opening, "Why these?", user="U2")
    shown = await both.private()

    assert (both.words(shown), shown["user"], shown["thread_ts"]) == ("thread: why", "U2", opening["ts"])


async def test_the_whole_of_a_private_roundup_comes_by_direct_message(both: Town) -> None:
    """There it has a thread, and replies to it are answered."""
    await both.slack.command("/papers", "roundup fine-tuning")
    await both.slack.press(await both.private(), "Send me the whole roundup")
    await both.settled()

    direct = both.slack.workspace.direct("U1")
    [opening] = direct.messages
    assert len(direct.threads[opening["ts"]]) == 3
    assert both.slack.channel("C1").messages == []
    assert "direct messages" in both.words(both.slack.channel("C1").ephemerals[-1])


async def test_what_concerns_the_channel_is_said_to_all(both: Town) -> None:
    """A new subscription is everybody's business."""
    both.bot.replies["subscribe agents"] = says("Subscribed.", private=False)
    await both.slack.command("/papers", "subscribe agents")
    await both.settled()

    assert [both.words(one) for one in both.slack.channel("C1").messages] == ["Subscribed."]


async def test_in_a_channel_without_the_bot_it_offers_to_join(both: Town) -> None:
    """Pressing the button joins and goes on with what was asked."""
    both.slack.add_channel("C2", "other", with_bot=False)
    both.bot.replies["subscribe agents"] = says("Subscribed.", private=False)
    both.slack.fault("error", "chat.postMessage", error="not_in_channel")
    await both.slack.command("/papers", "subscribe agents", channel="C2")
    shown = await both.private("C2")
    assert both.words(shown).startswith("I'm not in this channel")
    await both.slack.press(shown, "Join and go on")
    await both.settled()

    assert [both.words(one) for one in both.slack.channel("C2").messages] == ["Subscribed."]
    assert both.slack.workspace.bot in both.slack.channel("C2").members


async def test_an_answer_that_takes_its_time_is_announced(http: Town) -> None:
    """Nobody wonders whether anything happens."""
    http.bot.delay = 2.7
    await http.slack.command("/papers", "list")
    await http.private()

    said = [http.words(one) for one in http.slack.channel("C1").ephemerals]
    assert said == ["One moment, I'm reading …", "papers: list"]
