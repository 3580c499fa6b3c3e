"""One paper explained in its own sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.extract.telling import BY_EXTRACT, Telling
from digest.roundup import Card
from digest.text.titles import gist, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Facts, Paper

_NEW = 3
_RESULTS = 3


def card(paper: Paper, facts: Facts, related: Sequence[Paper]) -> Card:
    """The card of a paper: what it is, what is new, and what it reports, in the order of its abstract."""
    telling = Telling(paper, facts)
    made = [c.text for c in telling.contributions][:_NEW]
    first, *further = made or [""]
    led = [found for found in telling.findings if found.text not in made]
    results = tuple(c.text for c in sorted(led[:_RESULTS], key=lambda c: c.at))
    first, results = (first, results) if first or not results else (results[0], results[1:])
    return Card(
        paper=paper,
        facts=facts,
        gist=first or gist(paper, facts, vocabulary([paper.abstract])),
        new=tuple(further),
        results=results,
        related=tuple(related),
        written_by=BY_EXTRACT,
    )
