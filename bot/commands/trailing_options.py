"""Options that stand behind a topic, such as `deep` or `in German`: what the commands that take some have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.commands import writing_words
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Kind = Literal["cadence", "weekday", "at", "zone", "style", "language", "days"]
NOUNS: dict[Kind, str] = {
    "cadence": "rhythm",
    "weekday": "weekday",
    "at": "time of day",
    "zone": "time zone",
    "style": "style",
    "language": "language",
    "days": "span of time",
}


@dataclass(frozen=True, slots=True)
class TrailingOption:
    """One thing said after the topic; an unsure one may be meant as a word of the topic."""

    kind: Kind
    value: object
    sure: bool = True


def endings(text: str, most: int, *, marks: str = ",;") -> Iterator[tuple[str, str]]:
    """Ways to cut the text in two, with up to so many words behind, the most first; `marks` at the very end are dropped."""
    words = text.split(" ")
    for count in range(min(most, len(words)), 0, -1):
        yield " ".join(words[:-count]), " ".join(words[-count:]).rstrip(marks)


def how_written(words: str) -> TrailingOption | None:
    """A style or a language."""
    if style := writing_words.style_in(words):
        return TrailingOption("style", *style)
    language = writing_words.language_in(words)
    return TrailingOption("language", *language) if language else None


def values(options: Sequence[TrailingOption], *, understood: str, example: str) -> dict[Kind, object]:
    """The value of each kind; raises Misunderstood, with what was understood and an example, where two options clash."""
    found: dict[Kind, object] = {}
    for option in options:
        if found.setdefault(option.kind, option.value) != option.value:
            problem = f"There are two different values for the {NOUNS[option.kind]}; I need one."
            raise Misunderstood(problem, understood=understood, example=example)
    return found
