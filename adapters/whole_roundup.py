"""A posted roundup for platforms that show it in one piece instead of message by message, such as mail."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.message import Text  # noqa: TC001 - what is kept in the store is read back by its annotations


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeRoundup:
    """Which roundup it is, and what the roundup doesn't say itself.

    Attributes:
        id: Under which it is kept.
        topic: As its subscription calls it.
        notes: What is unusual this time, and papers that return, a line each.
        address: Its web page; "" where there is none.
    """

    id: str
    topic: str
    notes: tuple[Text, ...] = ()
    address: str = ""
