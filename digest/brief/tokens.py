"""Counts tokens without a tokenizer, a little too many rather than too few, the same way for every model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract.telling import Telling
from digest.model import Facts
from digest.text.sentences import split

if TYPE_CHECKING:
    from digest.model import Paper

_PIECE = re.compile(r"[a-z]+|[A-Z]+[a-z]*|\d{1,3}|[!-/:-@\[-`{-~]", re.ASCII)
_WORD = 6
"""Letters after which a word counts as two tokens, and so on; most English words are one."""


def count(text: str) -> int:
    """How many tokens a text is about."""
    ascii_part = sum(1 + (len(piece) - 1) // _WORD for piece in _PIECE.findall(text))
    return ascii_part + sum(not sign.isascii() and not sign.isspace() for sign in text)


def abstract_within(paper: Paper, room: int) -> str:
    """The abstract in so many tokens at most: what is new and what came out stays, background goes first."""
    if count(paper.abstract) <= room:
        return paper.abstract
    telling, order = Telling(paper, Facts()), split(paper.abstract)
    key = [candidate.source for candidate in (*telling.contributions[:2], *telling.findings[:3])]
    kept: set[str] = set()
    for sentence in dict.fromkeys((*key, *reversed(order))):
        cost = count(sentence)
        if cost <= room:
            kept.add(sentence)
            room -= cost
    return " ".join(sentence for sentence in order if sentence in kept)
