"""Actions as buttons and menus, and what a pressed one says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adapters.chat import Action, Numbered, flat
from adapters.platforms.slack.blocks import label, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Door, Part
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
_DOORS: dict[str, Door] = {"papers": "papers", "paper": "paper", "thread": "thread"}
_PRIMARY = frozenset({"Share", "Resume"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackChoice:
    """What a pressed button or a chosen entry says.

    Attributes:
        thread: The thread that it belongs to where that isn't the one it stands in.
    """

    door: Door
    text: str
    thread: str = ""

    @property
    def value(self) -> str:
        """As it travels with the button: `papers roundup fine-tuning`, `thread@1700000000.000100 3`."""
        return f"{self.door}{'@' if self.thread else ''}{self.thread} {self.text}"


def said(value: str) -> SlackChoice | None:
    """What a value says; None where it isn't one of ours, or no longer."""
    way, _, text = value.partition(" ")
    name, _, thread = way.partition("@")
    door = _DOORS.get(name)
    return SlackChoice(door=door, text=text, thread=thread) if door and len(value) <= BUTTON_VALUE else None


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
    return width(_say(action, thread)) <= most and bool(action.label.strip())


def _say(action: Action, thread: str) -> str:
    return SlackChoice(door=action.door, text=action.text, thread=thread if action.door == "thread" else "").value


def _button(action: Action, thread: str) -> Drawn:
    button: Drawn = {
        "type": "button",
        "text": label(action.label, BUTTON_TEXT),
        "value": _say(action, thread),
    }
    return {**button, "style": "primary"} if action.label in _PRIMARY else button


def _options(entries: Sequence[Action], thread: str, left: int) -> tuple[list[Drawn], int]:
    options: list[Drawn] = []
    for action in [action for action in entries if _fits(action, thread, OPTION_VALUE)][:OPTIONS]:
        text = label(action.label, OPTION_TEXT)
        left -= width(text["text"])
        if left < 0:
            break
        options.append({"text": text, "value": _say(action, thread)})
    return options, left


def _menu(group: str, options: Sequence[Drawn]) -> Drawn:
    return {
        "type": "static_select",
        "placeholder": label(group, BUTTON_TEXT),
        "options": list(options),
    }


def with_details(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The same parts, with a menu under the first that opens any of the papers which the others number."""
    numbered = {
        n: text for part in parts for block in part.blocks if isinstance(block, Numbered) for n, text in block.items
    }
    if len(parts) <= 1 or not numbered:
        return tuple(parts)
    entries = (
        Action(label=f"{n} · {flat(numbered[n][:1])}", door="thread", text=str(n), group="Details")
        for n in sorted(numbered)
    )
    first, *others = parts
    return (replace(first, actions=(*first.actions, *entries)), *others)
