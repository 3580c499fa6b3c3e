"""What an examination of a part of an installation finds, as `paperround doctor` tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that an examination looked at.

    Attributes:
        what: What was found, in words.
        mend: The one step that mends it; "" where all is well.
    """

    what: str
    mend: str = ""

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.mend
