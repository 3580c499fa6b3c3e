"""Parts as the bodies of `chat.postMessage`, their actions as buttons and menus, within every limit that Slack has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Rows, Small, Verbatim, flat, plain
from adapters.platforms.shared.button_codec import PRIMARY, choice, paper_entries
from adapters.platforms.slack import cards
from adapters.platforms.slack.blocks import (
    ROOM,
    ROOM_WITHOUT_MENUS,
    cut_at_word,
    drawn,
    is_table,
    label,
    numbered_papers,
    plain_text,
    small,
    table,
)
from adapters.platforms.slack.formatting import escaped
from adapters.present import parts as documents
from adapters.present.printable import printable, utf16_length
from adapters.present.splitting import joined, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.chat import Action, Block, Part
    from adapters.platforms.slack.blocks import Drawn
    from digest.roundup import Roundup

PARENT = "parent"
"""Stands for the id of the opening post where a document is printed, not posted."""
FALLBACK = 600
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
OPTION_TEXT = 60
OPTION_VALUE = 150
OPTIONS = 100
ELEMENTS = 25
ALT_TEXT = 2_000
MENU_TEXT = 2_000  # what all menus of a message may take of its characters
SAY = "say"
"""What the action ids of everything that says something begin with."""


def document(roundup: Roundup) -> list[Drawn]:
    """A roundup as the messages that would be posted, in their order."""
    return payloads(documents.parts(roundup), thread=PARENT)


def payloads(parts: Sequence[Part], *, thread: str) -> list[Drawn]:
    """The opening post, then the messages of its thread."""
    first, *others = (payload(part, native=True) for part in fit(parts))
    return [first, *({**other, "thread_ts": thread} for other in others)]


def fit(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The same parts, each fitting one message, with a menu of the numbered papers under the opening post.

    What belongs together is told together. A table gets no more room than the list that stands for it where Slack
    takes none, so that either holds all of its papers.
    """
    return tuple(
        fitting
        for part in joined(with_details(parts))
        for fitting in split(part, ROOM if part.actions else ROOM_WITHOUT_MENUS)
    )


def payload(part: Part, *, thread: str = "", native: bool = False, file: str = "") -> Drawn:
    """One fitting part; `thread` is what its buttons belong to where that isn't the thread they stand in.

    `native` draws tables and cards, which not every workspace takes; `file` is the id of its picture where Slack keeps it.
    """
    return {
        "text": fallback(part),
        "blocks": blocks(part, thread=thread, native=native, file=file),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def button(words: str, action: str, value: str, *, primary: bool = False) -> Drawn:
    """A button of Slack's own, beside those that a reply brings."""
    pressed: Drawn = {"type": "button", "text": label(words, BUTTON_TEXT), "action_id": f"{action}:0", "value": value}
    return {"type": "actions", "elements": [{**pressed, "style": "primary"} if primary else pressed]}


def blocks(part: Part, *, thread: str = "", native: bool = False, file: str = "") -> list[Drawn]:
    """What a message, a modal or a home tab shows of a part; never empty, since Slack refuses that."""
    shown = _native(part) if native else drawn(part.blocks)
    made = [*shown, *_pictures(part, file), *controls(part.actions, thread)]
    return made or [{"type": "section", "text": plain_text("…")}]


def _pictures(part: Part, file: str) -> list[Drawn]:
    """The part's picture where Slack keeps it or can fetch it, which it does before it takes the message."""
    if part.illustration is None or not (file or part.illustration.address):
        return []
    where: Drawn = {"slack_file": {"id": file}} if file else {"image_url": part.illustration.address}
    return [{"type": "image", **where, "alt_text": cut_at_word(part.illustration.picture.alt, ALT_TEXT)}]


def is_native(part: Part) -> bool:
    """Whether a part is drawn with blocks that not every workspace has."""
    return is_table(part) or cards.is_card(part)


def _native(part: Part) -> list[Drawn]:
    if is_table(part):
        return _with_table(part)
    return cards.with_card(part) if cards.is_card(part) else drawn(part.blocks)


def _with_table(part: Part) -> list[Drawn]:
    """The papers as one table, and under it what its order is where they were several lists."""
    lists = [at for at, block in enumerate(part.blocks) if isinstance(block, Numbered)]
    items = numbered_papers(part.blocks)
    first = len(numbered_papers(part.blocks[lists[0] : lists[0] + 1]))
    order = f"The first {first} are told above; the others are listed, the most relevant first."
    return [
        *drawn(part.blocks[: lists[0]]),
        table(items, f"{len(items)} papers"),
        *([small(plain(order))] if len(lists) > 1 else []),
        *drawn(part.blocks[lists[-1] + 1 :]),
    ]


def fallback(part: Part) -> str:
    """What notifications and screen readers say: whole items while they fit."""
    lines: list[str] = []
    left = FALLBACK
    for line in (escaped(printable(said)) for block in part.blocks for said in _block_texts(block)):
        left -= utf16_length(line) + 1
        if lines and left < 0:
            lines.append("…")
            break
        lines += [line[:FALLBACK]] if line else []
    return "\n".join(lines) or "Paperround"


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Verbatim():
            yield block.text
        case Paragraph() | Small():
            yield flat(block.text)
        case Bullets():
            yield from (f"• {flat(item)}" for item in block.items)
        case Numbered():
            yield from (f"{number}. {flat(item)}" for number, item in block.items)
        case Rows():
            yield from (f"{label}: {flat(text)}" for label, text in block.rows)


def controls(actions: Sequence[Action], thread: str = "") -> list[Drawn]:
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
