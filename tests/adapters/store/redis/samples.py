"""Nouns for tests of the store, each made from little."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from adapters.chat import Channel
from adapters.store.ports import Subscription
from digest.model import Paper
from tests.at_arxiv import at_arxiv

NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)
HERE = Channel(platform="slack", workspace="T1", id="C1")
THERE = Channel(platform="discord", workspace="7", id="8")


def subscription(topic: str = "fine-tuning", *, channel: Channel = HERE, created: datetime = NOON) -> Subscription:
    """A weekly wish."""
    return Subscription(
        channel=channel,
        topic=topic,
        query=topic.replace("-", " "),
        cadence="weekly",
        weekday=0,
        at=time(9, 5),
        zone="Europe/Berlin",
        created=created,
    )


def paper(id_: str = "2605.00001", *, listed: date = date(2026, 5, 11), version: int = 1, title: str = "On A") -> Paper:
    """A paper with something in every field."""
    return Paper(
        id=id_,
        title=title,
        abstract="We do α → β. " * 20,
        authors=("Ada Lovelace", "Émilie du Châtelet"),
        categories=("cs.CL", "cs.LG"),
        published=date(2026, 5, 10),
        listed=listed,
        affiliations=("Analytical Society",),
        comment="12 pages",
        journal_ref="J. 1",
        doi="10.1/x",
        version=version,
        tex_title="On $A$",
        **at_arxiv(id_),
    )
