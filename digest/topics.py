"""Topics by name: well-known ones with their curated queries, and anybody's own words."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from digest import words
from digest.model import Topic
from digest.query import parse


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


WELL_KNOWN: tuple[WellKnown, ...] = (
    WellKnown(
        name="fine-tuning",
        aliases=("finetuning", "fine tuning llms", "peft"),
        query='"fine tuning" OR LoRA OR PEFT OR "instruction tuning" OR SFT OR "low rank adaptation" OR adapters',
    ),
)


def resolve(said: str) -> Topic:
    """The well-known topic of this name or alias, else these words as a query of their own; raises Misunderstood."""
    known = _by_name().get(_key(said))
    if known is not None:
        return Topic(name=known.name, query=parse(known.query))
    query = parse(said)
    return Topic(name=query.text, query=query)


def suggest(said: str, limit: int = 3) -> tuple[str, ...]:
    """Names of well-known topics that `said` may be a slip of, the nearest first; () where none is near."""
    names = _by_name()
    near = process.extract(_key(said)[:100], list(names), scorer=fuzz.ratio, score_cutoff=80, limit=None)
    return tuple(dict.fromkeys(names[key].name for key, _, _ in near))[:limit]


def _by_name() -> dict[str, WellKnown]:
    return {_key(name): known for known in WELL_KNOWN for name in (known.name, *known.aliases)}


def _key(name: str) -> str:
    return " ".join(words.stems(name))
