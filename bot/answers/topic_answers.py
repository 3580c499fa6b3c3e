"""Answers about topics: the well-known ones, and what a name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Action, Bullets, Heading, Paragraph, Part, Reply, Rows, Small, Span, code, plain, strong
from bot.answers import understood
from bot.answers.replies import press, reply
from bot.knowledge import topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Block
    from bot.service.results import Preview
    from digest.model import Shortlist, Topic
    from digest.vocabulary import WellKnown

_OWN = 'Your own words work as well: plain words, "phrases", OR, -without, cat:cs.CL, author:"Ada Lovelace".'
# A menu on the smallest platform has this many lines.
_MENU = 25
_GLANCE = 3
_BEST = 3


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


def known(topic: Topic, words: str, last_week: Preview | None) -> Reply:
    """What a name or query stands for, and what last week had on it, where that could be read."""
    near = [name for name in topics().suggest(words) if name != topic.name]
    hint = f"Near it: {', '.join(near)}." if near else _OWN
    every = understood.offers(topic, words, last_week.author if last_week else "")
    offers = [offer for offer in every if offer.text.startswith(("topics ", "subscribe "))]
    return reply(
        Paragraph((strong(topic.name), Span(text=" looks for "), code(topic.query.text))),
        *((Rows(rows),) if (rows := understood.rows(topic.query)) else ()),
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
    return (*best, *understood.near(shortlist.near, shortlist.matched))


def _glance(query: str) -> str:
    """The first words of a query, and how many more there are."""
    words = query.split(" OR ")
    more = len(words) - _GLANCE
    return ", ".join(words[:_GLANCE]) + (f" and {more} more" if more > 0 else "")
