"""Servers that invite and remove the bot, as the library tells it in either of its ways."""

from __future__ import annotations

from adapters.platforms.discord.guild_membership import GuildMembership
from tests.adapters.platforms.discord.fakes import FakeBot


async def test_an_invitation_goes_on_and_is_no_news_at_the_next_start() -> None:
    """What was noted about the removal is forgotten with it."""
    bot = FakeBot()
    membership = GuildMembership(bot.ports)
    await membership.left("1")

    await membership.joined("1")
    await membership.still_in("1")

    assert bot.restored == ["1"]
    assert not bot.key_values.notes
