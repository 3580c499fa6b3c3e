"""What people typed, made safe to read: one line of visible text, no longer than anybody means to write."""

from __future__ import annotations

import re
import unicodedata

from digest.errors import Misunderstood

LONGEST = 4_000
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂〝〞", '"'))
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def cleaned(text: str) -> str:
    """The visible words on one line, with straight quotes; raises Misunderstood where there are far too many.

    Control characters and marks that turn or hide text are dropped: they only ever make two equal-looking texts differ.
    """
    if len(text) > LONGEST:
        problem = f"That is {len(text):,} characters long; I read up to {LONGEST:,}."
        raise Misunderstood(problem, example="/papers help")
    spaced = re.sub(r"\s", " ", text)
    # Composing may leave or make such marks, so it comes first.
    composed = unicodedata.normalize("NFC", spaced).translate(_QUOTES)
    seen = "".join(c for c in composed if unicodedata.category(c) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def shortened(text: str, limit: int = 60) -> str:
    """Its beginning, to quote in an answer."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
