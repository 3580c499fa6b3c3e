"""Papers from files, read without anything that touches the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.errors import BadFile
from adapters.sources.ports import unwatched
from bot import registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.sources.ports import FileReading, Progress
    from digest.model import Paper

SAMPLE = "sample"


def read(names: Sequence[str], progress: Progress) -> FileReading:
    """The papers of all these files, and what couldn't be used; raises `BadFile`.

    They are in the forms of the first source that has any.
    """
    readers = (source.files for source in registry.sources() if source.files)
    reader = next(readers, None)
    if reader is None:
        raise BadFile("No source of this installation reads files.")
    return reader(names, progress)


def sample() -> tuple[Paper, ...]:
    """The sample week: invented papers that ship with Paperround."""
    return read((SAMPLE,), unwatched).papers
