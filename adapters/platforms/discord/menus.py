"""Actions as buttons and menus, and what a pressed one says, long after its message was posted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from adapters.chat import Heading, Paragraph, flat
from adapters.platforms.discord.markdown import calm
from adapters.platforms.shared.button_codec import PRIMARY, choice, paper_entries
from adapters.present.printable import printable, safe_link, utf16_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from adapters.chat import Action, Part
    from adapters.platforms.shared.button_codec import Choice

Drawn = dict[str, Any]
"""A component or a message, as JSON has it."""

CUSTOM_ID = 100
LABEL = 80
LINK = 512
OPTION = 100
OPTIONS = 25
ROW_OF_BUTTONS = 5
BUTTONS = 15
MENUS = 4
CONTENTS = "contents"
"""What the custom id of a table of contents begins with; the words that the roundup was asked with follow."""
MENU = "menu"
"""What the custom ids of menus begin with; what an entry says is its value."""
_KEPT = "kept "
_ROW, _BUTTON, _SELECT = 1, 2, 3
_PRIMARY, _SECONDARY, _LINK = 1, 2, 5


def within_units(text: str, most: int) -> str:
    """One visible line of at most so many units; a longer one ends in an ellipsis."""
    line = calm(printable(text))
    if utf16_length(line) <= most:
        return line
    kept = line[: most - 1]
    while utf16_length(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def drawn(part: Part, thread: str = "") -> list[Drawn]:
    """Rows of buttons, then menus; `thread` is what they belong to where that isn't the thread they stand in."""
    groups: dict[str, dict[str, Action]] = {}
    for action in part.actions:
        # Discord refuses a message that has one custom id twice.
        groups.setdefault(action.group, {}).setdefault(choice(action, thread).within(CUSTOM_ID), action)
    single = list(groups.pop("", {}).items())[:BUTTONS]
    buttons = [*_links(part), *(_button(action, custom_id) for custom_id, action in single)]
    rows = [buttons[at : at + ROW_OF_BUTTONS] for at in range(0, len(buttons), ROW_OF_BUTTONS)]
    menus = list(_menus(groups))[:MENUS]
    for at, menu in enumerate(menus):
        menu["custom_id"] = f"{MENU} {at}"
    return [{"type": _ROW, "components": row} for row in (*rows, *([menu] for menu in menus))]


def is_menu(row: Drawn) -> bool:
    """Whether a row holds a menu, not buttons."""
    return bool(row["components"][0]["type"] == _SELECT)


def _links(part: Part) -> Iterator[Drawn]:
    for label, url in part.links[:ROW_OF_BUTTONS]:
        if (link := safe_link(url)) and len(link) <= LINK:
            yield {"type": _BUTTON, "style": _LINK, "label": within_units(label, LABEL), "url": link}


def _button(action: Action, custom_id: str) -> Drawn:
    style = _PRIMARY if action.label in PRIMARY else _SECONDARY
    return {
        "type": _BUTTON,
        "style": style,
        "label": within_units(action.label, LABEL) or "…",
        "custom_id": custom_id,
    }


def _menus(groups: Mapping[str, Mapping[str, Action]]) -> Iterator[Drawn]:
    for group, entries in groups.items():
        options = [
            {"label": within_units(action.label, OPTION) or "…", "value": value} for value, action in entries.items()
        ]
        for at in range(0, len(options), OPTIONS):
            yield {"type": _SELECT, "placeholder": within_units(group, OPTION), "options": options[at : at + OPTIONS]}


def contents(choice: Choice, parts: Sequence[Part], shown: int) -> Drawn:
    """A menu of all messages of an answer; an entry asks the same again and shows another one in this one's place."""
    options: list[Drawn] = [
        {"label": within_units(f"{at + 1}/{len(parts)} · {_name(part)}", OPTION), "value": str(at)}
        for at, part in enumerate(parts[:OPTIONS])
    ]
    if 0 < shown < len(options):
        options[shown]["default"] = True
    custom_id = f"{CONTENTS} {choice.within(CUSTOM_ID)}"
    if utf16_length(custom_id) > CUSTOM_ID:
        custom_id = f"{CONTENTS} {choice.name}"
    menu = {"type": _SELECT, "custom_id": custom_id, "placeholder": "Read on", "options": options}
    return {"type": _ROW, "components": [menu]}


def _name(part: Part) -> str:
    """What a message is about: its heading, or its first words."""
    heading = next((block.text for block in part.blocks if isinstance(block, Heading)), "")
    first = next((flat(block.text) for block in part.blocks if isinstance(block, Paragraph)), "…")
    return heading or first


def kept_menus(menus: Sequence[Drawn]) -> list[Drawn]:
    """The menus of a message that stay when a choice from one takes its place: those by which people came here.

    Menus of the papers on the way, which only belong to one of them, go with it.
    """
    was_kept = any(_is_kept(row) for row in menus)
    staying = [row for row in menus if _is_kept(row) or not (was_kept and _id(row).startswith(f"{MENU} "))]
    return [_renamed(row, at) for at, row in enumerate(staying)]


def _id(row: Drawn) -> str:
    return str(row["components"][0]["custom_id"])


def _is_kept(row: Drawn) -> bool:
    return _id(row).startswith(f"{MENU} {_KEPT}")


def _renamed(row: Drawn, at: int) -> Drawn:
    """As a new menu of the same entries, none of them chosen: Discord doesn't tell when the same is chosen twice."""
    (menu,) = row["components"]
    options = [{"label": option["label"], "value": option["value"]} for option in menu["options"]]
    custom_id = f"{MENU} {_KEPT}{at}" if _id(row).startswith(f"{MENU} ") else _id(row)
    renamed = {"type": _SELECT, "custom_id": custom_id, "placeholder": menu.get("placeholder"), "options": options}
    return {"type": _ROW, "components": [renamed]}


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
