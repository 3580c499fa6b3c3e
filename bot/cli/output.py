"""A document in its format, and where it goes: the terminal, a pipe, or a file written whole or left as it was."""

from __future__ import annotations

import importlib
import io
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot import registry
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from typing import TextIO

    from digest.roundup import Roundup

_WRITERS = {
    "json": "digest.document:to_json",
    "markdown": "adapters.present.markdown:roundup",
    "html": "adapters.present.html:roundup",
}


def formatted(roundup: Roundup, form: str) -> str:
    """The roundup in one of the formats other than text, ready for a file."""
    if form in registry.platform_names():
        made = registry.platform_declaration(form).document(roundup)
    else:
        module, function = _WRITERS[form].split(":")
        made = getattr(importlib.import_module(module), function)(roundup)
    return made if isinstance(made, str) else as_json(made)


def as_json(document: object) -> str:
    """A document for people and programs alike."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


class CannotWrite(PaperroundError):  # noqa: N818 - a plain sentence
    """Raised when a document can't be put where it was asked for."""


def check(path: str | None) -> None:
    """Raise `CannotWrite` now rather than after the work, where it is plain that the file can't be written."""
    if path is None:
        return
    target = Path(path)
    if target.is_dir():
        raise CannotWrite(f"{path} is a folder; name a file in it.")
    if not target.parent.is_dir():
        raise CannotWrite(f"There is no folder {target.parent} to write {target.name} in.")


def write(document: str, path: str | None, stdout: TextIO) -> None:
    """Write a document to a file, all of it or nothing, or to stdout."""
    if path is None:
        if isinstance(stdout, io.TextIOWrapper):
            stdout.reconfigure(errors="replace")  # a sign that the reader's encoding lacks is no reason to stop
        stdout.write(document)
        stdout.flush()
        return
    target = Path(path).resolve()  # a link stays a link
    if target.exists() and not target.is_file():  # a device or a pipe has nothing to keep whole
        _plainly(document, target)
        return
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=target.parent, prefix=".paperround-", delete=False
        ) as file:
            _fill(file, document, target)
    except OSError as error:
        raise CannotWrite(f"{path} can't be written: {error.strerror or error}.") from error


def _fill(file: tempfile._TemporaryFileWrapper[str], document: str, target: Path) -> None:
    try:
        file.write(document)
        file.flush()
        os.fsync(file.fileno())
        Path(file.name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        Path(file.name).replace(target)
    except BaseException:
        Path(file.name).unlink(missing_ok=True)
        raise


def _plainly(document: str, target: Path) -> None:
    try:
        target.write_text(document, encoding="utf-8")
    except OSError as error:
        raise CannotWrite(f"{target} can't be written: {error.strerror or error}.") from error
