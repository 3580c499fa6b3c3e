"""What is measured of a sentence, for a linear scorer: its place, its role, its figures, its words, what it takes for known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.extract.presuming import explains, strangers
from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.extract.candidate import CandidateSentence

_STARTS = re.compile(
    r"(?:It|They|Its|Theirs?|These|Those|This|Such|Both|The|We|An?|In|On|Across|When|While|For|To|By|With|Compared|Our)\b"
)
_POINTS_BACK = re.compile(
    r"\b(?:this|these|those|such|both|its|theirs?|it|they|them|each|others?|former|latter|same|here|above)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<![\w.-])\d[\d.,]*")
_COMPARES = re.compile(
    r"\b(?:than|over|compared|versus|vs|against|baselines?|outperform\w*|surpass\w*|exceed\w*|relative)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\d[.,]*\s?(?:%|×|percent\b|percentage\b|points?\b|pp\b|-?fold\b|x\b|dB\b|BLEU\b|F1\b|AUC\b|AUROC\b"
    r"|WER\b|times\b|of\s\d)"
    r"|(?<![\w.-])(?:0?\.\d+|\d+\.\d+)\b(?!\s?(?:B|M|K)\b)|\bfrom\s[\d.]+%?\sto\s[\d.]+"
)
_VERSION = re.compile(r"[A-Z][\w-]*[\s-]v?\d+(?:\.\d+)+(?!\s?%)\b|\bv\d+(?:\.\d+)*")
WORD = "word "
"""What opens the names of the features that say which words a sentence has."""
PLACE = "place"
"""What opens the names of the features that a sentence has by where it stands, not by what it says."""
_EARLY = 12
"""Characters in which a word that points back is the subject."""
_FAR = 6
_SHORT, _LONG, _VERY_LONG = 70, 220, 300
_MANY = 6
_SOME = 3
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a paper is about, as far as the features ask.

    Attributes:
        name: What it calls its method, or "".
        by: Its people.
        others: The other names that it gives.
        title: The stems of its title's own words.
        heading: Its title.
    """

    name: str
    by: str
    others: tuple[str, ...]
    title: frozenset[str]
    heading: str

    def coverage(self, text: str) -> float:
        """How much of the title's own words a text says, from 0 to 1."""
        return len(self.title & set(words.stems(text))) / max(len(self.title), 1)

    def unexplained(self, text: str, beside: str = "") -> int:
        """How many of its names stand in a text that doesn't say what they are, nor does what stands beside it."""
        return sum(name in text and name not in beside and not explains(text, name) for name in self.others)


def has_measurement(text: str) -> bool:
    """Whether it has a number with its unit."""
    return bool(_UNIT.search(_VERSION.sub("", text)))


def has_comparison(text: str) -> bool:
    """Whether it says against what."""
    return bool(_COMPARES.search(text))


def features(candidate: CandidateSentence, subject: Subject) -> Mapping[str, float]:
    """All that is measured of a sentence, by the names that the weights go by; what is 0 is left out."""
    text, name, numbers = candidate.text, subject.name, len(NUMBER.findall(candidate.text))
    units, compares, named = has_measurement(text), has_comparison(text), bool(name) and name in text
    start = _STARTS.match(text)
    found: dict[str, float] = {
        f"role {candidate.role}": 1,
        f"starts {start[0] if start else 'name' if named and text.startswith(name) else 'otherwise'}": 1,
        f"{PLACE}": candidate.place,
        f"{PLACE} squared": candidate.place**2,
        f"{PLACE} is last": candidate.place == 1,
        f"{PLACE} is first": candidate.at == 0,
        f"{PLACE} opens its own part": candidate.since == 0,
        f"{PLACE} far in its own part": min(candidate.since, _FAR) / _FAR,
        "adds": candidate.tie == "adds",
        "turns": candidate.tie == "turns",
        "hedged": candidate.hedged,
        "has its people": candidate.by,
        "measured": units,
        "numbers": min(numbers, _MANY) / _MANY,
        "any number": numbers > 0,
        "many numbers": numbers > _MANY,
        "compared": compares,
        "measured and compared": units and compares,
        "named": named,
        "has a name": bool(name),
        "their own": candidate.follows,
        "short": len(text) < _SHORT,
        "long": len(text) > _LONG,
        "very long": len(text) > _VERY_LONG,
    }
    found |= assumed_knowledge(candidate, subject)
    found |= {f"{WORD}{word}": 1 for word in words.stems(text)}
    return {feature: float(value) for feature, value in found.items() if value}


def assumed_knowledge(
    candidate: CandidateSentence, subject: Subject, before: str = "", *, next_to_it: bool = False, titled: bool = False
) -> Mapping[str, float]:
    """What it takes for known: words that point back, names, how much of the title is said.

    Args:
        candidate: The sentence.
        subject: What its paper is about.
        before: What is told before it, or "".
        next_to_it: Whether that stands right before it in the abstract too, so that `this` means it.
        titled: Whether the title stands beside it.
    """
    text, beside = candidate.text, subject.heading if titled else ""
    both = f"{before} {text}" if before else text
    back = [] if next_to_it else _POINTS_BACK.findall(text)
    early = _POINTS_BACK.search(text, 0, _EARLY) if back else None
    said = subject.coverage(both)
    foreign = strangers(both, f"{subject.name} {subject.by} {beside}") - (
        strangers(before, subject.by) if before else 0
    )
    own = bool(subject.name) and subject.name in both and subject.name not in beside
    return {
        "points back": min(len(back), _SOME) / _SOME,
        "points back early": bool(early),
        "says the title": said,
        "says nothing of the title": said == 0,
        "says half the title": said >= _HALF,
        "unexplained name": own and not explains(both, subject.name),
        "other names": min(subject.unexplained(both, beside), 2) / 2,
        "abbreviations": min(max(foreign, 0), _SOME) / _SOME,
    }
