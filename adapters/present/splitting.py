"""Parts as messages: small ones that belong together joined, and what is too long broken between items."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Part, Rows, Small, Verbatim, flat, plain, strong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from adapters.chat import Block, Span, Text

_LABEL = 80  # a paragraph as short as this, right before a list, is the list's title and stays with its first item


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLimits:
    """What one message holds.

    Attributes:
        weigh: What a block takes of the room.
        weight: How much all blocks may take together.
        blocks: How many blocks there may be.
        longest: How many characters a single item may have; a longer one is broken between words.
    """

    weigh: Callable[[Block], int]
    weight: int
    blocks: int
    longest: int


_Piece = tuple[int, "Block"]
"""One item of a block, with the place of that block in its part."""


def joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The same parts, where neighbours of one group are one part under its title; the rest stays as it is."""
    runs = (list(run) for _, run in groupby(enumerate(parts), key=lambda one: one[1].group or one[0]))
    return tuple(_merge_run([part for _, part in run]) for run in runs)


def _merge_run(run: Sequence[Part]) -> Part:
    if len(run) == 1:
        return run[0]
    title = run[0].group
    blocks = (block for part in run for block in _under(title, part))
    actions = tuple(action for part in run for action in part.actions)
    return Part(blocks=(Heading(title), *blocks), actions=actions, group=title)


def _under(title: str, part: Part) -> Iterator[Block]:
    """A part's blocks, with its own title as a line that stands out."""
    for block in part.blocks:
        if not isinstance(block, Heading):
            yield block
        elif block.text != title:
            yield Paragraph((strong(block.text),))


def split(part: Part, room: MessageLimits) -> tuple[Part, ...]:
    """The part itself where it fits, else parts that do, marked `(2/3)`; the buttons stand under the last."""
    chunks = _packed(tuple(_bound(part.blocks, room)), part, room)
    if len(chunks) == 1:
        return (dataclasses.replace(part, blocks=_joined(chunks[0])),)
    heading = part.blocks[0] if isinstance(part.blocks[0], Heading) else None
    marked = (_marked(_joined(chunk), heading, f"({at}/{len(chunks)})") for at, chunk in enumerate(chunks, 1))
    *before, last = marked
    return (*(Part(blocks=blocks) for blocks in before), dataclasses.replace(part, blocks=last))


def _packed(bound: Sequence[list[_Piece]], part: Part, room: MessageLimits) -> list[list[_Piece]]:
    """Pieces that belong together, filled into messages from the first to the last."""
    spare = room.weigh(part.blocks[0]) if part.blocks and isinstance(part.blocks[0], Heading) else 0
    chunks: list[list[_Piece]] = [[]]
    weight = 0
    for pieces in bound:
        added = sum(room.weigh(block) for _, block in pieces)
        blocks = len({at for at, _ in (*chunks[-1], *pieces)})
        if chunks[-1] and (weight + added > room.weight - spare or blocks > room.blocks):
            chunks.append([])
            weight = 0
        chunks[-1] += pieces
        weight += added
    return chunks


def _bound(blocks: Sequence[Block], room: MessageLimits) -> Iterator[list[_Piece]]:
    """The items in their order; a heading or a label is bound to what it introduces."""
    waiting: list[_Piece] = []
    for at, block in enumerate(blocks):
        for piece in items(block, room.longest):
            waiting.append((at, piece))
            if not _introduces(piece, blocks[at + 1 : at + 2]):
                yield waiting
                waiting = []
    if waiting:
        yield waiting


def _introduces(piece: Block, following: Sequence[Block]) -> bool:
    if isinstance(piece, Heading):
        return bool(following)
    is_list = bool(following) and isinstance(following[0], Bullets | Numbered | Rows)
    return is_list and isinstance(piece, Paragraph) and len(flat(piece.text)) <= _LABEL


def _joined(pieces: Sequence[_Piece]) -> tuple[Block, ...]:
    """Items that came out of one list as one list again."""
    blocks: list[Block] = []
    before = -1
    for at, piece in pieces:
        last = blocks[-1] if at == before else None
        match last, piece:
            case Bullets(), Bullets():
                blocks[-1] = Bullets((*last.items, *piece.items))
            case Numbered(), Numbered():
                blocks[-1] = Numbered((*last.items, *piece.items))
            case Rows(), Rows():
                blocks[-1] = Rows((*last.rows, *piece.rows))
            case _:
                blocks.append(piece)
        before = at
    return tuple(blocks)


def _marked(blocks: tuple[Block, ...], heading: Heading | None, mark: str) -> tuple[Block, ...]:
    if heading is None:
        return (*blocks, Small(plain(mark)))
    rest = blocks[1:] if blocks[0] is heading else blocks
    return (Heading(f"{heading.text} {mark}"), *rest)


def items(block: Block, longest: int) -> Iterator[Block]:
    """A block in its smallest pieces that still make sense alone."""
    match block:
        case Heading():
            yield block
        case Verbatim():
            yield from (Verbatim(lines) for lines in _lines(block.text, longest))
        case Paragraph():
            yield from (Paragraph(text) for text in broken(block.text, longest))
        case Small():
            yield from (Small(text) for text in broken(block.text, longest))
        case Bullets():
            yield from (Bullets((text,)) for item in block.items for text in broken(item, longest))
        case Numbered():
            yield from (Numbered(((number, text),)) for number, item in block.items for text in broken(item, longest))
        case Rows():
            yield from (Rows(((label, text),)) for label, value in block.rows for text in broken(value, longest))


def broken(text: Text, longest: int) -> Iterator[Text]:
    """A text as it is, or in pieces of at most so many characters, broken between words where there are any."""
    spans: list[Span] = []
    left = longest
    for span in text:
        rest = span.text
        while len(rest) > left:
            at = rest.rfind(" ", 1, left) if left == longest else rest.rfind(" ", 0, left)
            at = left if at <= 0 and left == longest else max(at, 0)
            yield (*spans, dataclasses.replace(span, text=rest[:at]))
            spans, rest, left = [], rest[at:].lstrip(" "), longest
        spans.append(dataclasses.replace(span, text=rest))
        left -= len(rest)
    yield tuple(spans)


def _lines(text: str, longest: int) -> Iterator[str]:
    """Lines to copy, in pieces broken between lines where there are any."""
    while len(text) > longest:
        at = text.rfind("\n", 1, longest)
        at = longest if at <= 0 else at
        yield text[:at]
        text = text[at:].removeprefix("\n")
    yield text
