"""Every dialogue goes as written, on every platform."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.commands import when
from tests.conversations import DIALOGUES
from tests.platforms.in_discord import discord_channel, discord_in_person
from tests.platforms.in_slack import slack_channel
from tests.platforms.in_terminal import terminal
from tests.platforms.on_noticeboard import noticeboard_room
from tests.platforms.speaking import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from tests.platforms.speaking import RealBot, Room

PERSON = ZoneInfo(ZONE)
ROOMS: dict[str, Callable[[RealBot | None], AbstractAsyncContextManager[Room]]] = {
    "terminal": terminal,
    "noticeboard": noticeboard_room,
    "slack": slack_channel,
    "discord": discord_channel,
    "discord-in-person": discord_in_person,
}


@pytest.mark.parametrize("platform", ROOMS)
@pytest.mark.parametrize("name", DIALOGUES)
async def test_a_dialogue_goes_as_written(name: str, platform: str) -> None:
    """Every answer has what it must, and has nothing that it must not."""
    async with ROOMS[platform](None) as room:
        for turn in DIALOGUES[name]:
            text = _flowing(await room.say(turn.said))

            times = [when.moment(one.astimezone(PERSON) if room.has_own_times else one) for one in turn.times]
            missing = [part for part in (*turn.has, *times) if _flowing(part) not in text]
            assert missing == [], f"{turn.said[:80]!r} was answered:\n{text}"
            wrong = [part for part in turn.lacks if _flowing(part) in text]
            assert wrong == [], f"{turn.said[:80]!r} was answered:\n{text}"


def _flowing(text: str) -> str:
    """Without what differs from screen to screen: line breaks, indents, and what stands between a label and its value."""
    return " ".join(re.sub(r":(?=\s|$)", "", text).split())
