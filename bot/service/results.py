"""What the service gives its callers besides roundups: the preview of one, where one stands, and the verdict on a paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.store.ledger import Delivery
    from digest.model import Paper, Shortlist, Topic, Window
    from digest.selection import Verdict


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
