"""What the service gives its callers: a roundup that was made, the preview of one, and the verdict on one paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.store.ledger import Delivery
    from digest.model import Paper, Shortlist, Topic, Window
    from digest.roundup import Roundup
    from digest.selection import Verdict

_FEW = 0.5
"""The share of the weeks before from which a week counts as usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a roundup would be about.

    Attributes:
        themes: Their labels, the largest first; () where the papers have nothing in common.
        missing: Why not all of the window could be read, as a sentence; "" where it was.
        author: Whom the topic's words name, where they are the name of one of the authors.
    """

    shortlist: Shortlist
    themes: tuple[str, ...]
    missing: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRoundup:
    """A roundup, and what a reader must know about how it came to be.

    Attributes:
        missing: Why not all of the window could be read, as a sentence; "" where it was.
    """

    roundup: Roundup
    missing: str = ""

    @property
    def usual(self) -> int | None:
        """How many papers the weeks before had on topic, where this one has far fewer; else None."""
        trend = self.roundup.trend
        if trend is None or len(trend.counts) < 2:  # noqa: PLR2004 - one week has nothing to compare with
            return None
        before = trend.counts[:-1]
        mean = sum(before) / len(before)
        return round(mean) if trend.counts[-1] < mean * _FEW else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnItsWay:
    """A roundup that was due and isn't posted yet.

    Attributes:
        obstacle: What the platform said when it took nothing, as a sentence; "" where nothing is in the way.
    """

    slot: datetime
    obstacle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRoundup:
    """A roundup that stands in a channel, or is on its way there.

    Attributes:
        is_new: Whether it is there because it was asked for just now.
    """

    delivery: Delivery
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperVerdict:
    """A paper, and why it is or isn't in a roundup."""

    paper: Paper
    topic: Topic
    window: Window
    verdict: Verdict | None
