"""Blocks of the seam as blocks of Block Kit, many papers as one of its data tables, and what Slack allows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.chat import (
    Bullets,
    Heading,
    Numbered,
    Paragraph,
    Rows,
    Small,
    Span,
    Verbatim,
    flat,
    strong,
)
from adapters.platforms.slack import formatting
from adapters.present.printable import printable, printable_spans, safe_link, utf16_length
from adapters.present.splitting import MessageLimits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from adapters.chat import Block, Part, Text

Drawn = dict[str, Any]
"""A Block Kit block, element or object, as JSON has it."""

HEADER = 150
SECTION = 3_000
FEWEST = 6
"""Papers from which a table is read more easily than a list."""
# A table's limits: docs.slack.dev/reference/block-kit/blocks/data-table-block. Newer copies of that page allow twice as
# much; these are of the older ones, so that they hold under both.
ROWS = 100
_PAGE = 15
_HEADER = ("#", "Paper", "By")
_NOTHING = "–"
_BLOCK_COST = 8
_BRACKETS = str.maketrans("<>", "‹›")


def weigh(block: Block) -> int:
    """What a block takes of a message: all its characters, those of its links too."""
    match block:
        case Heading() | Verbatim():
            return _BLOCK_COST + utf16_length(block.text)
        case Paragraph() | Small():
            return _BLOCK_COST + _weight(block.text)
        case Bullets():
            return _BLOCK_COST + sum(map(_weight, block.items))
        case Numbered():
            return _BLOCK_COST + sum(_weight(text) for _, text in block.items)
        case Rows():
            return _BLOCK_COST + sum(utf16_length(label) + 2 + _weight(text) for label, text in block.rows)


def _weight(text: Text) -> int:
    return sum(utf16_length(span.text) + len(span.link or "") for span in text)


# Slack refuses a message from about 11,300 characters in all its blocks. 8,500 is safe; what the blocks leave of it
# is for the menus and the fallback text, so that no way of counting comes to more.
ROOM = MessageLimits(weigh=weigh, weight=5_800, blocks=40, longest=2_800)
ROOM_WITHOUT_MENUS = MessageLimits(weigh=weigh, weight=7_400, blocks=40, longest=2_800)


def drawn(blocks: Iterable[Block]) -> list[Drawn]:
    """Block Kit for these blocks, in their order; Slack itself leaves air between them."""
    return [made for block in blocks for made in _drawn(block)]


def _drawn(block: Block) -> Sequence[Drawn]:
    if isinstance(block, Heading):
        return [heading(block.text)]
    if isinstance(block, Small):
        return [small(block.text)]
    made = formatting.block(*_elements(block))
    return [made] if made["elements"] else []


def _elements(block: Paragraph | Bullets | Numbered | Rows | Verbatim) -> Iterable[Drawn]:
    match block:
        case Paragraph():
            return (formatting.section(block.text),)
        case Bullets():
            return (formatting.bullets(block.items),)
        case Numbered():
            return formatting.numbered(block.items)
        case Rows():
            return (formatting.section(*_lines(block.rows)),)
        case Verbatim():
            return (formatting.preformatted(block.text),)


def heading(text: str) -> Drawn:
    """A header, or a bold line where the words are too many for one."""
    words = printable(text)
    if words and utf16_length(words) <= HEADER and formatting.is_plain(words):
        return {"type": "header", "text": plain_text(words)}
    return formatting.block(formatting.section((strong(words),)))


def small(text: Text) -> Drawn:
    """A line in the background; as rich text where its words would mean something in mrkdwn."""
    words = printable(flat(text))
    if not words or utf16_length(words) > SECTION or any(span.moment for span in text):
        return formatting.block(formatting.section(text))
    if formatting.is_plain(words) and all(span.style == "plain" and span.link is None for span in text):
        return context(plain_text(words))
    spans = list(zip(text, printable_spans([span.text for span in text]), strict=True))
    line = "".join(_marked(span, said) for span, said in spans)
    if len(line) > SECTION or not formatting.is_innocent(words):
        return formatting.block(formatting.section(text))
    return context(mrkdwn_text(line))


def _marked(span: Span, words: str) -> str:
    url = safe_link(span.link)
    if url and words:
        return formatting.mrkdwn_link(url, words)
    return formatting.mrkdwn_code(words) if span.style == "code" and words.strip() else formatting.escaped(words)


def _lines(rows: Sequence[tuple[str, Text]]) -> Iterable[Text]:
    return ((strong(label), Span(text=" "), *value) for label, value in rows)


def context(*elements: Drawn) -> Drawn:
    """Small grey text."""
    return {"type": "context", "elements": list(elements)}


def plain_text(words: str) -> Drawn:
    """Literal text, in which not even emoji codes mean anything."""
    return {"type": "plain_text", "text": words, "emoji": False}


def mrkdwn_text(line: str) -> Drawn:
    """Text that has been escaped; Slack looks for no addresses or names in it by itself."""
    return {"type": "mrkdwn", "text": line, "verbatim": True}


def label(words: str, longest: int) -> Drawn:
    """What stands on a button or in a menu: plain text without angle brackets, never empty."""
    return plain_text(cut_at_word(words.translate(_BRACKETS), longest) or "…")


def cut_at_word(words: str, longest: int) -> str:
    """At most so many characters, cut after a word where that costs little, with an ellipsis."""
    words = printable(words)
    if utf16_length(words) <= longest:
        return words
    cut = words[: longest - 1 - sum(character > "\uffff" for character in words[:longest])]
    at = cut.rfind(" ")
    return f"{(cut[:at] if at > longest // 2 else cut).rstrip()}…"


def numbered_papers(blocks: Iterable[Block]) -> list[tuple[int, Text]]:
    """The papers that blocks number, in their order."""
    return [item for block in blocks if isinstance(block, Numbered) for item in block.items]


def is_table(part: Part) -> bool:
    """Whether the papers of a part are many enough for a table, and few enough for one."""
    return FEWEST <= len(numbered_papers(part.blocks)) <= ROWS


def table(items: Sequence[tuple[int, Text]], caption: str) -> Drawn:
    """Number, title and origin, a paper a row."""
    header = [{"type": "raw_text", "text": name} for name in _HEADER]
    return {
        "type": "data_table",
        "caption": caption,
        "page_size": _PAGE,
        "row_header_column_index": 1,
        "rows": [header, *(list(_cells(number, *_parted(text))) for number, text in items)],
    }


def _parted(text: Text) -> tuple[Text, str]:
    """What leads to a paper, and the words behind it."""
    at = next((at for at, span in enumerate(text, 1) if span.link), len(text))
    return text[:at], printable(flat(text[at:])).strip().removeprefix("—").strip()


def _cells(number: int, title: Text, origin: str) -> Iterator[Drawn]:
    yield {"type": "raw_number", "value": number, "text": str(number)}
    yield formatting.block(formatting.section(title))
    yield {"type": "raw_text", "text": origin or _NOTHING}
