"""Lines that fit a terminal: broken by display width, between words, with a hanging indent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r" *[^ ]+(?: <https?://[^ ]+)? *")  # an address stays with the word that it explains


def wrap(text: Text, width: int) -> list[Text]:
    """The lines of a text, none wider than `width` but for web addresses, which stay whole to be copied."""
    lines = text.divide(_breaks(text.plain, width))
    for line in lines:
        line.rstrip()
    return [line for line in lines if line.plain] or [Text()]


def hang(text: Text, width: int, first: Text, rest: str) -> list[Text]:
    """The lines of a text behind a mark, such as a bullet, all starting in the same column."""
    lines = wrap(text, width - cell_len(rest))
    return [Text.assemble(Text(rest) if at else first, line) for at, line in enumerate(lines)]


def _breaks(plain: str, width: int) -> Iterator[int]:
    """The offsets at which a new line starts."""
    column = 0
    for found in _WORD.finditer(plain):
        word = found[0].rstrip()
        wide = cell_len(word)
        if column and column + wide > width:
            yield found.start()
            column = 0
        pieces = chop_cells(word, width) if wide > width and "://" not in word else [word]
        offset = found.start()
        for piece in pieces[:-1]:
            offset += len(piece)
            yield offset
        column += cell_len(pieces[-1]) + found.end() - found.start() - len(word)
