"""One abstract, read once: each sentence in our words with what it does there, ready to be told alone or after another."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from digest.extract import worth
from digest.extract.acronyms import definitions, spelt_out
from digest.extract.candidate import Candidate
from digest.extract.frames import told
from digest.extract.passages import passages
from digest.extract.presuming import explains, presumed, strangers
from digest.extract.shortening import shortened
from digest.extract.voice import voice
from digest.extract.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.extract.frames import Told
    from digest.extract.passages import Passage
    from digest.model import Facts, Paper

_ENDS = (".", "!", ".”", ".)", '."')
_WORD = re.compile(r"[a-z][a-z-]{3,}")
_MEANS = re.compile(r"\s(?:via|using|through|based on|by means of|powered by)\s|\swith\s", re.IGNORECASE)
_FEW = 2
# In any words: that the abstract has a result at all.
_REPORTS = re.compile(
    r"\b(?:outperform|surpass|superior|achiev(?:es?|ed|ing)|state-of-the-art\s(?:performance|results?|accuracy))\w*\b"
    r"|\b(?:experiments?|results?|evaluations?|analys[ie]s|simulations?|findings?|we|tests)\b[^.]{0,120}?"
    r"\b(?:show|demonstrate|reveal|indicate|suggest|confirm|find|found|observe|validate)(?:s|ed)?\b",
    re.IGNORECASE,
)
# What is done on the way.
_STEPS = re.compile(
    r"^[^,]{0,60}?\b(?:introduces (?:a|two|three)|uses?|employs?|adopts?|leverages?|trains?|collects?|adds?|appl(?:y|ies)"
    r"|makes?|takes?|performs?|conducts?)\s"
)
# What was tried on, without what was tried.
_NO_OBJECT = re.compile(r"\b(?:evaluate|test|train|experiment|focus|validate)s?\s(?:on|with|across|in)\b")
_SAYS_SOMETHING = 38
"""Characters that a sentence needs to say what something is."""
_COINED = 3
"""How many ordinary unknown words a coined name without a word on it counts as."""
_OWN_NAME = 0.5
_STEM = 5
_STEMS_OF_ALL = frozenset(
    word[:_STEM]
    for word in """using with from large language models model learning towards toward through based approach framework
    method system study analysis evaluation benchmark data their this that over under into beyond efficient novel neural
    deep""".split()
)


class Abstract:
    """One abstract, read.

    Attributes:
        voice: Who speaks in it.
    """

    def __init__(self, paper: Paper, facts: Facts) -> None:
        self.voice = voice(paper, facts.names)
        self._names = facts.names
        self._paper = paper

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All its sentences, in order."""
        return passages(self._paper.abstract, opener=self.voice.macro)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Its own sentences, in its order, whether they stand alone or not."""
        return tuple(self._read())

    @cached_property
    def contributions(self) -> tuple[Candidate, ...]:
        """What it brings, the best first; what comes first, defines and says the title's words weighs more."""
        roles = {"named", "built", "studied"}
        made = [
            self._contribution(c)
            for c in self.candidates
            if (c.role in roles or (c.by and c.at == self.candidates[0].at))
            and len(c.text) >= _SAYS_SOMETHING
            and not c.follows
            and not _NO_OBJECT.search(c.text, 0, 60)
            and c.flaw in {"", "than what"}
            and not self.voice.refers_back(c.text)
        ]
        return tuple(sorted((c for c in made if c.worth.points > 0), key=lambda c: (-c.worth.points, c.at)))

    @cached_property
    def findings(self) -> tuple[Candidate, ...]:
        """What it found, the best first, whether it stands alone or not."""
        found = [c for c in self.candidates if c.is_finding and c.worth.tells]
        return tuple(sorted(found, key=lambda c: -c.worth.points))

    @cached_property
    def reports(self) -> bool:
        """Whether it has a result, be it one that can't be told."""
        mine = [c.at for c in self.candidates]
        later = self.passages[mine[0] + 1 :] if mine else ()
        return bool(self.findings) or any(worth.measured(p.text) or _REPORTS.search(p.text) for p in later)

    def unknown(self, text: str) -> int:
        """How many things that a reader can't know what is told of the paper speaks of."""
        coined = sum(name in text and not explains(text, name) for name in self._names)
        return _COINED * coined + bool(presumed(text)) + strangers(text, f"{self.voice.name} {self.voice.by}")

    def spelt_out(self, text: str) -> str:
        """With the abstract's own abbreviations explained."""
        return spelt_out(text, self._meaning, self.voice.name)

    def central(self, text: str) -> float:
        """How much it says of what the title says, its names apart, from 0 to 1."""
        return len(self._title & _stems(text)) / max(len(self._title), 1)

    def _contribution(self, candidate: Candidate) -> Candidate:
        named = candidate.role == "named"
        weighed = worth.contribution(candidate.text, named=named, studied=candidate.role == "studied")
        points = weighed.points - 0.2 * (candidate.at - self.candidates[0].at)
        points += self.central(candidate.text) - 0.8 * (named and " is " not in candidate.text)
        points += _OWN_NAME * (bool(self.voice.name) and self.voice.name in candidate.text)
        points -= _OWN_NAME * bool(_STEPS.search(candidate.text) or candidate.text.startswith("To "))
        return replace(candidate, worth=replace(weighed, points=points))

    def _read(self) -> Iterator[Candidate]:
        began, known, near, name = False, False, False, self.voice.name
        for passage in self.passages:
            text = self.voice.named(passage.text)
            if known:
                text = self.voice.continued(text, near=near)
            said = told(text, self.voice)
            # `It` is what the sentence before is about, not whatever that mentions too.
            near = bool(name) and said is not None and (said.role == "named" or said.text.startswith(name))
            known = known or (bool(name) and name in text)
            began = began or said is None or said.role != "plain"
            # What stands before the first thing that its people say of themselves is background.
            if said and began and (candidate := self._candidate(passage, said)):
                yield candidate

    def _candidate(self, passage: Passage, said: Told) -> Candidate | None:
        turns = passage.tie == "turns" and not (self.voice.name and said.text.startswith(self.voice.name))
        if turns or self._turned(passage):
            return None
        text = self.voice.continued(said.text, near=False) if said.role == "found" else said.text
        text = self.spelt_out(text if text.endswith(_ENDS) else sentence(text))
        text = shortened(text)
        follows = not self.voice.name and not said.by and self.voice.refers(text)
        own = self._is_on_it(text)
        weighed = worth.finding(text, framed=said.role == "found", hedged=said.hedged)
        return Candidate(
            text=self.voice.theirs(text) if follows else text,
            source=passage.raw,
            at=passage.at,
            role=said.role,
            by=said.by,
            worth=replace(weighed, points=weighed.points - 0.2 * (passage.tie == "adds") + _OWN_NAME * own),
            own=own,
            follows=follows,
            bare=self.voice.standing(text) if follows else text,
        )

    def _is_on_it(self, text: str) -> bool:
        """Whether it is on what its people made."""
        return self.voice.name in text if self.voice.name else self.voice.refers(text) or self.voice.by in text

    def _turned(self, passage: Passage) -> bool:
        """Whether the next sentence turns against this one, so that it is half of what is said."""
        after = self.passages[passage.at + 1 : passage.at + 2]
        return bool(after) and after[0].tie == "turns"

    @cached_property
    def _title(self) -> frozenset[str]:
        """The title's words on what was done; those on the means only where there are too few others."""
        title = _stems(self._paper.title) - _STEMS_OF_ALL
        aim = _stems(_MEANS.split(self._paper.title)[0]) - _STEMS_OF_ALL
        return aim if len(aim) >= _FEW else title

    @cached_property
    def _meaning(self) -> Mapping[str, str]:
        return definitions(self._paper.abstract)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()))
