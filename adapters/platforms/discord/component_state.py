"""What must be remembered beyond a message: words too long for their buttons, titles of threads to be made, roles to ping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.platforms.discord.menus import CUSTOM_ID
from adapters.platforms.discord.settings import PLATFORM
from adapters.platforms.shared.button_codec import KeptChoices, choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.chat import Part
    from adapters.platforms.shared.button_codec import Choice
    from adapters.store.ports import KeyValueStore

_A_DAY = 86_400


class ComponentState:
    """Notes in the store, each of which is forgotten when it can't be of use any more."""

    def __init__(self, key_values: KeyValueStore) -> None:
        self._key_values = key_values
        self._choices = KeptChoices(key_values, PLATFORM)

    async def keep_choices(self, parts: Iterable[Part], thread: str = "") -> None:
        """Keep what the buttons and menus of these parts say where it is too long for them."""
        await self._choices.keep([choice(action, thread) for part in parts for action in part.actions], CUSTOM_ID)

    async def keep_long_choice(self, one: Choice) -> None:
        """Keep what a window is about where that is too long for its custom id."""
        await self._choices.keep([one], CUSTOM_ID)

    async def keep_choice(self, one: Choice) -> None:
        """Keep what one button says, however short."""
        await self._choices.keep([one], 0)

    async def read_choice(self, custom_id: str) -> Choice | None:
        """What a custom id says; None where it isn't ours, or is from too long ago."""
        return await self._choices.read(custom_id)

    async def put_thread_title(self, message: str, title: str) -> None:
        """A message was posted from which a thread is to be made as soon as there is something to write in it."""
        await self._key_values.put(f"discord.title.{message}", title, _A_DAY)

    async def thread_title(self, message: str) -> str | None:
        """The title of the thread that a message still lacks."""
        return await self._key_values.get(f"discord.title.{message}")

    async def drop_thread_title(self, message: str) -> None:
        """The thread was made."""
        await self._key_values.drop(f"discord.title.{message}")

    async def put_role(self, channel: str, role: str) -> None:
        """Have a role pinged by the roundups that a channel subscribed to; "" pings nobody."""
        await self._key_values.put(f"discord.ping.{channel}", role, None)

    async def role(self, channel: str) -> str:
        """The role that a channel's roundups ping; "" where nobody asked for that."""
        return await self._key_values.get(f"discord.ping.{channel}") or ""
