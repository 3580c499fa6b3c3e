"""Notes on a channel to whoever runs it: with its name, also once it is out of sight, when there is most to say."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from adapters.chat import Small, plain

if TYPE_CHECKING:
    from adapters.chat import Channel, Part
    from adapters.store.ports import KeyValueStore


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChannel:
    """What is told of a channel, each "" where the platform doesn't tell it.

    Attributes:
        person: Whom a note about it goes to, where that hangs on the channel.
    """

    name: str = ""
    person: str = ""


class KnownChannels:
    """Channels as they were when the bot saw them last; owns the notes `known:CHANNEL`. Raises `StoreAway`."""

    def __init__(self, key_values: KeyValueStore) -> None:
        self._key_values = key_values

    async def keep(self, channel: Channel, known: KnownChannel) -> None:
        """Keep it, for as long as the channel may have subscriptions."""
        await self._key_values.put(f"known:{channel.address}", json.dumps(asdict(known)), None)

    async def of(self, channel: Channel) -> KnownChannel:
        """As it was last seen; nothing where it never was."""
        note = await self._key_values.get(f"known:{channel.address}")
        return KnownChannel(**json.loads(note)) if note else KnownChannel()


def with_channel_name(note: Part, channel: str, workspace: str) -> Part:
    """A note on a channel, for somebody who may have many; either name is "" where it isn't known."""
    where = " in ".join(filter(None, (channel, workspace)))
    return replace(note, blocks=(Small(plain(f"About {where}")), *note.blocks)) if where else note
