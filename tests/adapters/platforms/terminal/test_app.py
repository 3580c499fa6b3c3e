"""Conversations in the terminal workspace."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from dataclasses import replace

import pytest

from adapters.chat import Heading, Paragraph, Part, plain
from adapters.errors import StoreAway
from adapters.platforms.terminal.app import converse
from tests.adapters.platforms.growing import WHOLE, Growing
from tests.adapters.platforms.terminal.fakes import PLACE, FakeBot, Typed, reply, workspace


async def test_a_conversation_reads_like_a_transcript() -> None:
    """Each line is repeated as typed, the bot answers under its name, private answers say so."""
    bot = FakeBot({"list": reply("Nothing yet."), "help": reply("Here.", private=False)})
    here, out = workspace(bot)

    await converse(here, Typed("/papers list", "/papers help"), PLACE)

    assert out.getvalue() == (
        "you › /papers list\nPaperround · only you see this\nNothing yet.\n\nyou › /papers help\nPaperround\nHere.\n\n"
    )


async def test_a_roundup_opens_the_thread_that_replies_go_to() -> None:
    """After a roundup, `> 3` is said in its thread, which is tied to it; the thread stands further in."""
    bot = FakeBot({"roundup": reply("Opening.", "Theme.", roundup="r1")})
    here, out = workspace(bot)

    left = await converse(here, Typed("/papers roundup", "> 3"), PLACE)

    assert bot.tied == [("r1", "r1")]
    assert (bot.asked[1].entry_point, bot.asked[1].text, bot.asked[1].thread) == ("thread", "3", "r1")
    assert left.thread == "r1"
    assert "Opening.\n\n↳ Theme.\n" in out.getvalue()
    assert "\n  Paperround · only you see this\n  You said 3.\n" in out.getvalue()


async def test_a_thread_can_wait_to_be_opened() -> None:
    """Where threads fold, one line says what waits, and `> thread` shows it once; then it is a question like any other."""
    bot = FakeBot({"roundup": reply("Opening.", "Theme.", "Papers.", roundup="r1")})
    here, out = workspace(bot)

    await converse(replace(here, folds=True), Typed("/papers roundup", ">thread", "> thread"), PLACE)

    before, opened, after = out.getvalue().split("you › >")
    assert before.endswith("Opening.\n\n↳ 2 messages in the thread. Type > thread to read.\n\n")
    assert opened == "thread\n↳ Theme.\n\n↳ Papers.\n\n"
    assert "You said thread." in after


async def test_a_card_is_there_at_once_and_what_the_whole_paper_adds_stands_below() -> None:
    """What is printed stays: only what is new is told, and nothing where nothing is."""
    growing = Growing()
    here, out = workspace(FakeBot({"EndPrompt": growing.reply}))
    talking = asyncio.create_task(converse(here, Typed("/paper EndPrompt"), PLACE))
    async with asyncio.timeout(10):
        while "TinyTune tunes a single layer." not in out.getvalue():  # noqa: ASYNC110 - a screen tells nobody
            await asyncio.sleep(0.01)
    at_once = out.getvalue()
    growing.read.set()
    await talking

    added = out.getvalue().removeprefix(at_once)
    assert WHOLE.limitations not in at_once
    assert WHOLE.limitations in added
    assert "TinyTune tunes a single layer." not in added


async def test_a_folded_thread_names_its_messages() -> None:
    """The headings of what waits are told."""
    told = reply("Opening.", roundup="r1")
    theme = Part(blocks=(Heading("Adapters"), Paragraph(plain("Text."))))
    here, out = workspace(FakeBot({"roundup": replace(told, parts=(*told.parts, theme))}))

    await converse(replace(here, folds=True), Typed("/papers roundup"), PLACE)

    assert "↳ 1 message in the thread: Adapters. Type > thread to read.\n" in out.getvalue()


async def test_a_roundup_that_cannot_be_tied_says_so() -> None:
    """Where the store is away the roundup is shown all the same, with a word on its replies."""
    bot = FakeBot({"roundup": reply("Opening.", roundup="r1")})
    here, out = workspace(bot)

    async def away(thread: str, roundup: str) -> None:
        raise StoreAway(f"The store is away ({thread}, {roundup}).")

    left = await converse(replace(here, record_shown=away), Typed("/papers roundup"), PLACE)

    assert "Opening." in out.getvalue()
    assert "Replies to this roundup won't find it." in out.getvalue()
    assert left.thread is None


async def test_a_bare_word_gets_a_hint_and_asks_nothing() -> None:
    """Words without a slash are answered by the workspace itself."""
    bot = FakeBot()
    here, out = workspace(bot)

    await converse(here, Typed("hello there"), PLACE)

    assert bot.asked == []
    assert "Commands start with a slash." in out.getvalue()


@pytest.mark.parametrize("leave", ["quit", "exit", "/quit", "QUIT"])
async def test_quit_leaves(leave: str) -> None:
    """Nothing after it is read."""
    bot = FakeBot()
    here, _ = workspace(bot)

    await converse(here, Typed("/papers list", leave, "/papers help"), PLACE)

    assert [request.text for request in bot.asked] == ["list"]


async def test_interrupting_twice_leaves_and_once_does_not() -> None:
    """One ^C at an empty prompt says how to leave; a second one right after it leaves."""
    bot = FakeBot()
    here, out = workspace(bot)
    typed = Typed(KeyboardInterrupt, "/papers list", KeyboardInterrupt, KeyboardInterrupt, "/papers help")

    await converse(here, typed, PLACE)

    assert [request.text for request in bot.asked] == ["list"]
    assert out.getvalue().count("Press ^C again") == 2


async def test_interrupting_an_answer_stops_it_alone() -> None:
    """^C while an answer is being made ends that answer, says so, and the conversation goes on."""
    bot = FakeBot()
    here, out = workspace(bot)
    before = signal.getsignal(signal.SIGINT)
    asyncio.get_running_loop().call_later(0.1, os.kill, os.getpid(), signal.SIGINT)

    await converse(here, Typed("/papers slow", "/papers list"), PLACE)

    assert "Stopped." in out.getvalue()
    assert "You said list." in out.getvalue()
    assert signal.getsignal(signal.SIGINT) == before


async def test_ending_the_conversation_itself_is_no_stopped_answer() -> None:
    """When the program ends the conversation, the answer under way ends with it and nothing more is typed."""
    bot = FakeBot()
    here, out = workspace(bot)
    talking = asyncio.ensure_future(converse(here, Typed("/papers slow", "/papers list"), PLACE))
    await asyncio.sleep(0.05)

    talking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await talking

    assert "Stopped." not in out.getvalue()
    assert [request.text for request in bot.asked] == ["slow"]


def test_outside_of_the_main_thread_answers_come_all_the_same() -> None:
    """Where no signal can be caught, a conversation still works."""
    bot = FakeBot()
    here, out = workspace(bot)

    talking = threading.Thread(target=lambda: asyncio.run(converse(here, Typed("/papers list"), PLACE)))
    talking.start()
    talking.join(10)

    assert "You said list." in out.getvalue()
