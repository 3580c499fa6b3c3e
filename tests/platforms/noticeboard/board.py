"""The board itself, as its vendor keeps it: lines of JSON in files, which it refuses, loses or takes slowly when told so."""

from __future__ import annotations

import json
from collections import deque
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class BoardRefused(Exception):  # noqa: N818 - the vendor's own error
    """Raised when a line isn't taken: `closed`, `no such board` or `slow down`."""


class BoardSilent(Exception):  # noqa: N818 - the vendor's own error
    """Raised when the board doesn't say whether it took a line."""


class Board:
    """A folder of channels.

    Attributes:
        faults: Each befalls one line of the bot's: `slow down`, `accepted` or `unsent` (no answer, and it stands or
            doesn't), or "" for none.
    """

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self.faults: deque[str] = deque()

    def opens_with(self, key: str) -> bool:
        """Whether this is the board's key; raises `BoardRefused` where there is no such board."""
        try:
            return (self._folder / "key").read_text() == key
        except OSError as error:
            raise BoardRefused("no such board") from error

    def channels(self) -> list[str]:
        """Where lines were left."""
        return sorted(path.stem for path in self._folder.glob("*.jsonl"))

    def is_guest(self, person: str) -> bool:
        """Whether somebody may read only: the file `guests` has their names, one a line."""
        guests = self._folder / "guests"
        return guests.exists() and person in guests.read_text("utf-8").splitlines()

    def leave(self, channel: str, line: Json) -> str:
        """Leave a line and say its id; it says who wrote it, when, and in which thread."""
        fault = self.faults.popleft() if self.faults and line["by"] == "bot" else ""
        if (self._folder / f"{channel}.closed").exists():
            raise BoardRefused("closed")
        if fault == "slow down":
            raise BoardRefused(fault)
        if fault == "unsent":
            raise BoardSilent
        name = f"{channel}-{len(self.lines(channel)) + 1}"
        with (self._folder / f"{channel}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"id": name, **line}) + "\n")
        if fault == "accepted":
            raise BoardSilent
        return name

    def lines(self, channel: str) -> list[Json]:
        """All that stands there; raises `BoardRefused`."""
        if (self._folder / f"{channel}.closed").exists():
            raise BoardRefused("closed")
        path = self._folder / f"{channel}.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    def close(self, channel: str) -> None:
        """Take nothing more there."""
        (self._folder / f"{channel}.closed").touch()
