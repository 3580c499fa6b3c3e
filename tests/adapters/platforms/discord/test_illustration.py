"""A roundup's picture under its opening post: a file of the message itself, so that it comes and is found with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from adapters.chat import Marker
from adapters.errors import Uncertain
from adapters.present import picture
from adapters.present.parts import opening
from tests.adapters.present.documents import illustrated, roundup
from tests.servers.discord import Fault, components, permissions

if TYPE_CHECKING:
    from tests.adapters.platforms.discord.conftest import Town
    from tests.servers.discord import world

FIRST = Marker(delivery="d1", part=0)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


async def posted(here: Town, where: world.Channel) -> str:
    """The opening post, brought by the delivery's own call."""
    (part,) = here.platform.fit([illustrated(opening(roundup()))])
    return await here.platform.post(here.at(where), part, FIRST)


def shown(message: world.Message) -> tuple[list[int], list[Any]]:
    """What stands in the frame, by its kind, and the files that came with it."""
    frame = message.wire["components"][0]
    return [one["type"] for one in frame["components"]], message.wire["attachments"]


async def test_the_picture_stands_above_the_buttons(worker: Town) -> None:
    """It says in words what it shows, for those who don't see it."""
    message = await posted(worker, worker.discord.channel)

    kinds, files = shown(worker.discord.channel.messages[message])
    drawn = picture.of(roundup())
    assert drawn is not None
    assert kinds[-2:] == [components.GALLERY, components.ROW]
    assert [(file["filename"], file["content_type"], file["description"]) for file in files] == [
        ("papers.png", "image/png", drawn.alt)
    ]
    assert files[0]["size"] > 1_000


async def test_a_forum_post_has_it_too(worker: Town) -> None:
    """There the file goes with the message inside of the post."""
    post = await posted(worker, worker.discord.forum)

    kinds, files = shown(worker.discord.world.channels[post].messages[post])
    assert components.GALLERY in kinds
    assert len(files) == 1


async def test_an_answer_that_got_lost_doubles_nothing(worker: Town) -> None:
    """The message stands with its picture: the next try gives it back, and so does the look for its mark."""
    worker.discord.faults.add(Fault(kind="accept_then_close", route="post"))
    with pytest.raises(Uncertain):
        await posted(worker, worker.discord.channel)

    again = await posted(worker, worker.discord.channel)

    (message,) = worker.discord.channel.messages
    assert again == message
    assert len(worker.discord.channel.messages[message].wire["attachments"]) == 1
    assert await worker.platform.posted(worker.at(), "d1", since=LONG_AGO) == {0: message}


@pytest.mark.parametrize("kind", ["channel", "forum"])
async def test_where_files_are_not_allowed_it_comes_without(worker: Town, kind: str) -> None:
    """One message, whole but for the picture, and found by its mark."""
    where = getattr(worker.discord, kind)
    worker.discord.lose(where, permissions.ATTACH_FILES)

    message = await posted(worker, where)

    (stands,) = worker.discord.messages
    kinds, files = shown(stands)
    assert stands.id == message
    assert not files
    assert components.GALLERY not in kinds
    assert components.ROW in kinds
    assert await worker.platform.posted(worker.at(where), "d1", since=LONG_AGO) == {0: message}
