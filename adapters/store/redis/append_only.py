"""Mends the end of an append-only file: what isn't a whole command there is cut off, and the damaged file kept.

A disk that loses power may leave zeros or garbage behind the last command. What has whole commands behind it isn't an end,
and is left for people to look at.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER, _MANIFEST = "appendonlydir", "appendonly.aof.manifest"
_INCREMENT = re.compile(r"^file (\S+) .*\btype i\b", re.MULTILINE)
_COUNT = re.compile(rb"\*([1-9]\d{0,6})\r\n")
_LENGTH = re.compile(rb"\$(0|[1-9]\d{0,9})\r\n")
_NOTE = re.compile(rb"#[^\n]*\n")
_NAME = re.compile(rb"[A-Za-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CutEnd:
    """What was cut off.

    Attributes:
        size: In bytes.
        kept: The file as it was.
    """

    size: int
    kept: Path


def cut_end(folder: Path) -> CutEnd | None:
    """Cut what follows the last whole command of a server's last file; None where nothing is to be cut, or it is no end.

    Raises OSError where the copy of the damaged file can't be written.
    """
    manifest = folder / _FOLDER / _MANIFEST
    names = _INCREMENT.findall(manifest.read_text(encoding="utf-8")) if manifest.exists() else []
    if not names:
        return None
    file = manifest.parent / names[-1]
    data = file.read_bytes()
    whole = _whole(data)
    if whole == len(data) or _goes_on(data, whole):
        return None
    kept = folder / f"{file.name}.damaged-{file.stat().st_mtime:.0f}"
    shutil.copyfile(file, kept)
    with file.open("r+b") as opened:
        opened.truncate(whole)
    return CutEnd(size=len(data) - whole, kept=kept)


def _whole(data: bytes) -> int:
    """Where the last whole command ends; commands between MULTI and EXEC are one."""
    at = whole = 0
    is_open = False
    while (found := _command(data, at)) is not None:
        name, at = found
        is_open = (is_open or name == b"MULTI") and name != b"EXEC"
        whole = whole if is_open else at
    return whole


def _goes_on(data: bytes, start: int) -> bool:
    """Whether a whole command follows the first thing that is none; what is open between MULTI and EXEC doesn't count."""
    at = start
    while (found := _command(data, at)) is not None:
        at = found[1]
    return any(
        (found := _command(data, count.start())) is not None and _NAME.fullmatch(found[0])
        for count in _COUNT.finditer(data, at + 1)
    )


def _command(data: bytes, at: int) -> tuple[bytes, int] | None:
    """The name of the command that begins at a place, and where it ends; notes in between are passed over."""
    while note := _NOTE.match(data, at):
        at = note.end()
    count = _COUNT.match(data, at)
    if count is None:
        return None
    at, name = count.end(), b""
    for number in range(int(count[1])):
        length = _LENGTH.match(data, at)
        if length is None:
            return None
        end = length.end() + int(length[1])
        if data[end : end + 2] != b"\r\n":
            return None
        name = name if number else data[length.end() : end].upper()
        at = end + 2
    return name, at
