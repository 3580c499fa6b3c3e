"""What an installation is told by its environment; the only module that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CATEGORIES = ("cs.*", "stat.ML", "eess.*", "quant-ph")
"""What is read where nothing else is set; a topic's own `cat:` filters are read besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One installation's settings.

    Attributes:
        data: The folder of the embedded store and of the terminal's history.
        redis_url: A server of one's own in place of the embedded store, or None.
        contact: An address that arXiv can write to, sent with every request; "" if none was given.
        categories: The arXiv categories that are read whole.
        arxiv_url: Where arXiv's query interface is.
    """

    data: Path
    redis_url: str | None
    contact: str
    categories: tuple[str, ...]
    arxiv_url: str


def read(environ: Mapping[str, str]) -> Settings:
    """The settings that these variables make; an empty variable counts as unset."""
    return Settings(
        data=_data_folder(environ.get("PAPERROUND_DATA") or ""),
        redis_url=environ.get("REDIS_URL") or None,
        contact=environ.get("PAPERROUND_CONTACT") or "",
        categories=tuple((environ.get("PAPERROUND_CATEGORIES") or "").replace(",", " ").split()) or CATEGORIES,
        arxiv_url=environ.get("PAPERROUND_ARXIV_URL") or "https://export.arxiv.org/api/query",
    )


def _data_folder(given: str) -> Path:
    if given:
        return Path(given).expanduser()
    # Imported here because most commands need no folder, and `--help` should be quick.
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("paperround", appauthor=False)
