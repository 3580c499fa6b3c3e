"""Conversations in the terminal workspace."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import replace

import pytest

from adapters.errors import StoreAway
from adapters.shell.app import converse
from tests.adapters.shell.fakes import PLACE, FakeBot, Typed, reply, workspace


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
    assert (bot.asked[1].door, bot.asked[1].text, bot.asked[1].thread) == ("thread", "3", "r1")
    assert left.thread == "r1"
    assert "Opening.\n\n  ↳\n  Theme.\n" in out.getvalue()
    assert "\n  Paperround · only you see this\n  You said 3.\n" in out.getvalue()


async def test_a_roundup_that_cannot_be_tied_says_so() -> None:
    """Where the store is away the roundup is shown all the same, with a word on its replies."""
    bot = FakeBot({"roundup": reply("Opening.", roundup="r1")})
    here, out = workspace(bot)

    async def away(thread: str, roundup: str) -> None:
        raise StoreAway(f"The store is away ({thread}, {roundup}).")

    left = await converse(replace(here, shown=away), Typed("/papers roundup"), PLACE)

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
