"""Actions as buttons and menus, and what a pressed one says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.platforms.driver.choices import PRIMARY, choice, paper_entries
from adapters.platforms.slack.blocks import label
from adapters.present.printable import utf16_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Action, Part
    from adapters.platforms.slack.blocks import Drawn

BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
OPTION_TEXT = 60
OPTION_VALUE = 150
OPTIONS = 100
ELEMENTS = 25
MENU_TEXT = 2_000  # what all menus of a message may take of its characters
SAY = "say"
"""What the action ids of everything that says something begin with."""


def drawn(actions: Sequence[Action], thread: str = "") -> list[Drawn]:
    """One row of buttons and menus, or several where Slack wants it; what is too long to travel is left out."""
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.group, []).append(action)
    elements = [_button(action, thread) for action in groups.pop("", ()) if _fits(action, thread, BUTTON_VALUE)]
    left = MENU_TEXT
    for group, entries in groups.items():
        options, left = _options(entries, thread, left)
        elements += [_menu(group, options)] if options else []
    for at, element in enumerate(elements):
        element["action_id"] = f"{SAY}:{at}"
    rows = [elements[at : at + ELEMENTS] for at in range(0, len(elements), ELEMENTS)]
    return [{"type": "actions", "elements": row} for row in rows]


def _fits(action: Action, thread: str, most: int) -> bool:
    return utf16_length(choice(action, thread).value) <= most and bool(action.label.strip())


def _button(action: Action, thread: str) -> Drawn:
    button: Drawn = {
        "type": "button",
        "text": label(action.label, BUTTON_TEXT),
        "value": choice(action, thread).value,
    }
    return {**button, "style": "primary"} if action.label in PRIMARY else button


def _options(entries: Sequence[Action], thread: str, left: int) -> tuple[list[Drawn], int]:
    options: list[Drawn] = []
    for action in [action for action in entries if _fits(action, thread, OPTION_VALUE)][:OPTIONS]:
        text = label(action.label, OPTION_TEXT)
        left -= utf16_length(text["text"])
        if left < 0:
            break
        options.append({"text": text, "value": choice(action, thread).value})
    return options, left


def _menu(group: str, options: Sequence[Drawn]) -> Drawn:
    return {
        "type": "static_select",
        "placeholder": label(group, BUTTON_TEXT),
        "options": list(options),
    }


def with_details(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The same parts, with a menu under the first that opens any of the papers which the others number."""
    entries = paper_entries(parts, "Details") if len(parts) > 1 else ()
    if not entries:
        return tuple(parts)
    first, *others = parts
    return (replace(first, actions=(*first.actions, *entries)), *others)
