"""What is said of deliveries that nobody asked about: why a roundup is late, missing or empty, what returns, what is paused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters import mail_address
from adapters.chat import Heading, Paragraph, Part, Small, Span, code, plain, strong
from bot.answers import mail_answers
from bot.commands import when
from bot.knowledge import knowledge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from adapters.chat import Action, Channel
    from digest.model import Paper
    from digest.roundup import Roundup


def away_notice(topic: str, sentence: str, again: datetime, until: datetime) -> Part:
    """A roundup is due and can't be made; when the next try is, and until when tries go on."""
    said = f"The roundup on {topic} is due, but {_lowered(sentence)}"
    next_try = f"Next try at {again:%H:%M} UTC; I keep trying until {when.moment(until)} UTC."
    return Part(blocks=(Paragraph(plain(said)), Small(plain(next_try))))


def gave_up_notice(topic: str) -> Part:
    """A roundup could not be made while it was worth it."""
    named = " and ".join(knowledge().sources.names)
    said = f"There is no roundup on {topic} this time: {named} couldn't be read in time. The next one comes as planned."
    return Part(blocks=(Paragraph(plain(said)),))


def nothing_new_notice(roundup: Roundup, actions: Sequence[Action]) -> Part:
    """All that is on topic was shown here before."""
    counts, topic = roundup.counts, roundup.topic.name
    said = (
        f"All of the {counts.matched:,} papers on {topic} among the {counts.found:,} listed "
        f"{roundup.window.label} were in earlier roundups here."
    )
    return Part(blocks=(Heading(f"Nothing new on {topic}"), Paragraph(plain(said))), actions=tuple(actions))


def returning_notice(papers: Sequence[tuple[Paper, str]]) -> tuple[Paragraph, ...]:
    """Papers that were shown before and are in this roundup again, or were withdrawn, and why."""
    return tuple(
        Paragraph((strong("Shown before: "), Span(text=paper.title, link=paper.url), Span(text=f" — {reason}.")))
        for paper, reason in papers
    )


def _lowered(sentence: str) -> str:
    """A sentence as it goes on after another's comma; names keep their capitals."""
    return sentence if sentence.startswith("I ") else sentence[:1].lower() + sentence[1:]


def paused_notice(channel: Channel, topics: Sequence[str], reason: str) -> Part:
    """What a channel subscribed to is paused, told to whoever runs it."""
    if channel.platform == mail_address.PLATFORM:
        return mail_answers.paused_note(channel.id, topics, reason)
    said = f"I have paused the roundups on {', '.join(topics)} there: {reason}. Nothing is lost. "
    return Part(
        blocks=(Paragraph((*plain(f"{said}When it is mended, say in that channel: "), code("/papers resume"))),)
    )
