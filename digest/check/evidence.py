"""What one paper says, laid out so that a claim is looked up in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.check import quantities
from digest.check.changes import changes
from digest.check.claims import address
from digest.check.direction import bound, clauses, sense
from digest.check.measures import measure
from digest.check.naming import split, words
from digest.check.orders import without_orders
from digest.check.pairs import pairs

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from digest.check.changes import Change
    from digest.check.direction import Sense
    from digest.check.pairs import Pair
    from digest.check.quantities import Number
    from digest.model import Facts, Paper

_LONGEST_NAME = 4
_WELL_KNOWN = {
    "ai": "",
    "ml": "machine learning",
    "dl": "deep learning",
    "rl": "reinforcement learning",
    "llm": "language model",
    "lm": "language model",
    "vlm": "vision language",
    "nlp": "natural language",
    "qa": "question answering",
    "sft": "supervised fine tuning",
    "peft": "parameter efficient",
    "kg": "knowledge graph",
    "fl": "federated learning",
    "gnn": "graph neural",
    "cnn": "convolutional",
    "rag": "retrieval augmented",
    "3d": "three dimensional",
    "2d": "two dimensional",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A paper as a source.

    Attributes:
        text: Title, abstract and venue in lower case, dashes and spaces plain, for patterns.
        running: The same as folded words with one space around each.
        joined: One to four neighbouring words written together, so that `Llama 3 8B` is `Llama-3-8B`.
        own: The names that the paper gives its work, folded.
    """

    id: str
    text: str
    running: str
    joined: frozenset[str]
    numbers: tuple[Number, ...]
    authors: str
    affiliations: str
    venue: str
    links: frozenset[str]
    own: frozenset[str]

    def names(self, token: str) -> bool:
        """Whether the paper has a name, in whatever spelling of hyphens, case and plural; `LoRA-based` is LoRA."""
        parts = words(token)
        whole = "".join(parts)
        if any(form in self.joined for form in (whole, whole.removesuffix("s"), whole + "s")) or self.runs(token):
            return True
        core = [piece for piece in split(token) if not (piece.isalpha() and piece.islower())]
        if 0 < len(core) < len(split(token)) and not "".join(core).isdecimal():
            return self.names("-".join(core))
        if len(core) > 1 and "".join(core).isalpha():
            return all(self.names(piece) for piece in core)
        return self._spells(whole.removesuffix("s"))

    def runs(self, phrase: str) -> bool:
        """Whether these words stand together in the text, plurals aside."""
        inside = " ".join(words(phrase))
        return any(f" {form} " in self.running for form in (inside, inside.removesuffix("s"), inside + "s"))

    def people(self, phrase: str) -> bool:
        """Whether these words are of one author's name, in any order."""
        said = set(words(phrase))
        return any(said and said <= set(entry.split()) for entry in self.authors.split("|"))

    def told_by(self, said: AbstractSet[str]) -> bool:
        """Whether one of its authors' last names is among these words."""
        return any(entry.split()[-1] in said for entry in self.authors.split("|") if entry.split())

    def homes(self, phrase: str) -> bool:
        """Whether these words stand together in an affiliation."""
        return f" {' '.join(words(phrase))} " in self.affiliations

    def says(self, number: Number) -> bool:
        """Whether the title, the abstract or the venue has this number."""
        return any(quantities.says(own, number) for own in self.numbers)

    def is_share(self, number: Number) -> bool:
        """Whether this number stands here as a percentage only."""
        units = {own.unit for own in self.numbers if own.value == number.value}
        return bool(units) and units <= {"%"}

    def changes(self) -> frozenset[Change]:
        """What it says goes up or down."""
        return changes(self.text)

    def pairs(self) -> frozenset[Pair]:
        """The numbers it holds against each other."""
        return pairs(self.text, self.numbers)

    def senses(self, number: Number) -> frozenset[Sense]:
        """Which way it tells this number, wherever it stands."""
        found: set[Sense] = set()
        for own in self.numbers:
            if quantities.says(own, number):
                start, end = next((s, e) for s, e in clauses(self.text) if s <= own.start < e)
                found |= sense(self.text[start:end], own.start - start, own.end - start)
        return frozenset(found)

    def bounds(self, number: Number) -> frozenset[int]:
        """Whether it tells this number as a least, a most, or as it is."""
        return frozenset(bound(self.text, own.start) for own in self.numbers if quantities.says(own, number))

    def measures(self, number: Number) -> frozenset[str]:
        """What it measures by this number, "" among it where it doesn't say."""
        return frozenset(measure(self.text, own.end) for own in self.numbers if quantities.says(own, number))

    def _spells(self, acronym: str) -> bool:
        """Whether the text writes out an acronym: by its initials from three letters on, or a well-known one."""
        if acronym in _WELL_KNOWN:
            return _WELL_KNOWN[acronym] in self.running
        initials = "".join(word[0] for word in self.running.split())
        return len(acronym) >= 3 and acronym.isalpha() and acronym in initials  # noqa: PLR2004 - two initials fit by chance


Sources = tuple[Evidence, ...]


def evidence(paper: Paper, facts: Facts) -> Evidence:
    """A paper and what code read out of it, as a source."""
    found = [r.name for r in facts.resources] + [r.url for r in facts.resources if r.url]
    venue = " . ".join(filter(None, (facts.venue, paper.journal_ref)))
    plain = (without_orders(part) for part in (paper.title, paper.abstract, paper.comment))
    told = (*plain, venue, *facts.names)
    text = quantities.plain(" . ".join(told)).casefold()
    said = words(text)
    named = said + words(" ".join((*found, paper.tex_title, *paper.authors, *paper.affiliations)))
    numbers = quantities.read(text, inside_names=True)
    return Evidence(
        id=paper.id,
        text=text,
        running=f" {' '.join(said)} ",
        joined=frozenset("".join(named[i : i + n]) for n in range(1, _LONGEST_NAME + 1) for i in range(len(named))),
        numbers=numbers,
        authors=_listed(paper.authors),
        affiliations=_listed(paper.affiliations),
        venue=venue.casefold(),
        links=frozenset(address(link) for link in (*paper.pages, *(r.url for r in facts.resources if r.url))),
        own=frozenset("".join(words(name)) for name in facts.names),
    )


def _listed(entries: tuple[str, ...]) -> str:
    return "".join(f" {' '.join(words(entry))} |" for entry in entries)
