"""Parts as the bodies of `chat.postMessage`, within every limit that Slack has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Rows, Small, Verbatim, flat
from adapters.platforms.slack import menus
from adapters.platforms.slack.blocks import ROOM, drawn, label, plain_text
from adapters.platforms.slack.formatting import escaped
from adapters.platforms.slack.menus import BUTTON_TEXT
from adapters.present import parts as documents
from adapters.present.printable import printable, utf16_length
from adapters.present.splitting import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.chat import Block, Part
    from adapters.platforms.slack.blocks import Drawn
    from digest.roundup import Roundup

PARENT = "parent"
"""Stands for the id of the opening post where a document is printed, not posted."""
FALLBACK = 600


def document(roundup: Roundup) -> list[Drawn]:
    """A roundup as the messages that would be posted, in their order."""
    return payloads(documents.parts(roundup), thread=PARENT)


def payloads(parts: Sequence[Part], *, thread: str) -> list[Drawn]:
    """The opening post, then the messages of its thread."""
    first, *others = (payload(part) for part in fit(parts))
    return [first, *({**other, "thread_ts": thread} for other in others)]


def fit(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The same parts, each fitting one message, with a menu of the numbered papers under the opening post."""
    return tuple(fitting for part in menus.with_details(parts) for fitting in split(part, ROOM))


def payload(part: Part, *, thread: str = "") -> Drawn:
    """One fitting part; `thread` is what its buttons belong to where that isn't the thread they stand in."""
    return {
        "text": fallback(part),
        "blocks": blocks(part, thread=thread),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def button(words: str, action: str, value: str, *, primary: bool = False) -> Drawn:
    """A button of Slack's own, beside those that a reply brings."""
    pressed: Drawn = {"type": "button", "text": label(words, BUTTON_TEXT), "action_id": f"{action}:0", "value": value}
    return {"type": "actions", "elements": [{**pressed, "style": "primary"} if primary else pressed]}


def blocks(part: Part, *, thread: str = "") -> list[Drawn]:
    """What a message, a modal or a home tab shows of a part; never empty, since Slack refuses that."""
    made = [*drawn(part.blocks), *menus.drawn(part.actions, thread)]
    return made or [{"type": "section", "text": plain_text("…")}]


def fallback(part: Part) -> str:
    """What notifications and screen readers say: whole items while they fit."""
    lines: list[str] = []
    left = FALLBACK
    for line in (escaped(printable(said)) for block in part.blocks for said in _said(block)):
        left -= utf16_length(line) + 1
        if lines and left < 0:
            lines.append("…")
            break
        lines += [line[:FALLBACK]] if line else []
    return "\n".join(lines) or "Paperround"


def _said(block: Block) -> Iterator[str]:
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
