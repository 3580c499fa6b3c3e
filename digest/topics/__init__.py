"""Topics by name: well-known ones with their curated queries, and anybody's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from digest.model import Topic
from digest.query import parse
from digest.text import words
from digest.topics import well_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


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


def _listed() -> Iterator[WellKnown]:
    for entry in re.split(r"\n(?=\S)", well_known.TABLE.strip()):
        names, *query = entry.splitlines()
        name, aliases = names.split(" | ")
        yield WellKnown(
            name=name,
            aliases=tuple(alias.strip() for alias in aliases.split(",")),
            query=" ".join(line.strip() for line in query),
        )


WELL_KNOWN: tuple[WellKnown, ...] = tuple(_listed())


def resolve(said: str) -> Topic:
    """The well-known topic of this name or alias, else these words as a query of their own; raises Misunderstood.

    Filters may stand beside a well-known name: `fine-tuning -vision cat:cs.CL`.
    """
    known = _by_name().get(_key(said))
    if known is not None:
        return Topic(name=known.name, query=parse(known.query))
    query = parse(said)
    if len(query.alternatives) == 1 and not any(term.phrase for term in query.alternatives[0]):
        known = _by_name().get(_key(" ".join(term.text for term in query.alternatives[0])))
        if known is not None:
            return Topic(name=query.text, query=replace(query, alternatives=parse(known.query).alternatives))
    return Topic(name=query.text, query=query)


def is_well_known(said: str) -> bool:
    """Whether this is the name or an alias of a well-known topic."""
    return _key(said) in _by_name()


def suggest(said: str, limit: int = 3) -> tuple[str, ...]:
    """Names of well-known topics that `said` may be a slip of, the nearest first; () where none is near."""
    names = _by_name()
    near = process.extract(_key(said)[:100], list(names), scorer=fuzz.ratio, score_cutoff=80, limit=None)
    return tuple(dict.fromkeys(names[key].name for key, _, _ in near))[:limit]


@cache
def _by_name() -> Mapping[str, WellKnown]:
    """Every topic by its name and aliases; a name goes before an alias of another topic."""
    aliases = {_key(alias): known for known in WELL_KNOWN for alias in known.aliases}
    return aliases | {_key(known.name): known for known in WELL_KNOWN}


def _key(name: str) -> str:
    return " ".join(words.stems(name))
