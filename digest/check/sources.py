"""What one paper says, laid out so that statements are held against it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.check.alignment import best, content
from digest.check.claims import address
from digest.check.naming import split, words
from digest.check.passages import LOOSE, folded, is_taken, passages
from digest.text import tex
from digest.text.sentences import split as sentences
from digest.text.words import stem

if TYPE_CHECKING:
    from digest.check.amounts import Amount
    from digest.check.passages import SourcePassage
    from digest.model import Facts, Paper

_PEOPLES = re.compile(r"([A-Z][a-z]{2,})(?:ish|ian|ean|an|ese|ch)")
_CAPITAL = re.compile(r"\b[A-Z][a-z]+")
_ROOT = 3
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
    "rsquared": "",
    "3d": "three dimensional",
    "2d": "two dimensional",
    # Units and places that every reader writes so.
    "db": "",
    "us": "",
    "usd": "",
    "uk": "",
    "eu": "",
    "gpu": "",
    "cpu": "",
}


@dataclass(frozen=True, kw_only=True)
class SourcePaper:
    """A paper and what code read out of it, as a source; each view of it is worked out when it is first asked for.

    Attributes:
        quotes: What a statement quotes from it as its evidence.
    """

    paper: Paper
    facts: Facts
    quotes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The paper's."""
        return self.paper.id

    @cached_property
    def passages(self) -> tuple[SourcePassage, ...]:
        """The title, the abstract's sentences and the comment."""
        return tuple(passages(self.paper))

    @cached_property
    def running(self) -> str:
        """All its words in lower case with one space around each, for phrases."""
        return f" {' '.join(self._words)} "

    @cached_property
    def joined_words(self) -> frozenset[str]:
        """One to four neighbouring words written together, so that `Llama 3 8B` is `Llama-3-8B`."""
        found = [r.name for r in self.facts.resources] + [r.url for r in self.facts.resources if r.url]
        known = (*found, self.paper.title, self.paper.tex_title, *self.paper.authors, *self.paper.affiliations)
        named = self._words + words(" ".join(known))
        return frozenset("".join(named[i : i + n]) for n in range(1, _LONGEST_NAME + 1) for i in range(len(named)))

    @cached_property
    def _words(self) -> list[str]:
        return words(" . ".join((*(one.text for one in self.passages), self.venue, *self.facts.names)))

    @cached_property
    def links(self) -> frozenset[str]:
        """Its own page and those that it names."""
        return frozenset(map(address, (*self.paper.pages, *(r.url for r in self.facts.resources if r.url))))

    @cached_property
    def own_names(self) -> frozenset[str]:
        """The names that it gives its work, folded."""
        return frozenset("".join(words(name)) for name in self.facts.names)

    @cached_property
    def author_names(self) -> tuple[frozenset[str], ...]:
        """Its authors' names, each in folded words."""
        return tuple(frozenset(words(author)) for author in self.paper.authors)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last word of each author's name, folded."""
        return frozenset(said[-1] for author in self.paper.authors if (said := words(author)))

    @cached_property
    def affiliations(self) -> str:
        """The places of work, each in folded words, between spaces."""
        return "".join(f" {' '.join(words(entry))} |" for entry in self.paper.affiliations)

    @cached_property
    def venue(self) -> str:
        """Where it was accepted, in lower case, or ""."""
        return " . ".join(filter(None, (self.facts.venue, self.paper.journal_ref))).casefold()

    @cached_property
    def naming(self) -> frozenset[str]:
        """The stems of its authors' names and of what it calls its work, which say nothing of what it says."""
        return frozenset(stem([*self.own_names, *(part for name in self.author_names for part in name)]))

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """All that its passages have."""
        return tuple(one for passage in self.passages for one in passage.amounts)

    @cached_property
    def stems(self) -> frozenset[str]:
        """All that its passages have."""
        return frozenset[str]().union(*(passage.stems for passage in self.passages))

    @cached_property
    def low(self) -> str:
        """Its passages in lower case."""
        return " . ".join(passage.low for passage in self.passages)

    def names(self, token: str) -> bool:
        """Whether the paper has a name, in whatever spelling of hyphens, case and plural; `LoRA-based` is LoRA."""
        parts = words(token)
        whole = "".join(parts)
        if any(form in self.joined_words for form in (whole, whole.removesuffix("s"), whole + "s")) or self.runs(token):
            return True
        pieces = split(token)
        core = [piece for piece in pieces if not (piece.isalpha() and piece.islower())]
        if 0 < len(core) < len(pieces) and not "".join(core).isdecimal():
            return self.names("-".join(core))
        if len(core) > 1 and "".join(core).isalpha():
            return all(self.names(piece) for piece in core)
        return self._spells(whole) or self.has_name_with_number(whole)

    def runs(self, phrase: str) -> bool:
        """Whether these words stand together in the text, plurals aside."""
        inside = " ".join(words(phrase))
        return any(f" {form} " in self.running for form in (inside, inside.removesuffix("s"), inside + "s"))

    def knows(self, phrase: str) -> bool:
        """Whether a capitalised run is of its text, its authors, their places of work, or a people of a country it names."""
        first, _, rest = phrase.partition(" ")
        if rest and self._lives(first):  # `Polish Bielik`
            return self.knows(rest)
        return (
            self.runs(phrase)
            or ("-" in phrase and self.names(phrase))  # `Korean-centred`
            or self.people(phrase)
            or self.homes(phrase)
            or self.has_name_with_number(phrase)
            or self._lives(phrase)
        )

    def _lives(self, phrase: str) -> bool:
        """Whether a word such as `Spanish` goes with one such as `Spain`."""
        people = _PEOPLES.fullmatch(phrase)
        if people is None:
            return False
        capitals = (word for passage in self.passages for word in _CAPITAL.findall(passage.text))
        return any(word.startswith(people[1][:_ROOT]) for word in capitals)

    def people(self, phrase: str) -> bool:
        """Whether these words are of one author's name, in any order."""
        said = set(words(phrase))
        return any(said and said <= name for name in self.author_names)

    def homes(self, phrase: str) -> bool:
        """Whether these words stand together in an affiliation."""
        return f" {' '.join(words(phrase))} " in self.affiliations

    def has_name_with_number(self, name: str) -> bool:
        """Whether the text has this name with a number on: `a 1.7B Qwen` for Qwen3."""
        name, size = name.casefold(), len(name)
        return size > 2 and any(one.startswith(name) and one[size : size + 1].isdecimal() for one in self.joined_words)  # noqa: PLR2004

    def lends(self, text: str) -> bool:
        """Whether each sentence of a text is one of its own with words left out, none of them a denial.

        Verbs may stand in another person, and its names and authors anywhere.
        """
        loose = LOOSE | self.own_names | frozenset[str]().union(*self.author_names)
        return all(any(is_taken(words(one), passage, loose) for passage in self.passages) for one in sentences(text))

    def nearest_to(self, text: str) -> tuple[SourcePassage, ...]:
        """The sentences that a text is made of, or else the two that share most with it, in the paper's order."""
        loose = LOOSE | self.own_names | frozenset[str]().union(*self.author_names)
        parts = sentences(text)
        taken = [next((p for p in self.passages if is_taken(words(part), p, loose)), None) for part in parts]
        if found := [passage for passage in taken if passage]:
            return tuple(dict.fromkeys(found))
        nearest = best(frozenset(word.stem for word in content(text)), self) or self.passages[:1]
        return tuple(passage for passage in self.passages if passage in nearest)

    def has(self, quote: str) -> bool:
        """Whether a quote stands in the title or the abstract, whatever its spaces, case and signs."""
        inside = folded(tex.plain(quote))
        return bool(inside) and inside in folded(" ".join(one.text for one in self.passages))

    def _spells(self, acronym: str) -> bool:
        """Whether the text writes out an acronym: by its initials from three letters on, or a well-known one."""
        for form in (acronym, acronym.removesuffix("s")):
            if form in _WELL_KNOWN:
                return _WELL_KNOWN[form] in self.running
        initials = "".join(word[0] for word in self.running.split())
        bare = acronym.removesuffix("s")
        return len(bare) >= 3 and bare.isalpha() and bare in initials  # noqa: PLR2004 - two initials fit by chance
