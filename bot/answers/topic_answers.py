"""Answers about topics: the well-known ones, what a name stands for, and what was understood of anybody's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Action, Bullets, Heading, Paragraph, Part, Reply, Rows, Small, Span, code, plain, strong
from adapters.present.citations import near_misses
from bot.answers.replies import press, reply
from bot.knowledge import knowledge, topics
from digest.check.assembly import LITTLE
from digest.selection import neighbours, understand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Block, Text
    from bot.service.results import Preview
    from digest.model import Shortlist, Topic
    from digest.query import Query
    from digest.selection import Concept, Understanding
    from digest.vocabulary import WellKnown

_OWN = 'Your own words work as well: plain words, "phrases", OR, -without, cat:cs.CL, author:"Ada Lovelace".'
# A menu on the smallest platform has this many lines.
_MENU = 25
_GLANCE = 3
_BEST = 3
_NAMES = 5
_OFFERED = 2


def well_known() -> Reply:
    """The topics that come with curated queries, each at a glance, in pages of as many as one menu has."""
    every = topics().well_known
    return Reply(parts=tuple(_page(every, at) for at in range(0, len(every), _MENU)))


def _page(every: Sequence[WellKnown], at: int) -> Part:
    shown = every[at : at + _MENU]
    items = tuple((strong(topic.name), Span(text=f" — {_glance(topic.query)}")) for topic in shown)
    hint = (code(f"/papers topics {topics().well_known[0].name}"), Span(text=f" shows the whole query of one. {_OWN}"))
    actions = tuple(
        Action(label=topic.name, entry_point="papers", text=f"subscribe {topic.name}", group="Subscribe to")
        for topic in shown
    )
    heading = Heading(f"Well-known topics: {shown[0].name} to {shown[-1].name}")
    return Part(blocks=(heading, Bullets(items), Small(hint)), actions=actions)


def topic_meaning(topic: Topic, words: str, last_week: Preview | None) -> Reply:
    """What a name or query stands for, and what last week had on it, where that could be read."""
    near = [name for name in topics().suggest(words) if name != topic.name]
    hint = f"Near it: {', '.join(near)}." if near else _OWN
    every = refinements(topic, words, last_week.author if last_week else "")
    offers = [offer for offer in every if offer.text.startswith(("topics ", "subscribe "))]
    return reply(
        Paragraph((strong(topic.name), Span(text=" looks for "), code(topic.query.text))),
        *((Rows(rows),) if (rows := understood_rows(topic.query)) else ()),
        *(_last_week(last_week.shortlist) if last_week else ()),
        Small(plain(hint)),
        actions=(
            press("Subscribe", f"subscribe {topic.name}"),
            press("Roundup now", f"roundup {topic.name}"),
            *offers,
        ),
    )


def _last_week(shortlist: Shortlist) -> tuple[Block, ...]:
    """How many papers are on it, the three best, and what just misses it."""
    counted = f"{shortlist.window.label}: {shortlist.matched:,} of {shortlist.found:,} papers on topic"
    titles = tuple((Span(text=pick.paper.title, link=pick.paper.url),) for pick in shortlist.picks[:_BEST])
    best = (Paragraph(plain(f"{counted}, best first:")), Bullets(titles)) if titles else (Paragraph(plain(counted)),)
    return (*best, *misses(shortlist))


def misses(shortlist: Shortlist) -> tuple[Block, ...]:
    """What is near the topic and not on it; all of it where little is on topic, else the two that just miss it."""
    near = shortlist.near if shortlist.matched <= LITTLE else shortlist.near[:2]
    return near_misses([pick.paper for pick in near])


def _glance(query: str) -> str:
    """The first words of a query, and how many more there are."""
    words = query.split(" OR ")
    more = len(words) - _GLANCE
    return ", ".join(words[:_GLANCE]) + (f" and {more} more" if more > 0 else "")


def understood_rows(query: Query) -> tuple[tuple[str, Text], ...]:
    """What a query asks for and what it leaves out, for a table."""
    understood = understand(query, knowledge())
    asked = " or ".join(" with ".join(map(_concept, row)) for row in understood.alternatives)
    left = ", ".join(f"what says “{term.text}”" for term in query.without)
    only = [f"in {' or '.join(query.categories)}"] if query.categories else []
    only += [f"by {' or '.join(query.authors)}"] if query.authors else []
    unknown = unknown_words(understood)
    known_as = ", ".join(understood.known_as)
    said = (
        ("Understood", asked),
        ("Known as", known_as),
        ("Not known", unknown),
        ("Left out", left),
        ("Only", " and ".join(only)),
    )
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


def unknown_words(understood: Understanding) -> str:
    """Words of a topic whose meaning isn't known, and what that means; "" where there are none."""
    strange = ", ".join(dict.fromkeys(word for one in understood.concepts for word in one.strange))
    return f"{strange}: counts only where a paper says it so; abstracts are in English" if strange else ""


def unfound(query: Query, author: str = "") -> tuple[str, ...]:
    """What may be meant by words that found nothing: their author, or what an author's name says, or another language."""
    said = []
    if author:
        said.append(f'{author} is the name of an author: author:"{author}" finds the papers.')
    if query.authors and not query.alternatives:
        names = " or ".join(query.authors)
        said.append(
            f"Nobody called {names} wrote one of the papers read; without author: I look for who says the words."
        )
    if unknown := unknown_words(understand(query, knowledge())):
        said.append(f"Not known: {unknown}.")
    return tuple(said)


def other_readings(query: Query, author: str, verb: str) -> tuple[Action, ...]:
    """Buttons for the same: papers by whom the words name, or papers that say the name."""
    if author:
        return (press(f"Papers by {author}", f'{verb} author:"{author}"'),)
    if query.authors and not query.alternatives:
        return (press(f"Papers that say {query.authors[0]}", f"{verb} {query.authors[0]}"),)
    return ()


def refinements(topic: Topic, said: str, author: str = "") -> tuple[Action, ...]:
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
