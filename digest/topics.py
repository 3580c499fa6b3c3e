"""Topics by name: well-known ones with their curated queries, and anybody's own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from digest.errors import Misunderstood
from digest.model import Topic
from digest.query import parse
from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.knowledge import Knowledge
    from digest.source_profiles import SourceProfiles
    from digest.vocabulary import WellKnown


_LONGEST = 6
"""No name of a well-known topic has more words than this."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The well-known topics, and what people mean by a topic's name.

    Attributes:
        well_known: In the order of the vocabulary.
        by_name: Every one by its name and aliases, stemmed; a name goes before an alias of another topic.
        sources: Whose categories a query may name.
    """

    well_known: tuple[WellKnown, ...]
    by_name: Mapping[str, WellKnown]
    sources: SourceProfiles

    @classmethod
    def of(cls, knowledge: Knowledge) -> Topics:
        """The topics of the vocabulary."""
        vocabulary = knowledge.vocabulary
        aliases = {_key(alias): known for known in vocabulary.topics for alias in known.aliases}
        return cls(
            vocabulary.topics, aliases | {_key(known.name): known for known in vocabulary.topics}, knowledge.sources
        )

    def resolve(self, said: str) -> Topic:
        """The well-known topic of this name or alias, else these words as a query of their own; raises Misunderstood.

        Filters may stand beside a well-known name: `fine-tuning -vision cat:cs.CL`.
        """
        known = self.by_name.get(_key(said))
        if known is not None:
            return Topic(name=known.name, query=parse(known.query))
        if paper := self.sources.paper_id(said.strip()):
            raise Misunderstood("That names one paper, not a topic.", example=f"/paper {paper}")
        query = parse(said, self.sources)
        if len(query.alternatives) == 1 and not any(term.phrase for term in query.alternatives[0]):
            known = self.by_name.get(_key(" ".join(term.text for term in query.alternatives[0])))
            if known is not None:
                return Topic(name=query.text, query=replace(query, alternatives=parse(known.query).alternatives))
        return Topic(name=query.text, query=query)

    def is_well_known(self, said: str) -> bool:
        """Whether this is the name or an alias of a well-known topic."""
        return _key(said) in self.by_name

    def within(self, said: str) -> tuple[str, ...]:
        """Names of the well-known topics that stand whole among other words, the longest first; () where none does.

        A single word must be the name itself: an alias of one word may mean many things among others.
        """
        stems = words.stems(said)
        spans = (
            stems[start : start + length]
            for length in range(min(_LONGEST, len(stems) - 1), 0, -1)
            for start in range(len(stems) - length + 1)
        )
        found = ((span, self.by_name.get(" ".join(span))) for span in spans)
        return tuple(
            dict.fromkeys(
                known.name for span, known in found if known and (len(span) > 1 or _key(known.name) == span[0])
            )
        )

    def suggest(self, said: str, limit: int = 3) -> tuple[str, ...]:
        """Names of well-known topics that `said` may be a slip of, the nearest first; () where none is near."""
        names = self.by_name
        near = process.extract(_key(said)[:100], list(names), scorer=fuzz.ratio, score_cutoff=80, limit=None)
        return tuple(dict.fromkeys(names[key].name for key, _, _ in near))[:limit]


def _key(name: str) -> str:
    return " ".join(words.stems(name))
