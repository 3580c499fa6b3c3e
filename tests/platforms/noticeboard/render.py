"""Parts as the board's lines of text, within its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Rows, Small, Verbatim, flat
from adapters.platforms.shared.button_codec import choice
from adapters.present import parts as documents
from adapters.present.printable import printable
from adapters.present.splitting import MessageLimits, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.chat import Block, Part
    from digest.roundup import Roundup


def document(roundup: Roundup) -> list[str]:
    """A roundup as the texts that would be posted, in their order."""
    return [text(part) for part in fit(documents.parts(roundup))]


def fit(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The same parts, each fitting one line of the board."""
    return tuple(fitting for part in parts for fitting in split(part, ROOM))


def text(part: Part, thread: str = "") -> str:
    """One part; what can be pressed stands in brackets, as the words that somebody says instead."""
    lines = [printable(line) for block in part.blocks for line in _lines(block)]
    return "\n".join([*lines, *(f"<{action.label}: {choice(action, thread).value}>" for action in part.actions)])


def _lines(block: Block) -> Iterable[str]:
    match block:
        case Heading():
            return [block.text]
        case Verbatim():
            return block.text.splitlines()
        case Paragraph() | Small():
            return [flat(block.text)]
        case Bullets():
            return [f"• {flat(item)}" for item in block.items]
        case Numbered():
            return [f"[{number}] {flat(item)}" for number, item in block.items]
        case Rows():
            return [f"{label}: {flat(value)}" for label, value in block.rows]


ROOM = MessageLimits(
    weigh=lambda block: sum(len(line) + 1 for line in _lines(block)), weight=3_000, blocks=40, longest=1_500
)
