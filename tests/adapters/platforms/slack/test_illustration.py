"""A roundup's picture under its opening post: Slack fetches it from the page's address before it takes the message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from adapters.chat import Channel, Marker
from adapters.errors import Uncertain
from adapters.present import picture
from adapters.present.parts import opening
from tests.adapters.platforms.slack.limits import check
from tests.adapters.present.documents import PICTURE, illustrated, roundup

if TYPE_CHECKING:
    from adapters.chat import Part
    from tests.adapters.platforms.slack.conftest import Town

C1 = Channel(platform="slack", workspace="T1", id="C1")
FIRST = Marker(delivery="d-1", part=0)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def part_of(here: Town) -> Part:
    """The opening post as the delivery fits it."""
    first, *_ = here.platform.fit([illustrated(opening(roundup()))])
    return first


def standing(here: Town) -> tuple[Any, list[str]]:
    """The only message of the channel, and its blocks by their kind."""
    (message,) = here.slack.channel("C1").messages
    check(message)
    return message, [block["type"] for block in message["blocks"]]


async def test_the_picture_stands_above_the_buttons(http: Town) -> None:
    """At its own address, and in words for those who don't see it."""
    message = await http.platform.post(C1, part_of(http), FIRST)

    shown, kinds = standing(http)
    drawn = picture.of(roundup())
    assert drawn is not None
    assert kinds[-2:] == ["image", "actions"]
    assert (shown["blocks"][-2]["image_url"], shown["blocks"][-2]["alt_text"]) == (PICTURE, drawn.alt)
    assert await http.platform.posted(C1, "d-1", since=LONG_AGO) == {0: message}


async def test_where_slack_cannot_fetch_it_the_post_comes_without(http: Town) -> None:
    """As where the address is one of a house's own net: one message, found by its marker."""
    http.slack.fault("error", "chat.postMessage", error="invalid_blocks")

    message = await http.platform.post(C1, part_of(http), FIRST)

    _, kinds = standing(http)
    assert "image" not in kinds
    assert kinds[-1] == "actions"
    assert await http.platform.posted(C1, "d-1", since=LONG_AGO) == {0: message}


async def test_an_answer_that_got_lost_is_looked_for(http: Town) -> None:
    """It isn't tried without the picture, which would make it two."""
    http.slack.fault("accept_then_close", "chat.postMessage")
    with pytest.raises(Uncertain):
        await http.platform.post(C1, part_of(http), FIRST)

    _, kinds = standing(http)
    assert "image" in kinds
    assert set(await http.platform.posted(C1, "d-1", since=LONG_AGO)) == {0}


async def test_without_a_public_address_there_is_none(http: Town) -> None:
    """Everything else is the same."""
    part = part_of(http)
    assert part.illustration is not None

    await http.platform.post(C1, replace(part, illustration=replace(part.illustration, address="")), FIRST)

    _, kinds = standing(http)
    assert "image" not in kinds
