"""The ways to tell one paper in one or two sentences, with how likely a reader finds each of them good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.extract.features import known, measured
from digest.extract.story_weights import BIAS, WEIGHTS
from digest.extract.tone import is_hollow, is_negative
from digest.text.titles import quotable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.extract.abstract import Abstract
    from digest.extract.scoring import Weighed

_PAIR, _ONE = 430, 330
"""Characters that two sentences may have, and one."""
_FINDINGS, _PAIRED, _CONTRIBUTIONS = 4, 3, 2
"""Findings that may be told alone and behind what the paper is, and sentences on that, of which the best telling is sought."""
# What only the sentence before says, wherever it stands.
_POINTS_BACK = re.compile(
    r"\b(?:[Tt]h(?:is|ese|ose)|[Ss]uch(?! as\b| that\b)|[Bb]oth(?!\b[^.;]{1,80}\band\b))"
    r"\s(?!work\b|paper\b|who\b|that\b|of\b|with\b)"
)
_AGAIN = re.compile(r"[.?!]\s(?:It|They|Their|The results)\s")
_NUMBER = re.compile(r"(?<![\w.-])\d[\d.,]*")
_LOGIT, _CHARACTERS, _MARKS = 3.0, 300, 8
"""What logits, characters, and commas and numbers are divided by, so that all features are of one size."""
_FAR = 6
_BELOW = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What can be told of one paper: one or two whole sentences with its people and its title.

    Attributes:
        sources: The abstract's sentences that they were made from.
        good: The logit of a reader's finding it good: whole, understood with nothing beside it, and the paper's point.
        finds: Whether it tells of something found, not only of what was built or looked at.
        single: Whether it is one sentence.
        measured: Whether it has a number with its unit.
        negative: Whether it tells of a failure, a harm or a limit.
    """

    text: str
    sources: tuple[str, ...]
    good: float
    finds: bool
    single: bool
    measured: bool
    negative: bool

    @property
    def worth_showing(self) -> tuple[bool, float]:
        """A figure or a failure before what says neither, then the likeliest to be good."""
        return self.measured or self.negative, self.good


def stories(abstract: Abstract) -> Iterator[Story]:
    """All ways to tell it: what it found, with or without what it is, or what it is alone."""
    findings, made = abstract.findings[:_FINDINGS], abstract.contributions[:_CONTRIBUTIONS]
    ways: list[tuple[Weighed, ...]] = [(one,) for one in findings if not one.candidate.follows]
    ways += [(what, finding) for what in made for finding in findings[:_PAIRED] if what.at < finding.at]
    ways += [(what,) for what in made]
    for told in dict.fromkeys(ways):
        said = body(told, abstract)
        if len(said) <= (_ONE if len(told) == 1 else _PAIR) and not _dangles(told):
            last, found = told[-1].text, told[-1] in findings
            yield Story(
                text=attributed(said, abstract, by=any(one.candidate.by for one in told)),
                sources=tuple(one.source for one in told),
                good=_logit(features(told, said, abstract)),
                finds=found,
                single=len(told) == 1,
                measured=found and measured(last),
                negative=found and is_negative(last),
            )


def _dangles(told: Sequence[Weighed]) -> bool:
    """Whether it points back to what isn't told."""
    first, last = told[0], told[-1]
    apart = first.at + 1 < last.at
    return bool(_POINTS_BACK.search(first.text) or (apart and _POINTS_BACK.search(last.text)))


def body(told: Sequence[Weighed], abstract: Abstract) -> str:
    """The sentences as they are told one after the other, without people and title."""
    first, last = told[0].text, told[-1].text
    return first if len(told) == 1 else f"{first} {abstract.voice.again(first, last)}"


def attributed(text: str, abstract: Abstract, *, by: bool) -> str:
    """With the title in brackets, and the people where they don't stand in it already (`by`)."""
    people, title = abstract.voice.by, f"“{quotable(abstract.subject.heading)}”"
    whose = title if by or people in text else f"{people}, {title}"
    return f"{text[:-1]} ({whose})." if text.endswith(".") else f"{text} ({whose})"


def features(told: Sequence[Weighed], body: str, abstract: Abstract) -> Mapping[str, float]:
    """All that is measured of a way to tell it, by the names that the weights go by; what is 0 is left out.

    Args:
        told: The sentences, in order.
        body: Their text, as it is told, without people and title.
        abstract: Where they are from.
    """
    first, last, subject, pair = told[0], told[-1], abstract.subject, len(told) > 1
    best = abstract.findings[0].point if abstract.findings else 0.0
    following = pair and first.at + 1 == last.at
    taken = known(last.candidate, subject, first.text if pair else "", next_to_it=following, titled=True)
    found: dict[str, float] = {
        **_of("last", last, taken),
        "pair": pair,
        "point": last.point / _LOGIT,
        "about": last.about / _LOGIT,
        "alone": last.alone / _LOGIT,
        "below the best": min(max(best - last.point, 0.0), _BELOW) / _BELOW,
        "is the best": last.point >= best,
        "characters": len(body) / _CHARACTERS,
        "characters squared": (len(body) / _CHARACTERS) ** 2,
        "numbers": min(len(_NUMBER.findall(body)), _MARKS) / _MARKS,
        "commas": min(body.count(","), _MARKS) / _MARKS,
        "colon": ":" in body,
        "question": "?" in body,
        "semicolon": ";" in body,
        "dash": "–" in body or "—" in body,
        "hollow": is_hollow(last.text),
        "negative": is_negative(last.text),
        "says the title": subject.coverage(body),
        "measured elsewhere": abstract.measures and not measured(body),
        "the abstract measures": abstract.measures,
        "sentences of the abstract": len(abstract.passages) / 10,
        "has a name": bool(subject.name),
    }
    if pair:
        found |= _of("first", first, known(first.candidate, subject, titled=True))
        found |= {
            "first about": first.about / _LOGIT,
            "apart": min(last.at - first.at, _FAR) / _FAR,
            "following": following,
            "again": bool(_AGAIN.search(body)),
        }
    return {name: float(value) for name, value in found.items() if value}


def _of(place: str, one: Weighed, taken: Mapping[str, float]) -> Mapping[str, float]:
    """What is measured of one sentence, but its words."""
    own = {name: value for name, value in one.found.items() if not name.startswith("word ")} | {**taken}
    return {f"{place} {name}": value for name, value in own.items()}


def _logit(found: Mapping[str, float]) -> float:
    return BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())
