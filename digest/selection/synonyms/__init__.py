"""What else the words of the field are called: names that mean the same, and narrower ones.

One subject a line in the tables: names that mean the same, then after ">" narrower ones that a paper on the subject may
use. A name behind "?" is understood where a person says it, but too broad to be looked for in its own right. Case,
dashes and endings don't matter. It is general knowledge of the fields, and nothing else may go in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from digest.selection.synonyms import learning, sciences, systems
from digest.text import words

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What else a subject is called.

    Attributes:
        same: Names that mean the same, as people write them.
        narrower: Names of parts of it.
    """

    same: tuple[str, ...]
    narrower: tuple[str, ...]


def names(stems: Stems) -> Names | None:
    """The other names of the subject that these stems name, or None where the tables don't know it."""
    return _index().get(stems)


def longest() -> int:
    """How many stems the longest name has."""
    return max(map(len, _index()))


@cache
def _index() -> dict[Stems, Names]:
    found: dict[Stems, Names] = {}
    for line in _lines():
        same, _, narrower = line.partition(">")
        subject = Names(same=_listed(same, asked=False), narrower=_listed(narrower, asked=False))
        for name in _listed(same, asked=True):
            # The first line that names a subject is the one made for it; later ones only touch it.
            found.setdefault(words.stems(name), subject)
    return found


def _lines() -> list[str]:
    text = "\n".join(table.TABLE for table in (learning, systems, sciences))
    return re.sub(r"\n +", " ", text).strip().splitlines()


def _listed(part: str, *, asked: bool) -> tuple[str, ...]:
    items = (item.strip() for item in part.split(","))
    return tuple(item.lstrip("?") for item in items if item and (asked or not item.startswith("?")))
