"""Invented papers for the tests of the sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from digest.model import Paper, Window
from tests.at_arxiv import at_arxiv

MONDAY = date(2026, 5, 11)
WEEK = Window(start=MONDAY, end=MONDAY + timedelta(days=4))


def paper(number: int = 1, **changes: object) -> Paper:
    """A paper of that number, submitted on a day of the week that follows from it."""
    day = MONDAY + timedelta(days=number % 5)
    invented = Paper(
        id=f"2605.{number:05}",
        title=f"Invented paper {number}",
        abstract=f"We study the invented question {number}.",
        authors=("Ada Lovelace", "Alan Turing"),
        categories=("cs.CL", "cs.LG"),
        published=day,
        listed=day,
        **at_arxiv(f"2605.{number:05}"),
    )
    return replace(invented, **changes)  # type: ignore[arg-type]


def papers(count: int) -> list[Paper]:
    """That many, oldest id first."""
    return [paper(number) for number in range(1, count + 1)]
