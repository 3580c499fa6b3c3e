"""arXiv papers that a message links to or names by id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAPER = re.compile(
    r"arxiv\.org/(?:abs|pdf|html|format|e-print)/([a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})"
    r"|\barXiv:\s?([a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})",
    re.IGNORECASE,
)


def papers(message: dict[str, Any]) -> tuple[str, ...]:
    """The ids, each once, in the order in which the message has them."""
    return tuple(dict.fromkeys(found for text in _texts(message) for found in ids(text)))


def ids(text: str) -> tuple[str, ...]:
    """The ids in a text."""
    return tuple(found[1] or found[2] for found in _PAPER.finditer(text))


def _texts(value: object) -> Iterator[str]:
    """All strings of a message: its text, blocks and attachments."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
