"""The port of whatever lines come from: a keyboard, a pipe, a script."""

from __future__ import annotations

from typing import Protocol


class LineReader(Protocol):
    """Somebody who types.

    Attributes:
        echoes: Whether what is typed can already be seen; where not, the workspace repeats it.
    """

    @property
    def echoes(self) -> bool: ...

    async def line(self) -> str | None:
        """The next line, or None at the end; raises KeyboardInterrupt where ^C is typed instead."""
        ...
