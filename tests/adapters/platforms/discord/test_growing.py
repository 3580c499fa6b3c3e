"""Cards that come at once and grow where they stand."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.adapters.platforms.discord import fakes
from tests.adapters.platforms.growing import Growing

if TYPE_CHECKING:
    from tests.adapters.platforms.discord.conftest import Town

LIMIT = "It was tried in ponds only."


@pytest.fixture
def growing(monkeypatch: pytest.MonkeyPatch) -> Growing:
    """The card that everybody is answered with."""
    made = Growing()
    for key in (("paper", "TinyTune"), ("thread", "3")):
        monkeypatch.setitem(fakes.REPLIES, key, replace(made.reply, private=True))
    return made


async def grown(here: Town, message: Any) -> str:  # noqa: ANN401 - a message of the stand-in's own
    """What a message says once it changes."""
    before = str(message.wire)
    async with asyncio.timeout(10):
        while str(message.wire) == before:  # noqa: ASYNC110 - the stand-in tells nobody
            await asyncio.sleep(0.01)
    return here.discord.visible_text(message)


async def test_a_commands_card_grows_where_it_stands(here: Town, growing: Growing) -> None:
    """The answer is there before the whole paper was read."""
    done = await here.discord.slash("paper", reference="TinyTune", wait=3)
    assert done.message
    at_once = here.discord.visible_text(done.message)
    growing.read.set()

    assert "tunes a single layer." in at_once
    assert LIMIT not in at_once
    assert LIMIT in await grown(here, done.message)
    assert len(done.messages) == 1


async def test_a_mentions_card_grows_where_it_stands(here: Town, growing: Growing) -> None:
    """Under the message that asked, and it stays one message."""
    answer = await here.discord.say("paper TinyTune", mentions_bot=True)
    assert answer
    at_once = here.discord.visible_text(answer)
    count = len(here.discord.messages)
    growing.read.set()

    assert LIMIT not in at_once
    assert LIMIT in await grown(here, answer)
    assert len(here.discord.messages) == count


async def test_a_chosen_papers_card_grows_in_place_of_the_list(
    here: Town, growing: Growing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The menus by which somebody came there stay."""
    done = await here.discord.slash("papers", "search", query="x", wait=3)
    list_ = done.message
    assert list_
    menu = next(row["components"][0] for row in list_.wire["components"] if row["type"] == 1)
    value = menu["options"][0]["value"]
    monkeypatch.setitem(fakes.REPLIES, ("paper", value.partition(" ")[2]), replace(growing.reply, private=True))
    await here.discord.select(list_, [value], menu["custom_id"])
    at_once = here.discord.visible_text(list_)
    growing.read.set()
    later = await grown(here, list_)

    assert "It needs no search." in at_once
    assert LIMIT not in at_once
    assert LIMIT in later
    assert any(row["type"] == 1 and row["components"][0]["type"] == 3 for row in list_.wire["components"])
