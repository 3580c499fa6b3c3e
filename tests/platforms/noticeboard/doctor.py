"""What is wrong with the way to the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Finding
from tests.platforms.noticeboard.board import BoardRefused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.noticeboard.board import Board


async def examine(board: Board, key: str) -> AsyncIterator[Finding]:
    """Look at the board and its key."""
    try:
        opens = board.opens_with(key)
    except BoardRefused:
        yield Finding(what="There is no such board.", mend="Set NOTICEBOARD_FOLDER to a folder with a key.")
        return
    mend = "" if opens else "Set NOTICEBOARD_KEY to the word in the board's file."
    yield Finding(what="The board opens." if opens else "The board doesn't open.", mend=mend)
