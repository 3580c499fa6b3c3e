"""The ways to tell one paper in one or two sentences, with how likely a reader finds each of them good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.extract.story_features import features
from digest.extract.story_weights import BIAS, WEIGHTS
from digest.text.titles import quotable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.extract.abstract import Abstract
    from digest.extract.scoring import ScoredSentence

_PAIR, _ONE = 430, 330
"""Characters that two sentences may have, and one."""
_FINDINGS, _PAIRED, _CONTRIBUTIONS = 4, 3, 2
"""Findings that may be told alone and behind what the paper is, and sentences on that, of which the best telling is sought."""
# What only the sentence before says, wherever it stands.
_POINTS_BACK = re.compile(
    r"\b(?:[Tt]h(?:is|ese|ose)|[Ss]uch(?! as\b| that\b)|[Bb]oth(?!\b[^.;]{1,80}\band\b))"
    r"\s(?!work\b|paper\b|who\b|that\b|of\b|with\b)"
)
# `On six tasks, it …`: nothing before the pronoun is what it stands for.
_BARE = re.compile(
    r"(?:(?:On|In|Across|For|With|At|Under|Over|Compared|Against)\b[^,]*(?:,[^,]*)?, (?:it|they)|It(?! is\b)|They)\s"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What can be told of one paper: one or two whole sentences with its people and its title.

    Attributes:
        sources: The abstract's sentences that they were made from.
        good: The logit of a reader's finding it good: whole, understood with nothing beside it, and the paper's point.
        finds: Whether it tells of something found, not only of what was built or looked at.
        measured: Whether it has a number with its unit.
        negative: Whether it tells of a failure, a harm or a limit.
    """

    text: str
    sources: tuple[str, ...]
    good: float
    finds: bool
    measured: bool
    negative: bool

    @property
    def worth_showing(self) -> tuple[bool, float]:
        """A figure before what has none, then the likeliest to be good."""
        return self.measured, self.good


def stories(abstract: Abstract) -> Iterator[Story]:
    """All ways to tell it: what it found, with or without what it is, or what it is alone."""
    findings, made = abstract.findings[:_FINDINGS], abstract.contributions[:_CONTRIBUTIONS]
    ways: list[tuple[ScoredSentence, ...]] = [(one,) for one in findings if not one.candidate.follows]
    ways += [(what, finding) for what in made for finding in findings[:_PAIRED] if what.at < finding.at]
    ways += [(what,) for what in made]
    for sentences in dict.fromkeys(ways):
        said = body(sentences, abstract)
        if len(said) <= (_ONE if len(sentences) == 1 else _PAIR) and not _dangles(sentences):
            found, measures = sentences[-1] in findings, features(sentences, said, abstract)
            yield Story(
                text=attributed(said, abstract, by=any(one.candidate.by for one in sentences)),
                sources=tuple(one.source for one in sentences),
                good=_logit(measures),
                finds=found,
                measured=found and "measured" in sentences[-1].found,
                negative=found and "negative" in measures and "of others" not in measures,
            )


def _dangles(sentences: Sequence[ScoredSentence]) -> bool:
    """Whether it points back to what isn't told."""
    first, last = sentences[0], sentences[-1]
    apart = first.at + 1 < last.at
    return bool(
        _POINTS_BACK.search(first.text) or _BARE.match(first.text) or (apart and _POINTS_BACK.search(last.text))
    )


def body(sentences: Sequence[ScoredSentence], abstract: Abstract) -> str:
    """The sentences as they are told one after the other, without people and title."""
    first, last = sentences[0].text, sentences[-1].text
    return first if len(sentences) == 1 else f"{first} {abstract.voice.with_pronouns(first, last)}"


def attributed(text: str, abstract: Abstract, *, by: bool) -> str:
    """With the title in brackets, and the people where they don't stand in it already (`by`)."""
    people, title = abstract.voice.by, f"“{quotable(abstract.subject.heading)}”"
    whose = title if by or people in text else f"{people}, {title}"
    return f"{text[:-1]} ({whose})." if text.endswith(".") else f"{text} ({whose})"


def _logit(found: Mapping[str, float]) -> float:
    return BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())
