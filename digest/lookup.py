"""Finds a paper by id, link, title or method name, however people type it, and completes what they begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from unicodedata import combining, normalize

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from digest.facts.coinage import Shape, shape
from digest.facts.names import names
from digest.text.tex import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.model import Paper
    from digest.source_profiles import SourceProfiles

By = Literal["id", "title", "name", "abstract"]
_Entry = tuple[str, bool, str, int]  # as squeezed, whether it does not lead a title, as written, which paper
_GAP = re.compile(r"[\W_]+")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_SPELT = str.maketrans(_GREEK)
_LONGEST = 400
_PART_FROM = 4
_SLIP_FROM = 5  # of four letters, one changed is another name
_AMBIGUOUS = 20
_TITLE_CUTOFF = 86.0
_PART_CUTOFF = 94.0
_PART_WORDS = 3
_MANY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A paper that a reference may mean; `score` is 1 where it can mean no other."""

    paper: Paper
    score: float
    by: By


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What a person may go on to type, a name or a title, and the paper that it leads to."""

    text: str
    paper: Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """An index over stored papers; build it once a week with `Lookup.of`."""

    _papers: tuple[Paper, ...]
    _ids: dict[str, int]
    _names: dict[str, tuple[tuple[float, int], ...]] = field(repr=False)
    _titles: tuple[str, ...] = field(repr=False)
    _squeezed: dict[str, tuple[int, ...]] = field(repr=False)
    _joined: str = field(repr=False)
    _starts: tuple[int, ...] = field(repr=False)
    _name_list: tuple[_Entry, ...] = field(repr=False)
    _title_list: tuple[_Entry, ...] = field(repr=False)
    _sources: SourceProfiles = field(repr=False)

    @classmethod
    def of(cls, papers: Iterable[Paper], sources: SourceProfiles) -> Lookup:
        """Index these papers; of two with one id the later stands. `sources` tell ids and links in what people type."""
        kept = tuple({paper.id: paper for paper in papers}.values())
        own = [names(paper) for paper in kept]
        titles = tuple(words(paper.title) for paper in kept)
        starts, at = [], 0
        for title in titles:
            starts.append(at)
            at += len(title) + 3
        return cls(
            _papers=kept,
            _ids={name: at for at, paper in enumerate(kept) for name in (*paper.pages, paper.id)},
            _names=_by_name(kept, own),
            _titles=titles,
            _squeezed=_grouped((squeezed(paper.title) or paper.title.strip(), at) for at, paper in enumerate(kept)),
            _joined="".join(f" {title} \n" for title in titles),
            _starts=tuple(starts),
            _name_list=tuple(
                sorted(
                    (squeezed(name), not kept[at].title.startswith(name), name, at)
                    for at, mine in enumerate(own)
                    for name in mine
                )
            ),
            _title_list=tuple(
                sorted((title.replace(" ", ""), False, kept[at].title, at) for at, title in enumerate(titles))
            ),
            _sources=sources,
        )

    def find(self, ref: str, limit: int = 5) -> tuple[Hit, ...]:
        """The papers that `ref` may mean, the likeliest first; none where it could mean anything."""
        ref = ref.strip()[:_LONGEST]
        known = self._ids.get(ref, self._ids.get(self._sources.paper_id(ref) or ref))
        if known is not None:
            return (Hit(paper=self._papers[known], score=1.0, by="id"),)
        for form in dict.fromkeys((ref, plain(ref) if "\\" in ref or "$" in ref else ref)):
            for way in (self._exact, self._part_of_title, self._within_a_slip, self._like_a_title, self._in_abstracts):
                hits = sorted(way(form), key=lambda hit: -hit[0])
                if hits:
                    return self._hits(hits, limit)
        return ()

    def _hits(self, found: Sequence[tuple[float, int, By]], limit: int) -> tuple[Hit, ...]:
        best: dict[int, Hit] = {}
        for score, at, by in found:
            best.setdefault(at, Hit(paper=self._papers[at], score=round(score, 3), by=by))
        return tuple(best.values())[:limit]

    def _exact(self, ref: str) -> Iterator[tuple[float, int, By]]:
        key = squeezed(ref)
        for at in self._squeezed.get(key or ref, ()):
            yield 1.0, at, "title"
        for score, at in self._names.get(key, ()):
            yield score, at, "name"

    def _part_of_title(self, ref: str) -> Iterator[tuple[float, int, By]]:
        part = words(ref)
        if len(part) < _PART_FROM:
            return
        found = list(self._containing(f" {part} ", _AMBIGUOUS + 1))
        if len(found) <= _AMBIGUOUS:
            for at in found:
                lead = 0.1 if self._titles[at].startswith(part) else 0.0
                yield 0.6 + lead + 0.25 * len(part) / len(self._titles[at]), at, "title"

    def _containing(self, part: str, most: int) -> Iterator[int]:
        at = self._joined.find(part)
        while at >= 0 and most:
            index = bisect_left(self._starts, at + 1) - 1
            yield index
            most -= 1
            at = self._joined.find(part, self._starts[index] + len(self._titles[index]) + 2)

    def _within_a_slip(self, ref: str) -> Iterator[tuple[float, int, By]]:
        key = squeezed(ref)
        near = process.extract(key, self._names.keys(), scorer=OSA.distance, score_cutoff=1, limit=_AMBIGUOUS)
        for name in (name for name, _, _ in near if min(len(name), len(key)) >= _SLIP_FROM):
            for score, at in self._names[name]:
                yield 0.8 * score, at, "name"

    def _like_a_title(self, ref: str) -> Iterator[tuple[float, int, By]]:
        part = words(ref)
        if len(part) < 2 * _PART_FROM:
            return
        for _, score, at in process.extract(part, self._titles, scorer=fuzz.ratio, score_cutoff=_TITLE_CUTOFF, limit=5):
            yield 0.008 * score, at, "title"
        if len(part.split()) < _PART_WORDS:
            return
        for scorer in (fuzz.token_set_ratio, fuzz.partial_ratio):
            near = process.extract(part, self._titles, scorer=scorer, score_cutoff=_PART_CUTOFF, limit=_MANY)
            # Of a title shorter than what was typed, any part would do; what fits many titles is a topic.
            near = [hit for hit in near if scorer is fuzz.token_set_ratio or len(hit[0]) >= len(part)]
            if len(near) < _MANY:
                yield from ((0.006 * score, at, "title") for _, score, at in near)

    def _in_abstracts(self, ref: str) -> Iterator[tuple[float, int, By]]:
        """A term that only its own paper or two use: what a paper calls a part of its method."""
        if len(ref) < _PART_FROM or (" " not in ref and shape(ref) is not Shape.COINED):
            return
        folded = ref.casefold()
        counts = ((paper.abstract.casefold().count(folded), at) for at, paper in enumerate(self._papers))
        found = [(count, at) for count, at in counts if count]
        if len(found) <= 3:  # noqa: PLR2004 - used by more, it is a term of the trade
            for count, at in found:
                yield 0.5 + min(count, 9) / 100, at, "abstract"

    def complete(self, prefix: str, limit: int = 10) -> tuple[Completion, ...]:
        """Names that begin so, then titles, then titles with a word that does, of papers not yet there."""
        prefix = prefix[:_LONGEST]
        key = squeezed(prefix)
        if not key:
            return ()
        found = list(_beginning(self._name_list, key, limit))
        titles = [index for _, index in _beginning(self._title_list, key, limit)]
        if len(found) + len(titles) < limit:
            titles += self._containing(f" {words(prefix)}", limit)
        named = {index for _, index in found}
        found += [(self._papers[index].title, index) for index in dict.fromkeys(titles) if index not in named]
        return tuple(Completion(text=text, paper=self._papers[index]) for text, index in found[:limit])


def _by_name(papers: Sequence[Paper], own: Sequence[tuple[str, ...]]) -> dict[str, tuple[tuple[float, int], ...]]:
    found: dict[str, list[tuple[float, int]]] = {}
    for at, paper in enumerate(papers):
        for place, name in enumerate(own[at]):
            score = 0.98 if paper.title.startswith(name) else 0.95 if name in paper.title else 0.9 - place / 50
            found.setdefault(squeezed(name), []).append((score, at))
    return {name: tuple(sorted(hits, key=lambda hit: -hit[0])) for name, hits in found.items()}


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for key, at in pairs:
        found[key] = (*found.get(key, ()), at)
    return found


def _beginning(entries: Sequence[_Entry], key: str, most: int) -> Iterator[tuple[str, int]]:
    at = bisect_left(entries, (key,))
    for squeezed_text, _, text, index in entries[at : at + most]:
        if not squeezed_text.startswith(key):
            return
        yield text, index


def words(text: str) -> str:
    """Lower-case words with one blank between: `Naïve A-B: π₀` and `naive a b pi0` give the same."""
    text = text.casefold()
    if not text.isascii():
        text = "".join(c for c in normalize("NFKD", text) if not combining(c)).casefold().translate(_SPELT)
    return _GAP.sub(" ", text).strip()


def squeezed(text: str) -> str:
    """The same without blanks, so that `When2Speak`, `when-2-speak` and `When 2 Speak` meet."""
    return words(text).replace(" ", "")
