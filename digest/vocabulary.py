"""What the field calls things: reads the vocabulary file, a text, into sections, concepts and well-known topics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Stems = tuple[str, ...]

_CONTINUED = re.compile(r"\n[ \t]+")
_PARTS = re.compile(r" ([>~]) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyEntry:
    """What a concept is called.

    Attributes:
        same: Names that mean the same, the chief one first, as people write them.
        narrower: Names of parts of it.
        company: Words by which one tells that an ambiguous name means this.
    """

    same: tuple[str, ...]
    narrower: tuple[str, ...] = ()
    company: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WellKnown:
    """A topic that many people follow.

    Attributes:
        aliases: Other names that mean this topic.
        query: Its curated query, in the language of topics.
    """

    name: str
    aliases: tuple[str, ...] = ()
    query: str


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The vocabulary file, each section by its name; what isn't asked for isn't parsed."""

    sections: Mapping[str, str]

    @classmethod
    def of(cls, text: str) -> Vocabulary:
        """Read the file; raises ValueError where something stands before the first section or a section comes twice."""
        sections: dict[str, str] = {}
        lines = "\n".join(line for line in text.splitlines() if line.strip() and not line.startswith("#"))
        before, *parts = re.split(r"^\[(.+)\]\n?", f"{lines}\n", flags=re.MULTILINE)
        if before.strip():
            raise ValueError(f"“{before.strip().splitlines()[0]}” stands before the first [section]")
        for name, body in zip(parts[::2], parts[1::2], strict=True):
            if name in sections:
                raise ValueError(f"the section [{name}] comes twice")
            sections[name] = body.strip()
        return cls(sections)

    def entries(self, section: str) -> tuple[str, ...]:
        """The entries of a section, one line each; () where the file doesn't have it."""
        return tuple(_CONTINUED.sub(" ", self.sections.get(section, "")).splitlines())

    def words(self, section: str) -> frozenset[str]:
        """A section that is a plain list of words, split at spaces."""
        return frozenset(self.sections.get(section, "").split())

    def entry(self, stems: Stems) -> VocabularyEntry | None:
        """The entry of the concept that these stems name, or None."""
        return self._concepts.get(stems)

    @cached_property
    def topics(self) -> tuple[WellKnown, ...]:
        """The well-known topics, in the file's order."""
        return tuple(map(_topic, self.entries("topics")))

    @cached_property
    def concepts(self) -> tuple[VocabularyEntry, ...]:
        """All concepts, in the file's order."""
        return tuple(concept for _, concept in self._read)

    @cached_property
    def _concepts(self) -> Mapping[Stems, VocabularyEntry]:
        found: dict[Stems, VocabularyEntry] = {}
        for asked, concept in self._read:
            for name in asked:
                # The first entry that names a concept is the one made for it; later ones only touch it.
                found.setdefault(words.stems(name), concept)
        return found

    @cached_property
    def _read(self) -> tuple[tuple[tuple[str, ...], VocabularyEntry], ...]:
        """Each concept after all names by which a person may mean it."""
        return tuple(map(_concept, self.entries("concepts")))


def _concept(entry: str) -> tuple[tuple[str, ...], VocabularyEntry]:
    same, narrower, company = _parts(entry)
    concept = VocabularyEntry(
        same=tuple(_listed(same, asked=False)),
        narrower=tuple(_listed(narrower, asked=False)),
        company=tuple(_listed(company, asked=False)),
    )
    return tuple(_listed(same, asked=True)), concept


def _parts(entry: str) -> tuple[str, str, str]:
    """The names that mean the same, the narrower ones, and the company."""
    same, *rest = _PARTS.split(entry)
    marked = dict(zip(rest[::2], rest[1::2], strict=True))
    return same, marked.get(">", ""), marked.get("~", "")


def _listed(part: str, *, asked: bool) -> Iterator[str]:
    """The names of a part; those behind a question mark only where it is asked what a person means."""
    for item in filter(None, map(str.strip, part.split(","))):
        if asked or not item.startswith("?"):
            yield item.lstrip("?")


def _topic(entry: str) -> WellKnown:
    names, _, query = entry.partition(" = ")
    name, _, aliases = names.partition(" | ")
    return WellKnown(name=name, aliases=tuple(_listed(aliases, asked=True)), query=query)
