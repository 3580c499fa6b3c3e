"""What must be remembered beyond a message: words too long for their buttons, and titles of threads to be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.platforms.discord import menus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.chat import Part
    from adapters.platforms.discord.menus import DiscordChoice
    from adapters.store.ports import KeyValueStore

FOUR_MONTHS = 120 * 86_400
_A_DAY = 86_400


class ComponentState:
    """Notes in the store, each of which is forgotten when it can't be of use any more."""

    def __init__(self, key_values: KeyValueStore) -> None:
        self._key_values = key_values

    async def words(self, parts: Iterable[Part], thread: str = "") -> None:
        """Keep what the buttons and menus of these parts say where it is too long for them."""
        for part in parts:
            for name, value in menus.to_keep(part.actions, thread).items():
                await self.word(name, value)

    async def word(self, name: str, value: str) -> None:
        """Keep what one button says."""
        await self._key_values.put(f"discord.said.{name}", value, FOUR_MONTHS)

    async def said(self, custom_id: str) -> DiscordChoice | None:
        """What a custom id says; None where it isn't ours, or is from too long ago."""
        if not menus.is_kept(custom_id):
            return menus.said(custom_id)
        value = await self._key_values.get(f"discord.said.{custom_id}")
        return menus.said(value) if value else None

    async def will_have_thread(self, message: str, title: str) -> None:
        """A message was posted from which a thread is to be made as soon as there is something to write in it."""
        await self._key_values.put(f"discord.title.{message}", title, _A_DAY)

    async def title(self, message: str) -> str | None:
        """The title of the thread that a message still lacks."""
        return await self._key_values.get(f"discord.title.{message}")

    async def has_thread(self, message: str) -> None:
        """The thread was made."""
        await self._key_values.drop(f"discord.title.{message}")
