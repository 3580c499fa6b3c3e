"""What a query means: its words, and the other names of the subjects they name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.query import Query, Term
    from digest.vocabulary import Vocabulary

SAME = 0.9
NARROWER = 0.6
LONGEST = 6
"""No name in the tables has more words than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One way to say something.

    Attributes:
        said: As people write it.
        stems: As it is looked for.
        weight: 1 where the person said it, less where it was read out of the tables.
        sure: Whether it means just this; abbreviations and narrower names may mean something else.
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
        """Whether it names a part of the subject only."""
        return self.weight == NARROWER


Slot = tuple[Name, ...]
"""Names of one thing, any of which will do; the first is the person's own."""

Row = tuple[Slot, ...]
"""Things that belong together."""


def understand(query: Query, vocabulary: Vocabulary) -> tuple[Row, ...]:
    """The rows of a query, any of which will do, with other names added to plain words.

    What stands in quotes is meant as it stands. Narrower names are added only to a query without OR: who lists
    alternatives has said how wide the subject is.
    """
    alone = len(query.alternatives) == 1
    rows = (_row(terms, vocabulary, wide=alone) for terms in query.alternatives)
    return tuple(row for row in rows if row)


def literal(term: Term) -> tuple[Name, ...]:
    """A word or phrase as it stands."""
    stems = words.stems(term.text)
    return (Name(said=term.text, stems=stems), *_joined(term.text)) if stems else ()


def _row(terms: Sequence[Term], vocabulary: Vocabulary, *, wide: bool) -> Row:
    slots: list[Slot] = []
    run: list[str] = []
    for term in terms:
        if term.phrase:
            slots += _plain(run, vocabulary, wide=wide)
            slots.append(literal(term))
            run = []
        else:
            run += _pieces(term.text)
    slots += _plain(run, vocabulary, wide=wide)
    return tuple(dict.fromkeys(slot for slot in slots if slot))


def _plain(run: list[str], vocabulary: Vocabulary, *, wide: bool) -> list[Slot]:
    """The slots of a run of plain words: the longest subjects that the tables know, then single words."""
    stems = [stem for piece in run for stem in words.stems(piece)]
    slots: list[Slot] = []
    spare: list[Slot] = []
    at = 0
    while at < len(run):
        length = next((n for n in range(LONGEST, 0, -1) if vocabulary.concept(tuple(stems[at : at + n]))), 1)
        slot = _slot(" ".join(run[at : at + length]), tuple(stems[at : at + length]), vocabulary, wide=wide)
        (spare if length == 1 and stems[at] in words.common() else slots).append(slot)
        at += length
    return slots or spare


def _pieces(text: str) -> list[str]:
    """The words of a text as they are written, one stem each."""
    pieces = words.split(text)
    return [text] if len(pieces) == 1 else pieces


def _slot(said: str, stems: tuple[str, ...], vocabulary: Vocabulary, *, wide: bool) -> Slot:
    subject = vocabulary.concept(stems)
    if subject is None:
        return (Name(said=said, stems=stems), *_joined(said))
    names = {stems: Name(said=said, stems=stems, sure=not any(_short(name, stems) for name in subject.same))}
    for other in subject.same:
        # A part of the name alone may mean something else: inflation isn't always cosmic.
        part = set(words.stems(other)) < set(stems)
        _add(names, other, SAME, sure=not (part or _abbreviated(other)))
    for other in subject.narrower if wide else ():
        _add(names, other, NARROWER, sure=False)
    return tuple(names.values())


def _add(names: dict[tuple[str, ...], Name], said: str, weight: float, *, sure: bool) -> None:
    """Add a name and its joined form, unless the same stems are there with more weight."""
    for name in (Name(said=said, stems=words.stems(said)), *_joined(said)):
        names.setdefault(name.stems, replace(name, weight=weight, sure=sure))


def _short(name: str, stems: tuple[str, ...]) -> bool:
    return _abbreviated(name) and words.stems(name) == stems


def _abbreviated(name: str) -> bool:
    return " " not in name and sum(map(str.isupper, name)) > 1


def _joined(said: str) -> tuple[Name, ...]:
    """Two words written as one: `fine-tuning` is also `finetuning`."""
    parts = words.split(said)
    if len(parts) != 2:  # noqa: PLR2004 - longer names are not written as one word
        return ()
    return (Name(said=said, stems=words.stems("".join(parts))),)
