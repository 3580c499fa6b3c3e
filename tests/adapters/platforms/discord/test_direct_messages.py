"""Notes to the owner of a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.adapters.platforms.discord.test_posting import saying
from tests.servers.discord import permissions, world

if TYPE_CHECKING:
    from tests.adapters.platforms.discord.conftest import Town


async def test_the_owner_is_told_where_the_channel_cant_be(worker: Town) -> None:
    """As a direct message, once, with the names of the channel and the server: the owner may have many."""
    await worker.platform.tell_administrators(worker.at(), saying("Paused."))

    (message,) = worker.discord.dm(worker.discord.ada).messages.values()
    assert worker.discord.visible_text(message) == "-# About \\#papers in Reading group\n\nPaused."


@pytest.mark.parametrize("lost", ["hidden", "deleted"])
async def test_a_channel_that_is_out_of_sight_is_named_all_the_same(worker: Town, lost: str) -> None:
    """As it was called when somebody subscribed it."""
    channel, place = worker.discord.channel, worker.at()
    assert await worker.platform.ensure_can_post(place) == ""
    if lost == "hidden":
        channel.overwrites[worker.discord.guild.id] = world.Overwrite(kind=0, deny=permissions.VIEW_CHANNEL)
    else:
        del worker.discord.guild.channels[channel.id], worker.discord.world.channels[channel.id]
    await worker.platform.tell_administrators(place, saying("Paused."))

    (message,) = worker.discord.dm(worker.discord.ada).messages.values()
    assert worker.discord.visible_text(message) == "-# About \\#papers in Reading group\n\nPaused."


async def test_who_wants_no_messages_gets_none(worker: Town) -> None:
    """Closed direct messages, a server that removed the bot, and direct messages themselves are left alone."""
    conversation = worker.discord.dm(worker.discord.ada)
    worker.discord.closed_dms.add(worker.discord.ada.id)
    await worker.platform.tell_administrators(worker.at(), saying("Paused."))
    worker.discord.leave_guild(worker.discord.guild)
    await worker.platform.tell_administrators(worker.at(), saying("Paused."))
    await worker.platform.tell_administrators(worker.at(conversation), saying("Paused."))

    assert not worker.discord.messages
