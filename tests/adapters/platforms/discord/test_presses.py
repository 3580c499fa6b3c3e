"""Buttons and menus, right after they were posted and long after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.chat import Marker, Reply
from adapters.present.parts import parts
from tests.adapters.platforms.discord.bodies import of_type, text
from tests.adapters.platforms.discord.conftest import town
from tests.adapters.platforms.discord.fakes import LONG, REPLIES, FakeBot
from tests.adapters.present.documents import nothing, roundup
from tests.servers.discord import Fault, interactions

if TYPE_CHECKING:
    from tests.adapters.platforms.discord.conftest import Town
    from tests.servers.discord import DiscordServer
    from tests.servers.discord.world import Message


async def delivered(here: Town) -> Message:
    """A roundup with its thread, as the delivery posts it; the opening post."""
    first, *others = here.platform.fit(parts(roundup()))
    opening = await here.platform.post(here.at(), first, Marker(delivery="d1", part=0))
    for number, part in enumerate(others, 1):
        await here.platform.post(here.at(), part, Marker(delivery="d1", part=number), thread=opening)
    return here.discord.channel.messages[opening]


async def test_an_opening_post_opens_papers_for_whoever_presses(here: Town) -> None:
    """The menu under it says a number in its thread, and the card is private."""
    opening = await delivered(here)

    card = await here.discord.select(opening, [of_type(opening.wire, 3)[0]["options"][2]["value"]])
    listing = await here.discord.press(opening, label="Papers", user=here.discord.ben)

    assert [(asked.entry_point, asked.text, asked.thread) for asked in here.bot.asked] == [
        ("thread", "3", opening.id),
        ("thread", "papers", opening.id),
    ]
    assert card.private
    assert "TinyTune: Adapters in One Layer" in card.text
    assert listing.private
    assert listing.message
    assert listing.message.seen_by == here.discord.ben.id
    assert of_type(listing.message.wire, 3)[0]["options"][0]["value"] == f"thread@{opening.id} 1"


async def test_a_list_in_the_thread_opens_papers_too(here: Town) -> None:
    """The menu of a message in the thread belongs to that thread."""
    opening = await delivered(here)
    (thread,) = here.discord.threads
    listing = list(thread.messages.values())[-1]

    await here.discord.select(listing, [of_type(listing.wire, 3)[0]["options"][0]["value"]])

    assert here.bot.asked[-1].thread == opening.id
    assert here.bot.asked[-1].channel == here.at()


async def test_buttons_work_after_a_restart(discord: DiscordServer) -> None:
    """What a button says travels with it, or is kept in the store where it is too long."""
    bot = FakeBot()
    async with town(discord, bot) as before:
        opening = await delivered(before)
        await discord.slash("papers", "help")
        long = discord.messages[-1]

    async with town(discord, bot):
        await discord.press(opening, label="Change topic")
        await discord.press(long, label="Long")

    assert [asked.text for asked in bot.asked[-2:]] == ["topics", LONG]


async def test_a_button_from_too_long_ago_is_answered(here: Town) -> None:
    """Its words are forgotten after four months, and it says so."""
    await here.discord.slash("papers", "help")
    here.bot.key_values.notes.clear()

    done = await here.discord.press(here.discord.messages[-1], label="Long")

    assert done.private
    assert "no longer know what it meant" in done.text


async def test_a_section_that_is_gone_is_answered(here: Town) -> None:
    """A roundup that has become shorter in the meantime has no such message any more."""
    done = await here.discord.slash("papers", "roundup")
    assert done.message
    menu = of_type(done.message.wire, 3)[-1]
    menu["options"].append({"label": "Lost", "value": "99"})

    await here.discord.select(done.message, ["Lost"], menu["custom_id"])

    assert "no longer know" in text(done.message.wire)


@pytest.mark.parametrize("slow", [0.0, 1.2])
async def test_who_shared_it_stands_in_place_of_the_button(here: Town, slow: float) -> None:
    """The channel has the opening post and its thread; the message that was pressed has no button any more."""
    await here.discord.slash("papers", "roundup")
    private = here.discord.messages[-1]
    here.bot.slow = slow

    done = await here.discord.press(private, label="Share")
    await here.discord.until(lambda: "Shared by @Ada" in text(private.wire), 3)

    (thread,) = here.discord.threads
    assert thread.name == "Fine-tuning: one layer may be enough"
    assert len(thread.messages) == 5
    assert done.answered in (interactions.UPDATE, interactions.DEFERRED_UPDATE)
    assert not [one for one in of_type(private.wire, 2) if one.get("label") == "Share"]
    assert of_type(private.wire, 3)[-1]["placeholder"] == "Read on"
    assert not here.discord.pings


async def test_what_keeps_a_roundup_from_being_shared_stands_beside_it(here: Town) -> None:
    """The roundup stays as it was, with its button."""
    await here.discord.slash("papers", "roundup")
    private = here.discord.messages[-1]
    before = private.wire["components"]
    here.bot.refusal = "I lack Send Messages here."

    done = await here.discord.press(private, label="Share")

    assert "I lack Send Messages here" in done.text
    assert done.private
    assert private.wire["components"] == before
    assert not here.discord.threads


async def test_a_fault_after_the_promise_is_said_too(here: Town) -> None:
    """An asker who was told to wait is told what went wrong."""
    here.bot.slow = 1.2
    await here.discord.slash("papers", "help")

    broken = await here.discord.press(here.discord.messages[-1], label="Broken")
    await here.discord.until(lambda: "wrong on my side" in broken.text, 2)

    assert "Something went wrong on my side" in broken.text


async def test_a_refused_answer_is_said(here: Town) -> None:
    """Whatever Discord refuses for, somebody is told."""
    route = "POST /interactions/{interaction_id}/{token}/callback"
    here.discord.faults.add(Fault(kind="error", route=route, status=400, code=50035, message="Invalid Form Body"))

    done = await here.discord.slash("papers", "list")

    assert "Discord refused: Invalid Form Body" in done.text


async def test_nobody_to_tell_is_only_logged(here: Town, caplog: pytest.LogCaptureFixture) -> None:
    """When the excuse fails as well, the log has it."""
    route = "POST /interactions/{interaction_id}/{token}/callback"
    here.discord.faults.add(Fault(kind="unavailable", route=route, times=-1))

    await here.discord.slash("papers", "list", wait=3)

    assert "nobody could be told" in caplog.text


async def test_a_roundup_of_a_long_query_can_be_read_on(here: Town) -> None:
    """The words that it was asked with are kept for its table of contents, near the limit, too."""
    for topic in ("x" * 77, "y" * 3000):
        REPLIES["papers", f"roundup {topic}"] = REPLIES["papers", "roundup"]
        done = await here.discord.slash("papers", "roundup", topic=topic)
        assert done.message

        contents = of_type(done.message.wire, 3)[-1]
        await here.discord.select(done.message, ["3/6 · Privacy"], contents["custom_id"])

        assert here.bot.asked[-1].text == f"roundup {topic}"
        assert "votes on signs." in text(done.message.wire)
        del REPLIES["papers", f"roundup {topic}"]


async def test_a_roundup_that_cant_be_tied_is_shown(here: Town, caplog: pytest.LogCaptureFixture) -> None:
    """It is there to read, though its buttons won't find it; the log says so."""
    here.bot.key_values.away = True

    done = await here.discord.slash("papers", "roundup")

    assert "one layer may be enough" in done.text
    assert "buttons won't find" in caplog.text


async def test_a_roundup_without_papers_has_nothing_to_read_on(here: Town) -> None:
    """One message, and that is all."""
    REPLIES["papers", "roundup empty"] = Reply(parts=parts(nothing()), roundup_id="r-0")

    done = await here.discord.slash("papers", "roundup", topic="empty")

    del REPLIES["papers", "roundup empty"]
    assert done.message
    assert "Nothing on fine-tuning" in done.text
    assert not of_type(done.message.wire, 3)


async def test_an_answer_that_never_comes_has_an_end(here: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before Discord stops waiting, the asker is told."""
    monkeypatch.setattr("adapters.platforms.discord.interaction_reply.LONGEST_SECONDS", 0.1)
    here.bot.slow = 5

    done = await here.discord.slash("papers", "list")

    assert "longer than Discord waits" in done.text
