"""Answers about single papers, found or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Action, Paragraph, Reply, plain
from adapters.present.card import card_part, paper_list_part
from adapters.present.printable import shortened
from bot.answers.replies import reply, trying
from bot.answers.topic_answers import other_readings, unfound
from digest.query import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Part
    from bot.service.library import LookupResult
    from bot.service.paper_finder import Detailed
    from digest.model import Paper, Pick
    from digest.roundup import Card


def card(found: Card, detailed: Detailed, also: Sequence[Paper] = ()) -> Reply:
    """One paper explained of what is at hand, and later in detail; and what else could have been meant."""

    async def fuller() -> Reply | None:
        richer = await detailed(found)
        return None if richer == found else Reply(parts=(_with_others(richer, also),))

    return Reply(parts=(_with_others(found, also),), fuller=fuller)


def _with_others(found: Card, also: Sequence[Paper]) -> Part:
    part = card_part(found)
    return replace(part, actions=(*part.actions, *_openings(also, "Did you mean")))


def card_or_unknown(result: LookupResult, ref: str, detailed: Detailed) -> Reply:
    """The card, or that there is none and what comes near."""
    return unknown(ref, result.also) if result.card is None else card(result.card, detailed, result.also)


def unknown(ref: str, near: Sequence[Paper]) -> Reply:
    """No paper is known by that reference."""
    said = f"I know no paper “{shortened(ref)}”."
    if near:
        part = paper_list_part(f"{said} These come nearest:", near)
        return Reply(parts=(part,))
    advice = Paragraph(
        plain("I find papers of the last weeks by name and title, and any arXiv paper by its id or link.")
    )
    return reply(Paragraph(plain(said)), advice, Paragraph(trying("/paper 2605.13162", "/papers search retrieval")))


def hits(picks: Sequence[Pick], words: str, query: Query) -> Reply:
    """What a search found in the last weeks."""
    only_authors = query == Query(authors=query.authors)
    asked = f"by {' or '.join(query.authors)}" if only_authors else f"on “{shortened(words)}”"
    heading = f"Papers of the last weeks {asked}"
    return Reply(parts=(paper_list_part(heading, [pick.paper for pick in picks]),))


def no_hits(words: str, query: Query, near: Sequence[Paper], author: str = "") -> Reply:
    """Nothing matches all of it; perhaps some of it, or an author is called so, or it isn't English."""
    none = f"No paper of the last weeks matches “{shortened(words)}”."
    said = unfound(query, author)
    if others := other_readings(query, author, "search"):
        return reply(Paragraph(plain(" ".join((none, *said)))), actions=others)
    if near and not said:
        return Reply(parts=(paper_list_part(f"{none} These come nearest:", near),))
    return reply(Paragraph(plain(" ".join((none, *said)))), Paragraph(trying("/papers search retrieval OR RAG")))


def _openings(papers: Sequence[Paper], group: str) -> tuple[Action, ...]:
    return tuple(Action(label=paper.title, entry_point="paper", text=paper.id, group=group) for paper in papers)
