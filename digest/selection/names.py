"""The names by which a concept is looked for, and how far each can be trusted to mean just that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.text import words

if TYPE_CHECKING:
    from digest.query import Term
    from digest.vocabulary import VocabularyEntry

SAME, NARROWER, PART = 0.9, 0.5, 0.25
"""What another name, the name of a part of it, and a single word of a name of several words count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One way to say something.

    Attributes:
        said: As people write it.
        stems: As it is looked for.
        weight: 1 where the person said it, less where it was read out of the vocabulary or is a part.
        sure: Whether it means just this; abbreviations, narrower names and single words may mean something else.
    """

    said: str
    stems: tuple[str, ...]
    weight: float = 1.0
    sure: bool = True

    @property
    def own(self) -> bool:
        """Whether the person said it so."""
        return self.weight == 1.0

    @property
    def narrow(self) -> bool:
        """Whether it names a part of the concept only."""
        return self.weight == NARROWER


def literal(term: Term) -> tuple[Name, ...]:
    """A word or phrase as it stands."""
    stems = words.stems(term.text)
    return (Name(said=term.text, stems=stems), *_joined(term.text)) if stems else ()


def _add(names: dict[tuple[str, ...], Name], said: str, weight: float, *, sure: bool) -> None:
    """Add a name and its joined form, unless the same stems are there with more weight."""
    for name in (Name(said=said, stems=words.stems(said), weight=weight, sure=sure), *_joined(said, weight, sure=sure)):
        names.setdefault(name.stems, name)


def _short(name: str, stems: tuple[str, ...]) -> bool:
    return abbreviated(name) and words.stems(name) == stems


def abbreviated(name: str) -> bool:
    """Whether it looks like an abbreviation, which may stand for something else."""
    return " " not in name and sum(map(str.isupper, name)) > 1


def _joined(said: str, weight: float = 1.0, *, sure: bool = True) -> tuple[Name, ...]:
    """Two words written as one: `fine-tuning` is also `finetuning`."""
    parts = words.split(said)
    if len(parts) != 2:  # noqa: PLR2004 - longer names are not written as one word
        return ()
    return (Name(said=said, stems=words.stems("".join(parts)), weight=weight, sure=sure),)


def unlisted(said: str) -> list[Name]:
    """The names of what the vocabulary doesn't have: as it was said, and by its single words."""
    stems = words.stems(said)
    parts = [Name(said=word, stems=words.stems(word), weight=PART, sure=False) for word in words.split(said)]
    parts = [part for part in parts if part.stems[0] not in words.common()]
    return [Name(said=said, stems=stems), *_joined(said), *(parts if len(stems) > 1 else ())]


def listed(said: str, entry: VocabularyEntry) -> list[Name]:
    """The names of what the vocabulary has: as it was said, the same by other names, and names of its parts."""
    stems = words.stems(said)
    names = {stems: Name(said=said, stems=stems, sure=not any(_short(name, stems) for name in entry.same))}
    for other in entry.same:
        # A part of the name alone may mean something else: inflation isn't always cosmic.
        part = set(words.stems(other)) < set(stems)
        _add(names, other, SAME, sure=not (part or abbreviated(other)))
    for other in entry.narrower:
        _add(names, other, NARROWER, sure=False)
    return list(names.values())
