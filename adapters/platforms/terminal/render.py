"""Parts drawn for a terminal: hierarchy by weight and colour where there is colour, by layout where there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Rows, Small, Verbatim, flat
from adapters.platforms.terminal.wrap import hang, wrap
from adapters.present.printable import printable, printable_spans, safe_link, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from adapters import chat
    from adapters.chat import Action, Block, Part

WIDEST = 100  # longer lines are hard to read
NARROWEST = 24
ENTRY_POINTS = {"papers": "/papers ", "paper": "/paper ", "thread": "> "}
_REFERENCE = re.compile(r"\[\d+\]")
_STYLES = {"plain": Style.null(), "strong": Style(bold=True), "emphasis": Style(italic=True), "code": Style(bold=True)}
_REFERENCE_STYLE = Style(color="cyan")
_HEADING_STYLE = Style(bold=True, color="cyan")
_SMALL_STYLE = Style(dim=True)
_BULLET = Text("• ")
_INWARDS = " " * 4
_WIDEST_LABELS = 0.4
"""The share of a line that labels may take before their values go below them."""
_ACTIONS_OF_A_GROUP = 3


def _no_paper(_: str) -> None:
    """What no source knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalStyle:
    """How much room there is, and whether it has colour; without, addresses are written out and headings underlined.

    Attributes:
        page_of: The id of the paper whose page an address is; None where it is none. Where the id stands there, so does
            all that a reader needs.
    """

    width: int = 80
    colour: bool = False
    page_of: Callable[[str], str | None] = _no_paper

    def narrower(self, by: int) -> TerminalStyle:
        """The same with less room."""
        return replace(self, width=max(self.width - by, NARROWEST))


def text(parts: Sequence[Part], look: TerminalStyle | None = None) -> str:
    """Parts as plain text, for a file."""
    look = replace(look or TerminalStyle(), colour=False)
    return "\n\n\n".join("\n".join(line.plain for line in part_lines(part, look)) for part in parts) + "\n"


def part_lines(part: Part, look: TerminalStyle) -> list[Text]:
    """The lines of one part, with a blank line between blocks that don't belong together."""
    lines: list[Text] = []
    before: Block | None = None
    for block in part.blocks:
        lines += [Text()] if before is not None and not _close(before, block) else []
        lines += block_lines(block, look)
        before = block
    return lines


def _close(before: Block, block: Block) -> bool:
    """Whether a block belongs to the line above it: what follows a heading, and lists behind their label."""
    if isinstance(before, Heading):
        return True
    label = isinstance(before, Small) or (
        isinstance(before, Paragraph) and all(s.style == "strong" for s in before.text)
    )
    return label and isinstance(block, (Bullets, Numbered))


def block_lines(block: Block, look: TerminalStyle) -> list[Text]:
    """The lines of one block."""
    match block:
        case Heading():
            lines = _heading(block.text, look)
        case Paragraph():
            lines = wrap(styled(block.text, look), look.width)
        case Small():
            lines = wrap(_dim(styled(block.text, look)), look.width)
        case Bullets():
            lines = [line for item in block.items for line in hang(styled(item, look), look.width, _BULLET, "  ")]
        case Numbered():
            lines = _numbered(block, look)
        case Rows():
            lines = _rows(block, look)
        case Verbatim():
            lines = [Text(visible(line).rstrip()) for line in block.text.splitlines()]
        case _:
            assert_never(block)
    return lines


def _heading(words: str, look: TerminalStyle) -> list[Text]:
    lines = wrap(Text(printable(words), style=_HEADING_STYLE), look.width)
    underline = Text("─" * max(cell_len(line.plain) for line in lines))
    return lines if look.colour else [*lines, underline]


def _dim(words: Text) -> Text:
    words.style = _SMALL_STYLE
    return words


def _numbered(block: Numbered, look: TerminalStyle) -> list[Text]:
    marks = [f"[{number}] " for number, _ in block.items]
    indent = max(map(len, marks), default=0)
    return [
        line
        for mark, (_, item) in zip(marks, block.items, strict=True)
        for line in hang(styled(item, look), look.width, Text(mark.rjust(indent), _REFERENCE_STYLE), " " * indent)
    ]


def _rows(block: Rows, look: TerminalStyle) -> list[Text]:
    labels = [printable(label) for label, _ in block.rows]
    indent = max(map(cell_len, labels), default=0) + 2
    if indent > look.width * _WIDEST_LABELS:
        return [
            line for label, (_, value) in zip(labels, block.rows, strict=True) for line in _below(label, value, look)
        ]
    return [
        line
        for label, (_, value) in zip(labels, block.rows, strict=True)
        for line in hang(
            styled(value, look),
            look.width,
            _padded(Text(label, _SMALL_STYLE), indent),
            " " * indent,
        )
    ]


def _below(label: str, value: chat.Text, look: TerminalStyle) -> list[Text]:
    """A long label on a line of its own, what it means further in below it."""
    return [*wrap(Text(label), look.width), *hang(styled(value, look), look.width, Text(_INWARDS), _INWARDS)]


def styled(words: chat.Text, look: TerminalStyle) -> Text:
    """Spans as one run of terminal text, free of anything a terminal would obey."""
    shown = Text()
    said = flat(words)
    for span, content in zip(words, printable_spans([span.text for span in words]), strict=True):
        reference = bool(span.link and _REFERENCE.fullmatch(content))
        link = safe_link(span.link)
        style = _REFERENCE_STYLE if reference else _STYLES[span.style]
        shown.append(content, style + Style(link=link) if link and look.colour else style)
        if link and not look.colour and not reference and not _shows_link(link, said, look):
            shown.append(f" <{link}>")
    return shown


def _shows_link(link: str, said: str, look: TerminalStyle) -> bool:
    """Whether a reader of the words alone can tell the address: it stands there, or the paper's id does."""
    return (look.page_of(link) or link.partition("://")[2].removeprefix("www.").rstrip("/")) in said


def actions(offered: Sequence[Action], look: TerminalStyle) -> list[Text]:
    """What one could press elsewhere, as what to type here: side by side where that fits, else one a line."""
    pairs = [(Text(f"{label}  ", _SMALL_STYLE), Text(typed, Style(color="cyan"))) for label, typed in _menus(offered)]
    line = Text("    ").join(label + typed for label, typed in pairs)
    if cell_len(line.plain) <= look.width:
        return [line] if pairs else []
    indent = max(cell_len(label.plain) for label, _ in pairs)
    return [line for label, typed in pairs for line in hang(typed, look.width, _padded(label, indent), " " * indent)]


def _padded(label: Text, width: int) -> Text:
    return label + " " * (width - cell_len(label.plain))


def _menus(offered: Sequence[Action]) -> list[tuple[str, str]]:
    """Single actions as they are; of a group the first few, under the group's name."""
    menus: dict[str, list[str]] = {}
    for action in offered:
        menus.setdefault(printable(action.group or action.label), []).append(typed(action))
    return [
        (label, ", ".join(commands[:_ACTIONS_OF_A_GROUP]) + (" …" if len(commands) > _ACTIONS_OF_A_GROUP else ""))
        for label, commands in menus.items()
    ]


def typed(action: Action) -> str:
    """An action as the line that does the same."""
    return printable(ENTRY_POINTS[action.entry_point] + action.text)
