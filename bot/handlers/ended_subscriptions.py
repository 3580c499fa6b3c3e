"""When a subscription that was ended came, for four months: whoever subscribes to it again is offered the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.store.ports import FOUR_MONTHS, topic_key

if TYPE_CHECKING:
    from adapters.chat import Channel
    from adapters.store.ports import KeyValueStore


class EndedSubscriptions:
    """Owns the notes `ended:CHANNEL/TOPIC`: the words after `/papers` that subscribe to just what there was."""

    def __init__(self, key_values: KeyValueStore) -> None:
        self._key_values = key_values

    async def keep(self, channel: Channel, topic: str, words: str) -> None:
        """Keep how a topic came that has been ended."""
        await self._key_values.put(_name(channel, topic), words, FOUR_MONTHS)

    async def take(self, channel: Channel, topic: str) -> str:
        """How it came before it was ended, to be offered once; "" where nothing is known of that."""
        words = await self._key_values.get(_name(channel, topic))
        return words if words and await self._key_values.drop(_name(channel, topic)) else ""


def _name(channel: Channel, topic: str) -> str:
    return f"ended:{channel.address}/{topic_key(topic)}"
