"""What delivery relies on, of every platform alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from adapters.chat import Heading, Marker, Paragraph, Part, plain
from adapters.errors import TryLater, Uncertain
from tests.bot.fake_platform import Killed
from tests.platforms import on_noticeboard, to_discord, to_mail, to_memory, to_slack
from tests.platforms.delivering import Delivering, Mortal, later, long_ago

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from adapters.store.redis.store import Store
    from tests.platforms.contract import Loss, Place, Silence

PLACES: dict[str, tuple[Callable[[], AbstractAsyncContextManager[Place]], dict[str, Loss]]] = {
    "memory": (to_memory.memory, to_memory.LOSSES),
    "noticeboard": (on_noticeboard.noticeboard_place, on_noticeboard.LOSSES),
    "slack": (to_slack.slack, to_slack.LOSSES),
    "discord": (to_discord.discord_channel, to_discord.LOSSES),
    "discord-forum": (to_discord.discord_forum, to_discord.LOSSES),
    "mail": (to_mail.mail, to_mail.LOSSES),
}
STEPS = [(name, number) for name in PLACES for number in ((0,) if name == "mail" else (0, 1, 3))]
"""Of each platform, the messages of a roundup that something may befall; a mail is the whole of it."""
LOST = [(name, how) for name, (_, losses) in PLACES.items() for how in losses]


@pytest.fixture(params=PLACES)
async def place(request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    """A channel on each platform."""
    async with PLACES[request.param][0]() as made:
        yield made


def saying(words: str) -> Part:
    """A message of one paragraph."""
    return Part(blocks=(_paragraph(words),))


def _paragraph(words: str) -> Paragraph:
    return Paragraph(plain(words))


def assert_stands_once(place: Place, delivering: Delivering, posted: dict[int, str]) -> None:
    """The opening post and its thread are there, each part once, in order, with its own words."""
    assert list(posted) == list(range(len(delivering.parts)))
    assert place.stands() == [posted[0]]
    assert place.stands(posted[0]) == [posted[number] for number in posted if number]
    for number, part in enumerate(delivering.parts):
        words = place.words(posted[number], posted[0] if number else "")
        assert [one.text for one in part.blocks if isinstance(one, Heading) and one.text not in words] == []


async def test_a_roundup_stands_once_with_its_thread(store: Store, place: Place) -> None:
    """The ledger knows every message by the id that it has in the channel."""
    delivering = Delivering(store, place)
    await delivering.begin()
    await delivering.carry_on()

    assert_stands_once(place, delivering, await delivering.posted())


async def test_what_is_too_long_is_split_and_nothing_of_it_lost(place: Place) -> None:
    """Each piece is taken as it is, the opening post stays the first, and all words stand in their order."""
    sentences = [f"Sentence {number} of many. " + "It goes on and on. " * 20 for number in range(60)]
    first, *others = place.platform.fit([saying("Opening."), Part(blocks=tuple(map(_paragraph, sentences)))])
    opening = await place.platform.post(place.channel, first, Marker(delivery="d-1", part=0))
    for number, part in enumerate(others, 1):
        await place.platform.post(place.channel, part, Marker(delivery="d-1", part=number), thread=opening)

    told = "\n".join([place.words(opening), *(place.words(message, opening) for message in place.stands(opening))])
    assert "Opening." in place.words(opening)
    assert re.findall(r"Sentence (\d+) of many", told) == [str(number) for number in range(60)]
    assert told.count("It goes on and on.") == 60 * 20


async def test_what_was_posted_is_found_by_its_marker(place: Place) -> None:
    """In the channel and in the thread, each delivery for itself, as far back as was asked."""
    platform, channel = place.platform, place.channel
    opening = await platform.post(channel, saying("one"), Marker(delivery="d-1", part=0))
    reply = await platform.post(channel, saying("two"), Marker(delivery="d-1", part=1), thread=opening)
    other = await platform.post(channel, saying("three"), Marker(delivery="d-2", part=0))

    assert await platform.posted(channel, "d-1", since=long_ago()) == {0: opening}
    assert await platform.posted(channel, "d-2", since=long_ago()) == {0: other}
    assert await platform.posted(channel, "d-3", since=long_ago()) == {}
    assert await platform.posted(channel, "d-1", since=later()) == {}
    assert (await platform.posted(channel, "d-1", since=long_ago(), thread=opening))[1] == reply
    assert 1 not in await platform.posted(channel, "d-2", since=long_ago(), thread=other)


@pytest.mark.parametrize(("place", "number"), STEPS, indirect=["place"])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_the_next_worker_goes_on_without_a_second_copy(
    store: Store, place: Place, when: str, number: int
) -> None:
    """Wherever the one before died: at the opening post or in the thread, before a message was taken or after it."""
    delivering = Delivering(store, place)
    await delivering.begin()
    with pytest.raises(Killed):
        await delivering.carry_on(Mortal(place.platform, **{when: number}))
    await delivering.carry_on()

    assert_stands_once(place, delivering, await delivering.posted())


@pytest.mark.parametrize(("place", "number"), STEPS, indirect=["place"])
@pytest.mark.parametrize("how", ["accepted", "unsent"])
async def test_no_answer_may_be_a_message(store: Store, place: Place, how: Silence, number: int) -> None:
    """It is uncertain; the marker tells whether it stands, and it stands once in the end."""
    delivering = Delivering(store, place)
    await delivering.begin()
    place.silence(how, after=number)
    with pytest.raises(Uncertain):
        await delivering.carry_on()
    opening = next(iter(place.stands()), None) if number else None
    found = await place.platform.posted(place.channel, "d-1", since=long_ago(), thread=opening)
    await delivering.carry_on()

    assert (number in found) == (how == "accepted" and place.looks)
    assert_stands_once(place, delivering, await delivering.posted())


async def test_a_limit_is_for_later(place: Place) -> None:
    """Nothing was posted, and the seconds are the platform's own."""
    seconds = place.slow_down()

    with pytest.raises(TryLater) as refused:
        await place.platform.post(place.channel, saying("one"), Marker(delivery="d-1", part=0))

    assert refused.value.retry_after == seconds
    assert place.stands() == []


@pytest.mark.parametrize(("name", "how"), LOST)
async def test_a_lost_channel_says_why(name: str, how: str) -> None:
    """The same in plain words for an opening post, for a thread that stands, for one to be made, and for a look."""
    opened, losses = PLACES[name]
    loss = losses[how]
    async with opened() as place:
        platform, channel = place.platform, place.channel
        opening = await platform.post(channel, saying("one"), Marker(delivery="d-1", part=0))
        await platform.post(channel, saying("two"), Marker(delivery="d-1", part=1), thread=opening)
        second = await platform.post(channel, saying("three"), Marker(delivery="d-2", part=0))
        place.lose(how)

        beginning, going_on, threading = (Marker(delivery=f"d-{n}", part=part) for n, part in ((3, 0), (1, 2), (2, 1)))
        for marker, thread in ((beginning, None), (going_on, opening), (threading, second)):
            with pytest.raises(loss.error) as lost:
                await platform.post(channel, saying("more"), marker, thread=thread)
            assert (marker, loss.told(lost.value)) == (marker, loss.words)
        if loss.readable:
            assert await platform.posted(channel, "d-1", since=long_ago()) == {0: opening}
        else:
            with pytest.raises(loss.error) as lost:
                await platform.posted(channel, "d-1", since=long_ago())
            assert loss.told(lost.value) == loss.words
