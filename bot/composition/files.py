"""Papers from files, read without anything that touches the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.sources.arxiv.snapshot import files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.sources.arxiv.snapshot.files import SnapshotReading
    from adapters.sources.ports import Progress
    from digest.model import Paper


def read(names: Sequence[str], progress: Progress) -> SnapshotReading:
    """The papers of all these files, and what couldn't be used; raises `BadFile`."""
    return files.read_all(names, progress)


def sample() -> tuple[Paper, ...]:
    """The sample week: invented papers that ship with Paperround."""
    return files.read(files.SAMPLE).papers
