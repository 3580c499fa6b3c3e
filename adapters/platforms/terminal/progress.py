"""Progress on stderr for whatever takes more than a second; silent where stderr is no terminal."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 1.0  # seconds that nobody minds


class ProgressMeter:
    """A line that shows how far the work is.

    It is itself an `adapters.sources.Progress` that sources may call at any time; it shows while work is under way.
    """

    def __init__(self, err: TextIO, *, patience: float = PATIENCE) -> None:
        self._console = Console(file=err, stderr=True)
        self._patience = patience
        self._bar: Progress | None = None
        self._task = TaskID(0)

    def __call__(self, done: int, total: int | None) -> None:
        if self._bar is not None:
            count = f"{done:,} of {total:,}" if total else f"{done:,}"
            self._bar.update(self._task, completed=done, total=total, count=count)

    @contextlib.contextmanager
    def under_way(self, words: str) -> Iterator[None]:
        """Show the line while the block runs, from the first second on; one inside another shows as the outer one."""
        if self._bar is not None or not self._console.is_terminal or self._console.is_dumb_terminal:
            yield
            return
        bar = self._bar = _line(self._console)
        self._task = bar.add_task(words, total=None, count="")
        timer = threading.Timer(self._patience, bar.start)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            bar.stop()
            self._bar = None


def _line(console: Console) -> Progress:
    words, count = TextColumn("{task.description}", markup=False), TextColumn("{task.fields[count]}", markup=False)
    return Progress(SpinnerColumn(), words, BarColumn(30), count, TimeElapsedColumn(), console=console, transient=True)
