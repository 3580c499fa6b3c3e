"""What was understood of a topic, in words: its concepts, the other names that count, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Bullets, Small, Span, plain
from bot.answers.replies import press
from bot.knowledge import knowledge, topics
from digest.selection import neighbours, understand
from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Action, Block, Text
    from digest.model import Pick, Topic
    from digest.query import Query
    from digest.selection import Concept

_NAMES = 5
_OFFERED = 2
LITTLE = 3
"""With no more papers on topic than this, what is near it is offered."""


def rows(query: Query) -> tuple[tuple[str, Text], ...]:
    """What a query asks for and what it leaves out, for a table."""
    understood = understand(query, knowledge())
    asked = " or ".join(" with ".join(map(_concept, row)) for row in understood.alternatives)
    left = ", ".join(f"what says “{term.text}”" for term in query.without)
    only = [f"in {' or '.join(query.categories)}"] if query.categories else []
    only += [f"by {' or '.join(query.authors)}"] if query.authors else []
    strange = ", ".join(dict.fromkeys(word for one in understood.concepts for word in _unknown(one)))
    unknown = f"{strange}: counts only where a paper says it so; abstracts are in English" if strange else ""
    said = (("Understood", asked), ("Not known", unknown), ("Left out", left), ("Only", " and ".join(only)))
    return tuple((name, plain(text)) for name, text in said if text)


def _concept(concept: Concept) -> str:
    """A concept and its other names; single words and joined forms of the person's own go without saying."""
    own = concept.said.casefold()
    names = [] if not concept.known else [name.said for name in concept.names[1:] if name.said.casefold() != own]
    others = list(dict.fromkeys(names))
    if not others:
        return concept.said
    more = len(others) - _NAMES
    listed = ", ".join(others[:_NAMES]) + (f" and {more} more" if more > 0 else "")
    return f"{concept.said} (also {listed})"


def _unknown(concept: Concept) -> list[str]:
    """Words of a concept whose meaning isn't known: new names, slips, other languages."""
    known = knowledge().vectors.numbers
    return [] if concept.known else [word for word in concept.said.split() if not set(words.stems(word)) & known.keys()]


def near(picks: Sequence[Pick], matched: int) -> tuple[Block, ...]:
    """Papers near the topic and not on it; all of them where little is on it, else the two that just miss it."""
    if not picks:
        return ()
    shown = picks if matched <= LITTLE else picks[:2]
    titles = tuple((Span(text=pick.paper.title, link=pick.paper.url),) for pick in shown)
    return (Small(plain("Near, not on topic:")), Bullets(titles))


def offers(topic: Topic, said: str, author: str = "") -> tuple[Action, ...]:
    """Buttons for concepts that lie close, to add or to leave out; for a well-known topic or a person in the words."""
    if author:
        return (press(f"Papers by {author}", f'subscribe author:"{author}"'),)
    lying_close = neighbours(understand(topic.query, knowledge()), knowledge(), _OFFERED)
    within = [
        name for name in topics().within(said) if topics().resolve(name).query.alternatives != topic.query.alternatives
    ]
    return (
        *(press(f"Also {name}", f"also {name} in {topic.name}") for name in lying_close),
        *(press(f"Not {name}", f"not {name} in {topic.name}") for name in lying_close),
        *(press(f"Well-known: {name}", f"topics {name}") for name in within[:1]),
    )
