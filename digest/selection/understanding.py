"""What a topic asks for: its concepts, how they belong together, by which names each is found, and what lies close to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from digest.selection.concepts import Concept, Described, Understanding
from digest.selection.names import Name, abbreviated, listed, literal, unlisted
from digest.term_vectors import unit
from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.knowledge import Knowledge
    from digest.query import Query, Term
    from digest.term_vectors import Floats

OTHER_NAMES = 0.7
"""How far the other names of a concept move its vector."""
NEAR = 0.4
"""From this nearness on a concept is worth offering."""
DESCRIBED, BESIDE, DESCRIBED_AT_MOST = 0.45, 0.8, 4
"""From this nearness on, and from this share of the nearest one's, words describe a concept; no more than so many."""
_LONGEST = 6
"""No name in the vocabulary has more words than this."""

_TOKEN = re.compile(r"[^\W_]+|[,;/&]")
_EITHER = frozenset("and or , ; / &".split())
_EITHER_IN_A_SENTENCE = frozenset(",;/")
_JOINING = frozenset(
    "for with on in of using from via to by through under at into about as between during without".split()
)

_SENTENCE = frozenset(
    "how why what who when where which whether can could should do does did is are was were will would may might "
    "it its itself they them their you your we our my he she his her".split()
)
"""By one of these, unless in capitals as *IT* and *WHO*, a topic is told as a sentence, whose *and* and *or* join."""


def understand(query: Query, knowledge: Knowledge) -> Understanding:
    """Read a query as concepts.

    Words that the vocabulary knows together, or that stand side by side, are one concept. *For*, *with*, *on*, *in* join
    what must meet; *and*, commas, slashes and OR join what may stand alone. What stands in quotes is meant as it
    stands. A list of single terms with OR between them is one concept by all its names.
    """
    reader = _TopicReader(knowledge)
    listed = len(query.alternatives) > 1 and all(len(row) == 1 for row in query.alternatives)
    if listed:
        rows: tuple[tuple[Concept, ...], ...] = ((reader.listed([row[0] for row in query.alternatives]),),)
    else:
        rows = tuple(found for row in query.alternatives for found in reader.rows(row))
    return Understanding(alternatives=rows, listed=listed, described=() if listed else _described(rows, knowledge))


def _described(rows: Sequence[Sequence[Concept]], knowledge: Knowledge) -> tuple[Described, ...]:
    """The concepts of the vocabulary that lie near the words of a row, also those that it names."""
    reader = _TopicReader(knowledge)
    found: dict[str, Described] = {}
    for row in rows:
        near = covered(row) * (knowledge.concept_vectors @ unit(together(row)))
        enough = max(DESCRIBED, BESIDE * float(near.max(initial=0.0)))
        for at in np.argsort(-near, kind="stable")[:DESCRIBED_AT_MOST].tolist():
            names = knowledge.vocabulary.concepts[at].same
            if near[at] >= enough and names:
                found.setdefault(names[0], Described(concept=reader.known(names[0]), nearness=float(near[at])))
    return tuple(sorted(found.values(), key=lambda one: -one.nearness))


def covered(concepts: Sequence[Concept]) -> float:
    """The share of the person's words whose meaning is known."""
    lengths = [len(concept.said.split()) for concept in concepts]
    return float(np.average([concept.covered for concept in concepts], weights=lengths))


def together(concepts: Sequence[Concept]) -> Floats:
    """Where the person's words lie as one text, each counting as much as it has been learnt to tell."""
    text: Floats = np.stack([concept.own for concept in concepts]).sum(axis=0, dtype=np.float32)
    return text


def neighbours(understanding: Understanding, knowledge: Knowledge, limit: int = 3) -> tuple[str, ...]:
    """The chief names of the nearest concepts that share no name with the topic's own, nearest first."""
    asked = [concept for concept in understanding.concepts if concept.vector.any()]
    if not asked:
        return ()
    own = {name.stems for concept in understanding.concepts for name in concept.names}
    said = {stem for concept in understanding.concepts for stem in words.stems(concept.said)}
    near = knowledge.concept_vectors @ unit(
        np.sum([unit(concept.vector) for concept in asked], axis=0, dtype=np.float32)
    )
    nearest = [
        knowledge.vocabulary.concepts[at] for at in np.argsort(-near, kind="stable").tolist() if near[at] >= NEAR
    ]
    names = (
        entry.same[0]
        for entry in nearest
        if entry.same
        and not own.intersection(map(words.stems, entry.same))
        and not said.issuperset(words.stems(entry.same[0]))
    )
    return tuple(islice(names, limit))


@dataclass(frozen=True, slots=True)
class _TopicReader:
    """Reads concepts with what is known of the field."""

    knowledge: Knowledge

    @property
    def nowhere(self) -> Floats:
        """The vector of what has no meaning that is known."""
        return np.zeros(self.knowledge.vectors.table.shape[1], dtype=np.float32)

    def rows(self, terms: Sequence[Term]) -> Iterator[tuple[Concept, ...]]:
        """The alternatives in one row of a query."""
        row: list[Concept] = []
        for term in _runs(terms):
            if isinstance(term, str):
                first, *others = self._plain(term)
                row += first
                for other in others:
                    yield tuple(row)
                    row = [*other]
            elif names := literal(term):
                row.append(self._concept(names, known=False))
        if row:
            yield tuple(row)

    def listed(self, terms: Sequence[Term]) -> Concept:
        """One concept by all these names."""
        names = {name.stems: name for term in terms for name in literal(term)}
        sure = {stems: not abbreviated(name.said) or len(names) == 1 for stems, name in names.items()}
        every = [Name(said=name.said, stems=stems, sure=sure[stems]) for stems, name in names.items()]
        return self._concept(every, known=True)

    def _plain(self, text: str) -> list[list[Concept]]:
        """The alternatives, each a list of concepts, in plain words; never empty lists but where nothing is said."""
        tokens = _TOKEN.findall(text)
        stems = [(words.stems(token) or (token,))[0] for token in tokens]
        sentence = any(token.lower() in _SENTENCE for token in tokens if not token.isupper())
        either = _EITHER_IN_A_SENTENCE if sentence else _EITHER
        rows: list[list[Concept]] = [[]]
        run: list[str] = []
        at = 0
        while at < len(tokens):
            length = self._longest(stems[at:])
            ends = length or tokens[at].lower() in _EITHER | _JOINING or stems[at] in words.common()
            parts = tokens[at].lower() in either
            if ends and run:
                rows[-1].append(self._spoken(" ".join(run)))
                run = []
            if length:
                rows[-1].append(self._spoken(" ".join(tokens[at : at + length])))
            elif parts:
                rows.append([])
            elif not ends:
                run.append(tokens[at])
            at += length or 1
        if run:
            rows[-1].append(self._spoken(" ".join(run)))
        if not any(rows):
            # Words of grammar alone are all there is to go by.
            return [[self._concept([Name(said=text, stems=words.stems(text))], known=False)]] if stems else [[]]
        return [row for row in rows if row]

    def _longest(self, stems: Sequence[str]) -> int:
        """How many of these stems, from the first, the vocabulary knows as a name; 0 where none."""
        for length in range(min(_LONGEST, len(stems)), 0, -1):
            if self.knowledge.vocabulary.entry(tuple(stems[:length])) and not (
                length == 1 and stems[0] in words.common()
            ):
                return length
        return 0

    def known(self, name: str) -> Concept:
        """The concept that the vocabulary has under this name."""
        return self._spoken(name)

    def _spoken(self, said: str) -> Concept:
        """The concept that these words name, with its other names where the vocabulary has them."""
        stems = words.stems(said)
        entry = self.knowledge.vocabulary.entry(stems)
        names = unlisted(said) if entry is None else listed(said, entry)
        return self._concept(names, known=entry is not None)

    def _concept(self, names: Sequence[Name], *, known: bool) -> Concept:
        of_stems = self.knowledge.vectors.of_stems
        own = of_stems(_telling(names[0].stems))
        others = sum((unit(of_stems(_telling(name.stems))) for name in names[1:] if known), self.nowhere)
        length = float(np.linalg.norm(own)) or 1.0
        telling = _telling(names[0].stems)
        covered = sum(stem in self.knowledge.vectors.numbers for stem in telling) / max(1, len(telling))
        vector = own + OTHER_NAMES * length * unit(others)
        # The other names of a short one say what it means, too.
        covered = 1.0 if known and vector.any() else covered
        strange = () if known else tuple(word for word in names[0].said.split() if not self._means(word))
        return Concept(names=tuple(names), vector=vector, own=own, covered=covered, known=known, strange=strange)

    def _means(self, word: str) -> bool:
        return not self.knowledge.vectors.numbers.keys().isdisjoint(words.stems(word))


def _telling(stems: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(stem for stem in stems if stem not in words.common())


def _runs(terms: Sequence[Term]) -> Iterator[str | Term]:
    """Phrases as they are, and the plain words between them as one text each."""
    run: list[str] = []
    for term in terms:
        if term.phrase:
            if run:
                yield " ".join(run)
            yield term
            run = []
        else:
            run.append(term.text)
    if run:
        yield " ".join(run)
