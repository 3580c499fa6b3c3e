"""Lays a statement beside its sources: its clauses, the paper that each is told of, and the passages that come nearest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.check.naming import words
from digest.text import words as stemming

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.check.passages import SourcePassage
    from digest.check.sources import SourcePaper
    from digest.roundup import ReferencePlace

_TOKEN = re.compile(r"[^\W_]+(?:['’][a-z]+)?")
_POSSESSIVE = re.compile(r"['’].*")
_CLAUSE = re.compile(
    r"[;:!?]\s|\.\s|\s[-–—]\s|,?\s(?:while|whereas|although|though|but|yet|and then|which|where|who|whose)\s"
    r"|,\s(?:and|or|so|with|by|as|because|since|when|if|in|for|on|then|not|even|from|after|before|to|the|a|one|its|it"
    r"|both|that|[a-z]+ing)\s|,\s(?=[A-Z])"
)
_OTHER = re.compile(r"\bthe (?:other|latter|second)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\W*(?:whereas|while|by contrast|in contrast|conversely)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w’'-]+")
_GRAMMAR = """
a about above across after again all almost also although always am among an and another any anything are around as at
away back be because become been before behind being below between both but by can cannot come could did do does doing
done down each either else enough ever every few for from get given give go goes good had has have having he her here
his how however if in instead into is it its itself just keep kept know later least less let like little made make makes
many may might more most much must near nearly neither never no none nor not nothing now of off often on once one only
onto or other others otherwise our out over own per put quite rather really same say says see seem several she should
show shown shows since so some something still such take taken takes than that the their them themselves then there
therefore these they thing things this those though three through thus time times to together too toward towards two
under until up upon us use used uses using very via want was way ways we week well were what whatever when where whereas
whether which while who whole whom whose why will with within without work works would yet you your paper papers study
studies author authors propose introduce present report find finds found method methods approach approaches new based
call called et al colleague colleagues team four five six seven eight nine ten half third quarter percent point points
"""
_LONGEST_NAME = 3


@lru_cache(maxsize=1)
def _grammar() -> frozenset[str]:
    return frozenset(stemming.stem(_GRAMMAR.split()))


@dataclass(frozen=True, slots=True)
class Word:
    """A word that carries meaning, by its stem, and where it begins."""

    stem: str
    at: int


@lru_cache(maxsize=4096)
def content(text: str) -> tuple[Word, ...]:
    """The words that carry meaning; a number is among them only where it is part of a name, as in `Gemma 2`."""
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
    stems = stemming.stem([_POSSESSIVE.sub("", word.lower()) for word, _, _ in tokens])
    found: list[Word] = []
    last, end = "", -2
    for stem, (word, start, stop) in zip(stems, tokens, strict=True):
        if word.isdecimal():
            if last[:1].isupper() and start - end == 1 and text[end] in " -":
                found.append(Word(last.lower() + word, start))
        elif stem not in _grammar() and len(stem) > 1:
            found.append(Word(stem, start))
        last, end = word, stop
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A part of a statement that says one thing.

    Attributes:
        about: The cited papers that it may be told of: those whose reference stands in it, or else the one that it
            names, or else the one that a clause before names and those that are named nowhere, or else all. A clause
            that sets another against the one before and names none may be told of any.
        named: Whether it names or refers to that one itself.
    """

    text: str
    start: int
    end: int
    about: tuple[SourcePaper, ...]
    named: bool

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its words that carry meaning."""
        return frozenset(word.stem for word in content(self.text))

    @cached_property
    def nearest(self) -> tuple[SourcePassage, ...]:
        """The two passages of each paper that it may be told of that come nearest."""
        return tuple(one for source in self.about for one in best(self.stems, source))


def clauses(text: str, sources: Sequence[SourcePaper], marks: Sequence[ReferencePlace] = ()) -> tuple[Clause, ...]:
    """The clauses of a statement, with the papers that each is told of."""
    cuts = [0, *(m.start() + 1 for m in _CLAUSE.finditer(text)), len(text)]
    found: list[Clause] = []
    silent = [one for one in sources if len(sources) > 1 and not _mentions(text, one, sources)]
    last: tuple[SourcePaper, ...] = ()
    for start, end in pairwise(cuts):
        part = text[start:end]
        marked = {mark.paper for mark in marks if start < mark.at <= end}
        named = tuple(one for one in sources if (one.id in marked if marked else _mentions(part, one, sources)))
        if not named and len(last) == 1 and len(sources) == 2 and _OTHER.search(part):  # noqa: PLR2004 - the other of two
            named = tuple(one for one in sources if one not in last)
        last = named or last
        # A paper that is nowhere named may be meant wherever none is.
        silently = (*last, *silent) if len(last) == 1 and not _AGAINST.match(part) else tuple(sources)
        about = named if len(named) == 1 or (named and marked) else silently
        found.append(Clause(text=part, start=start, end=end, about=about, named=len(named) == 1))
    return tuple(found)


def _mentions(part: str, one: SourcePaper, sources: Sequence[SourcePaper]) -> bool:
    """Whether a part names a paper, by a name or an author that no other cited paper has."""
    if len(sources) == 1:
        return True
    said = words(part)
    runs = {"".join(said[i : i + n]) for n in range(1, _LONGEST_NAME + 1) for i in range(len(said))}
    others = [other for other in sources if other is not one]
    own = {name for name in one.own_names if not any(name in other.joined_words for other in others)}
    signed = {name for name in one.surnames if not any(name in other.surnames for other in others)}
    capitals = {folded[0] for match in _CAPITAL.findall(part) if (folded := words(match))}
    return bool(own & runs) or bool(signed & capitals)


def share(stems: Iterable[str], passages: Iterable[SourcePassage]) -> float:
    """How much of some stems stands in some passages, from 0 to 1."""
    wanted = frozenset(stems)
    have = frozenset[str]().union(*(passage.stems for passage in passages))
    return len(wanted & have) / len(wanted) if wanted else 1.0


def best(stems: frozenset[str], source: SourcePaper, count: int = 2) -> tuple[SourcePassage, ...]:
    """The passages of a paper that share most with some stems, best first."""
    ranked = sorted(source.passages, key=lambda one: -len(stems & one.stems) * (1 + 1 / (8 + len(one.stems))))
    return tuple(one for one in ranked[:count] if stems & one.stems)
