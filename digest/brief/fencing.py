"""Strangers' text as data in a prompt: one line each, between two lines that nobody can guess."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.brief import tokens
from digest.check.orders import without_orders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.model import Facts, Paper

_LONGEST_BYLINE = 90
_LEAST_ROOM = 24
"""Tokens below which an abstract says nothing any more."""


def fenced(lines: Iterable[str], fence: str) -> str:
    """Lines between two that carry the fence; a fence inside of them would be a guess, and is taken out."""
    inside = "\n".join(line.replace(fence, "") for line in lines)
    return f"=== {fence} begin ===\n{inside}\n=== {fence} end ==="


def one_line(text: str) -> str:
    """Text that can't begin a line of its own, nor hide or turn around what is read."""
    return " ".join("".join(" " if _is_hidden(sign) else sign for sign in text).split())


def _is_hidden(sign: str) -> bool:
    return sign < " " or (not sign.isascii() and unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def paper_line(number: int | str, paper: Paper, abstract: str, facts: Facts | None = None) -> str:
    """`#12 Title (who; venue; code)` and the abstract on the next line."""
    known = [one for one in (facts.venue, "code" if facts.code else "") if one] if facts else []
    who = "; ".join((_who(paper), *(one_line(one)[:_LONGEST_BYLINE] for one in known)))
    return f"#{number} {one_line(without_orders(paper.title))} ({who})\n{one_line(abstract)}"


def _who(paper: Paper) -> str:
    if not paper.affiliations:
        return one_line(paper.byline)[:_LONGEST_BYLINE]
    return one_line(f"{paper.byline}, {paper.affiliations[0]}")[:_LONGEST_BYLINE]


def sheet(
    papers: Sequence[Paper],
    room: int,
    facts: Mapping[str, Facts] | None = None,
    numbers: Sequence[int | str] | None = None,
) -> tuple[str, ...]:
    """Papers, best first, in so many tokens; the longest abstracts are shortened, the last papers left out.

    They are numbered from 1 unless `numbers` says otherwise. What an abstract says to whoever summarises it isn't
    among it.
    """
    numbers = numbers or range(1, len(papers) + 1)
    papers = [replace(paper, abstract=without_orders(paper.abstract)) for paper in papers]
    known = facts or {}
    pairs = list(zip(numbers, papers, strict=True))
    heads = [tokens.count(paper_line(at, paper, "", known.get(paper.id))) for at, paper in pairs]
    while papers and sum(heads[: len(papers)]) + _LEAST_ROOM * len(papers) > room:
        papers = papers[:-1]
    left = room - sum(heads[: len(papers)])
    most = _most([tokens.count(paper.abstract) for paper in papers], left)
    return tuple(
        paper_line(at, paper, tokens.abstract_within(paper, most) if most else paper.abstract, known.get(paper.id))
        for at, paper in zip(numbers, papers, strict=False)
    )


def _most(lengths: Sequence[int], room: int) -> int:
    """How long an abstract may be so that all fit; 0 where they fit as they are."""
    if sum(lengths) <= room:
        return 0
    low, high = 0, max(lengths, default=0)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(length, middle) for length in lengths) <= room:
            low = middle
        else:
            high = middle - 1
    return max(low, 1)
