"""What delivery relies on: a channel that can be posted to, looked into and broken, on any platform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from adapters.errors import RightsLost

if TYPE_CHECKING:
    from adapters.chat import Channel, Publisher
    from digest.errors import PaperroundError

Silence = Literal["accepted", "unsent"]
"""A message that got no answer and stands, or doesn't."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A way to lose a channel, and what is said of it.

    Attributes:
        words: What a subscription is paused with, or, where nothing in the channel is to blame, what is said instead.
        readable: Whether what stands there can still be looked into.
    """

    words: str
    readable: bool = False
    error: type[PaperroundError] = RightsLost

    def told(self, error: PaperroundError) -> str:
        """What an error says, as `words` has it."""
        return error.reason if isinstance(error, RightsLost) else str(error)


class Place(Protocol):
    """One channel of one platform.

    Attributes:
        looks: Whether what stands there can be looked up. Where it can't, the platform knows what it was told was taken, and
            what it sends again has the id that it had.
    """

    looks: bool = True

    @property
    def platform(self) -> Publisher:
        """What is tested."""
        ...

    @property
    def channel(self) -> Channel:
        """Where it posts."""
        ...

    def stands(self, thread: str = "") -> list[str]:
        """The bot's messages in the channel itself, or in a thread, by id, as people see them from top to bottom."""
        ...

    def words(self, message: str, thread: str = "") -> str:
        """What people read in one."""
        ...

    def silence(self, how: Silence, *, after: int) -> None:
        """Let a post go without an answer, after so many that go well."""
        ...

    def slow_down(self) -> float:
        """Refuse the next post with 429; says for how many seconds."""
        ...

    def lose(self, how: str) -> None:
        """Lose the channel in one of the platform's ways."""
        ...
