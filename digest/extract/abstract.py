"""One abstract, read once: each sentence in our words with what it does there, ready to be told alone or after another."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from digest.extract.acronyms import definitions, spelt_out
from digest.extract.candidate import CandidateSentence
from digest.extract.features import NUMBER, Subject, has_measurement
from digest.extract.frames import without_frame
from digest.extract.passages import passages
from digest.extract.scoring import score
from digest.extract.shortening import shortened
from digest.extract.voice import voice
from digest.extract.wholeness import broken
from digest.extract.wording import sentence
from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.extract.frames import Unframed
    from digest.extract.passages import Passage
    from digest.extract.scoring import ScoredSentence
    from digest.model import Facts, Paper

_ENDS = (".", "!", ".”", ".)", '."')
_MEANS = re.compile(r"\s(?:via|using|through|based on|by means of|powered by)\s|\swith\s", re.IGNORECASE)
_FEW = 2
_DEEDS = frozenset({"built", "studied"})
_SAYS_SOMETHING = 38
"""Characters that a sentence needs to say what something is."""
_ABOUT, _POINT = -2.2, -2.5
"""Logits from which on a sentence may be told as what the paper is, and as what it found."""
_SURELY = 0.0
"""The logit from which on also a deed is told as what it found: `They test X and show that …`."""


class Abstract:
    """One abstract, read.

    Attributes:
        voice: Who speaks in it.
        subject: What it is about.
    """

    def __init__(self, paper: Paper, facts: Facts) -> None:
        self.voice = voice(paper, facts.names)
        self._paper = paper
        self.subject = Subject(
            name=self.voice.name,
            by=self.voice.by,
            others=tuple(name for name in facts.names if name != self.voice.name),
            title=_title(paper.title) - frozenset(words.stems(self.voice.name)),
            heading=paper.title,
        )

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All its sentences, in order."""
        return passages(self._paper.abstract, opener=self.voice.macro)

    @cached_property
    def candidates(self) -> tuple[CandidateSentence, ...]:
        """Its own sentences, in its order, whether they stand alone or not."""
        return tuple(self._read_candidates())

    @cached_property
    def weighed(self) -> tuple[ScoredSentence, ...]:
        """The same with what the scorer says of each."""
        return tuple(score(candidate, self.subject) for candidate in self.candidates)

    @cached_property
    def contributions(self) -> tuple[ScoredSentence, ...]:
        """What it brings, the best first."""
        made = [
            one
            for one in self.weighed
            if one.about > _ABOUT
            and len(one.text) >= _SAYS_SOMETHING
            and not one.candidate.follows
            and not self.voice.refers_back(one.text)
        ]
        return tuple(sorted(made, key=lambda one: -one.about))

    @cached_property
    def findings(self) -> tuple[ScoredSentence, ...]:
        """What it found, the best first, whether it stands alone or not."""
        found = [one for one in self.weighed if one.point > (_SURELY if one.candidate.role in _DEEDS else _POINT)]
        return tuple(sorted(found, key=lambda one: -one.point))

    @cached_property
    def measures(self) -> bool:
        """Whether it has a number with its unit."""
        return has_measurement(self._paper.abstract)

    @cached_property
    def figures(self) -> Mapping[int, frozenset[str]]:
        """The numbers of each of its own sentences that measures something, by its place."""
        return {one.at: frozenset(NUMBER.findall(one.text)) for one in self.weighed if one.found.get("measured")}

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """The share of its words that each stem has, without those that stand anywhere."""
        counted = Counter(word for word in words.stems(self._paper.abstract) if word not in words.common())
        return {word: count / counted.total() for word, count in counted.items()}

    def spelt_out(self, text: str) -> str:
        """With the abstract's own abbreviations explained."""
        return spelt_out(text, self._meaning, self.voice.name)

    def _read_candidates(self) -> Iterator[CandidateSentence]:
        began, known, near, name = -1, False, False, self.voice.name
        for passage in self.passages:
            text = self.voice.with_own_name(passage.text)
            if known:
                text = self.voice.with_subject_named(text, near=near)
            said = without_frame(text, self.voice)
            # `It` is what the sentence before is about, not whatever that mentions too.
            near = bool(name) and said is not None and (said.role == "named" or said.text.startswith(name))
            known = known or (bool(name) and name in text)
            began = passage.at if began < 0 and (said is None or said.role != "plain") else began
            # What stands before the first thing that its people say of themselves is background.
            if said and began >= 0 and (candidate := self._candidate(passage, said, passage.at - began)):
                yield candidate

    def _candidate(self, passage: Passage, said: Unframed, since: int) -> CandidateSentence | None:
        turns = passage.tie == "turns" and not (self.voice.name and said.text.startswith(self.voice.name))
        if turns or self._is_turned_against(passage):
            return None
        text = self.voice.with_subject_named(said.text, near=False) if said.role == "found" else said.text
        text = shortened(self.spelt_out(text if text.endswith(_ENDS) else sentence(text)))
        follows = not self.voice.name and not said.by and self.voice.refers_to_own_work(text)
        text = self.voice.with_their_for_our(text) if follows else text
        if broken(text):
            return None
        return CandidateSentence(
            text=text,
            source=passage.raw,
            at=passage.at,
            place=passage.at / max(len(self.passages) - 1, 1),
            since=since,
            tie=passage.tie,
            role=said.role,
            by=said.by,
            hedged=said.hedged,
            follows=follows,
        )

    def _is_turned_against(self, passage: Passage) -> bool:
        """Whether the next sentence turns against this one, so that it is half of what is said."""
        after = self.passages[passage.at + 1 : passage.at + 2]
        return bool(after) and after[0].tie == "turns"

    @cached_property
    def _meaning(self) -> Mapping[str, str]:
        return definitions(self._paper.abstract)


def _title(title: str) -> frozenset[str]:
    """The title's stems on what was done; those on the means only where there are too few others."""
    whole = frozenset(words.stems(title)) - words.common()
    aim = frozenset(words.stems(_MEANS.split(title)[0])) - words.common()
    return aim if len(aim) >= _FEW else whole
