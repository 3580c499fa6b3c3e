"""The passages of a paper, each a sentence with its part: what the paper starts from, what it does, what is planned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from digest.check import amounts, quantities
from digest.check.alignment import content
from digest.check.naming import words
from digest.check.orders import without_orders
from digest.text.sentences import split as sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.check.amounts import Amount
    from digest.model import Paper

Part = Literal["title", "background", "own", "planned", "note"]

_OWN = re.compile(
    r"\b(?:we|our|ours|us|here,|the authors?|this (?:paper|work|study|article|survey|report|thesis|research|framework"
    r"|method|benchmark|approach|position paper)|the (?:present|proposed) (?:paper|work|study|method|framework|approach)"
    r"|(?:is|are) (?:proposed|introduced|presented))\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will (?:be|make|release|publish|open|extend|explore|provide|enable)|upon (?:acceptance|publication)"
    r"|future (?:work|research|directions?|studies|efforts)|left (?:to|for)"
    r"|leave (?:it |this |the )?[\w\s]{0,40}(?:to|for) future"
    r"|plans? to|planned|roadmap|research agenda|we (?:envision|outline|call for|argue that future)"
    r"|remains? (?:open|to be|an open)|to be (?:released|explored|published)|open (?:challenges?|problems?|questions?)"
    r"|could|should|pointing to|motivat\w+)\b",
    re.IGNORECASE,
)
_DENIALS = ("not", "no", "never", "without", "nor", "neither", "cannot", "only", "less", "fewer")
LOOSE = frozenset("the a an its it they their this that of by authors paper work and is are et al".split())
_SHOWN = 120
"""Characters that a reason quotes at most."""
_NEAR_BY = 4
"""How far a loose word may be looked for, so that it doesn't run past the rest."""
_STEM, _ENDING = 5, 2
"""Letters after which two words may end differently, and by how many, and still be one: `introduce` and `introduces`."""


@dataclass(frozen=True, kw_only=True)
class SourcePassage:
    """A sentence of a paper, or its title, or a quote from it.

    Attributes:
        text: Plain, as `quantities.plain` gives it.
        part: `background` comes before what the paper itself does, `planned` speaks of what isn't done yet.
    """

    text: str
    part: Part

    @property
    def quoted(self) -> str:
        """In quotation marks, cut where it is long."""
        whole = len(self.text) <= _SHOWN
        return f"“{self.text if whole else self.text[: _SHOWN - 1].rsplit(' ', 1)[0] + ' …'}”"

    @cached_property
    def low(self) -> str:
        """In lower case."""
        return self.text.lower()

    @cached_property
    def words(self) -> list[str]:
        """All its words, folded."""
        return words(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its words that carry meaning."""
        return frozenset(word.stem for word in content(self.text))

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """Its amounts, in order."""
        return amounts.read(self.text, inside_names=True)


def passages(paper: Paper) -> Iterable[SourcePassage]:
    """The title, the abstract's sentences and the comment."""
    yield SourcePassage(text=quantities.plain(without_orders(paper.title)), part="title")
    began = False
    for sentence in sentences(quantities.plain(without_orders(paper.abstract))):
        began = began or bool(_OWN.search(sentence))
        yield SourcePassage(
            text=sentence, part="planned" if _PLANNED.search(sentence) else "own" if began else "background"
        )
    if paper.comment:
        note = quantities.plain(without_orders(paper.comment))
        yield SourcePassage(text=note, part="planned" if _PLANNED.search(note) else "note")


def folded(text: str) -> str:
    """Letters and digits only, for finding a quote whatever its spaces, case and signs."""
    return "".join(words(text))


def is_taken(said: Sequence[str], passage: SourcePassage, loose: frozenset[str]) -> bool:
    """Whether these words stand in a passage in this order, but for those that are loose."""
    given = passage.words
    if any(given.count(word) > said.count(word) for word in _DENIALS):
        return False
    at = 0
    for word in said:
        found = next((n for n in range(at, len(given)) if _is_one(word, given[n])), None)
        if found is not None and not (word in loose and found > at + _NEAR_BY):
            at = found + 1
        elif word not in loose:
            return False
    return True


def _is_one(word: str, given: str) -> bool:
    return word == given or (
        word[:_STEM] == given[:_STEM] and abs(len(word) - len(given)) <= _ENDING and word.isalpha()
    )
