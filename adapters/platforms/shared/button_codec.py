"""What buttons and menus say: how the words travel with them, and are read again when somebody presses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.chat import Action, Numbered, flat
from adapters.present.printable import utf16_length
from adapters.store.ports import FOUR_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.chat import EntryPoint, Part
    from adapters.store.ports import KeyValueStore

PRIMARY = frozenset({"Share", "Resume"})
"""The labels of the buttons that stand out."""
_ENTRY_POINTS: dict[str, EntryPoint] = {"papers": "papers", "paper": "paper", "thread": "thread"}
_KEPT = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a pressed button or a chosen entry says.

    Attributes:
        thread: The thread that it belongs to where that isn't the one it stands in.
    """

    entry_point: EntryPoint
    text: str
    thread: str = ""

    @property
    def value(self) -> str:
        """In words: `papers roundup fine-tuning`, `thread@1700000000.000100 3`."""
        return f"{self.entry_point}{'@' if self.thread else ''}{self.thread} {self.text}"

    @property
    def name(self) -> str:
        """A short name made of the words, under which `KeptChoices` keeps them: the same words once."""
        return _KEPT + hashlib.sha256(self.value.encode()).hexdigest()[:32]

    def within(self, most: int) -> str:
        """Its words where the platform has room for so many UTF-16 units, else its name."""
        return self.value if utf16_length(self.value) <= most else self.name


def choice(action: Action, thread: str = "") -> Choice:
    """What an action says; `thread` is what it belongs to where that isn't the thread it will stand in."""
    return Choice(
        entry_point=action.entry_point, text=action.text, thread=thread if action.entry_point == "thread" else ""
    )


def read(value: str) -> Choice | None:
    """The choice that a value stands for; None where it isn't one of ours."""
    way, _, text = value.partition(" ")
    name, _, thread = way.partition("@")
    entry_point = _ENTRY_POINTS.get(name)
    return Choice(entry_point=entry_point, text=text, thread=thread) if entry_point else None


class KeptChoices:
    """Words too long for their buttons, kept for as long as people scroll back; raises `StoreAway`."""

    def __init__(self, key_values: KeyValueStore, platform: str) -> None:
        self._key_values = key_values
        self._prefix = f"{platform}.said."

    async def keep(self, choices: Iterable[Choice], most: int) -> None:
        """Keep those that don't fit into so many UTF-16 units."""
        for one in choices:
            if one.within(most) == one.name:
                await self._key_values.put(f"{self._prefix}{one.name}", one.value, FOUR_MONTHS)

    async def read(self, value: str) -> Choice | None:
        """The choice that a value or a name stands for; None where it isn't ours, or is from too long ago."""
        if not value.startswith(_KEPT):
            return read(value)
        kept = await self._key_values.get(f"{self._prefix}{value}")
        return read(kept) if kept else None


def paper_entries(parts: Iterable[Part], group: str) -> tuple[Action, ...]:
    """Entries of a menu that opens each of the papers which these parts number."""
    numbered = {
        n: text for part in parts for block in part.blocks if isinstance(block, Numbered) for n, text in block.items
    }
    return tuple(
        Action(label=f"{number} · {flat(numbered[number][:1])}", entry_point="thread", text=str(number), group=group)
        for number in sorted(numbered)
    )
