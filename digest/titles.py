"""Reads titles: the name before the colon, and the rest in the small letters of running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from digest.model import Facts, Paper

_LOWER = re.compile(r"(?<!\w)[a-z][a-z]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_LONG = 110


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The words that these texts write with a small first letter, so that no title's capital need stay on them."""
    return frozenset(word for text in texts for word in _LOWER.findall(text))


def running(title: str, small: Collection[str]) -> str:
    """A title as it would stand inside a sentence: `A Dominant Module View of LoRA` → `a dominant module view of LoRA`."""

    def lowered(match: re.Match[str]) -> str:
        word = match[0]
        usual = word[:1].isupper() and (word[1:].islower() or len(word) == 1)
        # A verb's `-ing` is never a name, whether or not some abstract happens to write it small.
        return word.lower() if usual and (word.lower() in small or word == "A" or word.endswith("ing")) else word

    return _WORD.sub(lowered, title)


def gist(paper: Paper, facts: Facts, small: Collection[str]) -> str:
    """What a paper is in one phrase: its name and subtitle where the title has both, else the title in quotation marks."""
    head, colon, rest = paper.title.partition(": ")
    if colon and head in facts.names and rest:
        return f"{head}, {running(rest, small).rstrip('.')}"
    title = head if colon and len(paper.title) > _LONG and len(head.split()) > 3 else paper.title  # noqa: PLR2004 - words
    return f"“{title.rstrip('.').replace('“', '‘').replace('”', '’')}”"
