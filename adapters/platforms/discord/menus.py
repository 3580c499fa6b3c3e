"""Actions as buttons and menus, and what a pressed one says, long after its message was posted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from adapters.chat import Action, Heading, Numbered, flat
from adapters.platforms.discord.markdown import calm
from adapters.present.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from adapters.chat import Door, Part

Drawn = dict[str, Any]
"""A component or a message, as JSON has it."""

CUSTOM_ID = 100
LABEL = 80
OPTION = 100
OPTIONS = 25
ROW_OF_BUTTONS = 5
BUTTONS = 15
MENUS = 4
CONTENTS = "contents"
"""What the custom id of a table of contents begins with; the words that the roundup was asked with follow."""
MENU = "menu"
"""What the custom ids of menus begin with; what an entry says is its value."""
_ROW, _BUTTON, _SELECT = 1, 2, 3
_PRIMARY, _SECONDARY = 1, 2
_KEPT = "~"
_FIRST = frozenset({"Share", "Resume"})
_DOORS: dict[str, Door] = {"papers": "papers", "paper": "paper", "thread": "thread"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordChoice:
    """What a pressed button or a chosen entry says.

    Attributes:
        thread: The thread that it belongs to where that isn't the one it stands in.
    """

    door: Door
    text: str
    thread: str = ""

    @property
    def value(self) -> str:
        """In words: `papers roundup fine-tuning`, `thread@1200000000000000000 3`."""
        return f"{self.door}{'@' if self.thread else ''}{self.thread} {self.text}"

    @property
    def custom_id(self) -> str:
        """As it travels: its words, or where Discord has no room for them the name that they are kept under."""
        return self.value if width(self.value) <= CUSTOM_ID else self.kept_as

    @property
    def kept_as(self) -> str:
        """A name made of the words, so that the same words are kept once."""
        return _KEPT + hashlib.sha256(self.value.encode()).hexdigest()[:32]


def said(value: str) -> DiscordChoice | None:
    """What a value says; None where it isn't one of ours."""
    way, _, text = value.partition(" ")
    name, _, thread = way.partition("@")
    door = _DOORS.get(name)
    return DiscordChoice(door=door, text=text, thread=thread) if door else None


def is_kept(custom_id: str) -> bool:
    """Whether this is only a name, and the words are kept under it."""
    return custom_id.startswith(_KEPT)


def width(text: str) -> int:
    """A text's length in UTF-16 units, which is how the strictest counter counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def shortened(text: str, most: int) -> str:
    """One visible line of at most so many units; a longer one ends in an ellipsis."""
    line = calm(printable(text))
    if width(line) <= most:
        return line
    kept = line[: most - 1]
    while width(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def to_keep(actions: Iterable[Action], thread: str = "") -> Mapping[str, str]:
    """The words that don't fit their buttons, by the names they are to be kept under."""
    every = (_said(action, thread) for action in actions)
    return {say.kept_as: say.value for say in every if is_kept(say.custom_id)}


def drawn(actions: Sequence[Action], thread: str = "") -> list[Drawn]:
    """Rows of buttons, then menus; `thread` is what they belong to where that isn't the thread they stand in."""
    groups: dict[str, dict[str, Action]] = {}
    for action in actions:
        # Discord refuses a message that has one custom id twice.
        groups.setdefault(action.group, {}).setdefault(_said(action, thread).custom_id, action)
    single = list(groups.pop("", {}).items())[:BUTTONS]
    buttons = [_button(action, custom_id) for custom_id, action in single]
    rows = [buttons[at : at + ROW_OF_BUTTONS] for at in range(0, len(buttons), ROW_OF_BUTTONS)]
    menus = list(_menus(groups))[:MENUS]
    for at, menu in enumerate(menus):
        menu["custom_id"] = f"{MENU} {at}"
    return [{"type": _ROW, "components": row} for row in (*rows, *([menu] for menu in menus))]


def is_menu(row: Drawn) -> bool:
    """Whether a row holds a menu, not buttons."""
    return bool(row["components"][0]["type"] == _SELECT)


def _said(action: Action, thread: str) -> DiscordChoice:
    return DiscordChoice(door=action.door, text=action.text, thread=thread if action.door == "thread" else "")


def _button(action: Action, custom_id: str) -> Drawn:
    style = _PRIMARY if action.label in _FIRST else _SECONDARY
    return {
        "type": _BUTTON,
        "style": style,
        "label": shortened(action.label, LABEL) or "…",
        "custom_id": custom_id,
    }


def _menus(groups: Mapping[str, Mapping[str, Action]]) -> Iterator[Drawn]:
    for group, entries in groups.items():
        options = [
            {"label": shortened(action.label, OPTION) or "…", "value": value} for value, action in entries.items()
        ]
        for at in range(0, len(options), OPTIONS):
            yield {"type": _SELECT, "placeholder": shortened(group, OPTION), "options": options[at : at + OPTIONS]}


def contents(asked: DiscordChoice, others: Sequence[Part]) -> Drawn:
    """A menu of what would stand in a thread; an entry asks the same again and shows one message of the answer."""
    headings = [next((block.text for block in part.blocks if isinstance(block, Heading)), "…") for part in others]
    options = [{"label": shortened(name, OPTION) or "…", "value": str(at)} for at, name in enumerate(headings, 1)]
    custom_id = f"{CONTENTS} {asked.custom_id}"
    if width(custom_id) > CUSTOM_ID:
        custom_id = f"{CONTENTS} {asked.kept_as}"
    menu = {"type": _SELECT, "custom_id": custom_id, "placeholder": "Read on", "options": options[:OPTIONS]}
    return {"type": _ROW, "components": [menu]}


def opening_papers(part: Part) -> Part:
    """The same part with a menu that opens each of the papers which it numbers."""
    return _with_menu(part, [part])


def _with_menu(part: Part, numbering: Iterable[Part]) -> Part:
    numbered = {
        n: text for one in numbering for block in one.blocks if isinstance(block, Numbered) for n, text in block.items
    }
    entries = tuple(
        Action(label=f"{number} · {flat(text[:1])}", door="thread", text=str(number), group="Open a paper")
        for number, text in sorted(numbered.items())
    )
    return replace(part, actions=(*part.actions, *entries)) if entries else part


def with_first_papers(opening: Part, others: Sequence[Part]) -> Part:
    """The opening post with a menu of as many numbered papers as one menu takes; the rest open where they are listed."""
    full = _with_menu(opening, others)
    return replace(full, actions=full.actions[: len(opening.actions) + OPTIONS])
