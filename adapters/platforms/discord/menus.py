"""Actions as buttons and menus, and what a pressed one says, long after its message was posted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from adapters.chat import Heading
from adapters.platforms.discord.markdown import calm
from adapters.platforms.driver.choices import PRIMARY, choice, paper_entries
from adapters.present.printable import printable, utf16_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from adapters.chat import Action, Part
    from adapters.platforms.driver.choices import Choice

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


def shortened(text: str, most: int) -> str:
    """One visible line of at most so many units; a longer one ends in an ellipsis."""
    line = calm(printable(text))
    if utf16_length(line) <= most:
        return line
    kept = line[: most - 1]
    while utf16_length(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def drawn(actions: Sequence[Action], thread: str = "") -> list[Drawn]:
    """Rows of buttons, then menus; `thread` is what they belong to where that isn't the thread they stand in."""
    groups: dict[str, dict[str, Action]] = {}
    for action in actions:
        # Discord refuses a message that has one custom id twice.
        groups.setdefault(action.group, {}).setdefault(choice(action, thread).within(CUSTOM_ID), action)
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


def _button(action: Action, custom_id: str) -> Drawn:
    style = _PRIMARY if action.label in PRIMARY else _SECONDARY
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


def contents(choice: Choice, others: Sequence[Part]) -> Drawn:
    """A menu of what would stand in a thread; an entry asks the same again and shows one message of the answer."""
    headings = [next((block.text for block in part.blocks if isinstance(block, Heading)), "…") for part in others]
    options = [{"label": shortened(name, OPTION) or "…", "value": str(at)} for at, name in enumerate(headings, 1)]
    custom_id = f"{CONTENTS} {choice.within(CUSTOM_ID)}"
    if utf16_length(custom_id) > CUSTOM_ID:
        custom_id = f"{CONTENTS} {choice.name}"
    menu = {"type": _SELECT, "custom_id": custom_id, "placeholder": "Read on", "options": options[:OPTIONS]}
    return {"type": _ROW, "components": [menu]}


def opening_papers(part: Part) -> Part:
    """The same part with a menu that opens each of the papers which it numbers."""
    return _with_menu(part, [part])


def _with_menu(part: Part, numbering: Iterable[Part]) -> Part:
    entries = paper_entries(numbering, "Open a paper")
    return replace(part, actions=(*part.actions, *entries)) if entries else part


def with_first_papers(opening: Part, others: Sequence[Part]) -> Part:
    """The opening post with a menu of as many numbered papers as one menu takes; the rest open where they are listed."""
    full = _with_menu(opening, others)
    return replace(full, actions=full.actions[: len(opening.actions) + OPTIONS])
