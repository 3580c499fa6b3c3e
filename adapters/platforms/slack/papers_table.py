"""Numbered papers as one of Slack's data tables, which people sort and turn the pages of.

Its limits: docs.slack.dev/reference/block-kit/blocks/data-table-block. Newer copies of that page allow twice as much;
this keeps to the older ones, so that it holds under both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Numbered, Span, flat
from adapters.platforms.slack import formatting
from adapters.platforms.slack.blocks import shortened
from adapters.present.printable import printable, utf16_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from adapters.chat import Block, Part, Text
    from adapters.platforms.slack.blocks import Drawn

FEWEST = 6
"""Papers from which a table is read more easily than a list."""
ROWS = 100
_CELLS = 9_500  # of 10,000 characters in all cells of a message
_PAGE = 15
_SHORTEST = 40
_HEADER = ("#", "Paper", "By")
_NOTHING = "–"


def papers(blocks: Iterable[Block]) -> list[tuple[int, Text]]:
    """The papers that blocks number, in their order."""
    return [item for block in blocks if isinstance(block, Numbered) for item in block.items]


def is_table(part: Part) -> bool:
    """Whether the papers of a part are many enough for a table, and few enough for one."""
    return FEWEST <= len(papers(part.blocks)) <= ROWS


def table(items: Sequence[tuple[int, Text]], caption: str) -> Drawn:
    """Number, title and origin, a paper a row; where all cells hold too much, the longest titles are shortened."""
    rows = [(number, *_parted(text)) for number, text in items]
    fixed = sum(len(str(number)) + utf16_length(origin) for number, _, origin in rows) + sum(map(len, _HEADER))
    longest = _longest([utf16_length(flat(title)) for _, title, _ in rows], _CELLS - fixed)
    header = [{"type": "raw_text", "text": name} for name in _HEADER]
    return {
        "type": "data_table",
        "caption": caption,
        "page_size": _PAGE,
        "row_header_column_index": 1,
        "rows": [header, *(list(_cells(number, title, origin, longest)) for number, title, origin in rows)],
    }


def _parted(text: Text) -> tuple[Text, str]:
    """What leads to a paper, and the words behind it."""
    at = next((at for at, span in enumerate(text, 1) if span.link), len(text))
    return text[:at], printable(flat(text[at:])).strip().removeprefix("—").strip()


def _longest(lengths: Sequence[int], room: int) -> int:
    """The most characters that a title may have, so that all of them fit."""
    longest = max(lengths, default=0)
    while longest > _SHORTEST and sum(min(length, longest) for length in lengths) > room:
        longest -= 1
    return longest


def _cells(number: int, title: Text, origin: str, longest: int) -> Iterator[Drawn]:
    yield {"type": "raw_number", "value": number, "text": str(number)}
    if utf16_length(flat(title)) > longest:
        title = (Span(text=shortened(flat(title), longest), link=title[-1].link),)
    yield formatting.block(formatting.section(title))
    yield {"type": "raw_text", "text": origin or _NOTHING}
