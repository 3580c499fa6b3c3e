"""Commands among what is said where a roundup was shown, and words may also ask about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import commands, natural_words
from bot.commands.command_parser import parse
from bot.commands.command_table import ORDERS
from bot.commands.courtesies import without_courtesies
from bot.commands.natural_words import verb_of
from bot.commands.roundup_words import author_command
from bot.knowledge import topics
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from bot.commands.commands import Command

_RATHER_ASK = frozenset({"why", "paper"})
"""Verbs that say of the roundup's own papers what they say elsewhere of any."""


def order_in(typed: str) -> Command | None:
    """What changes the channel's subscriptions, said where others read along; None where it may be a question.

    Raises Misunderstood where it is an order, and something in it can't be.
    """
    words = without_courtesies(typed)
    return parse("papers", words) if words.partition(" ")[0].casefold() in ORDERS else None


def command_in(typed: str) -> Command | None:
    """The command that these words are; None where they rather ask about the roundup.

    Raises Misunderstood where it is a command, and something in it can't be.
    """
    verb = verb_of(without_courtesies(typed.strip()).partition(" ")[0])
    if verb in _RATHER_ASK:
        return None
    try:
        meant = parse("papers", typed)
    except Misunderstood:
        if verb:
            raise
        return None
    if verb or natural_words.news_command(typed) or author_command(typed) or isinstance(meant, commands.ExplainPaper):
        return meant
    is_topic = isinstance(meant, commands.RoundupNow) and meant.topic and topics().is_well_known(meant.topic)
    return meant if is_topic else None


def instead(typed: str) -> Command | None:
    """What may be meant by words that the roundup has no answer to: a roundup of its own, a paper, or a search."""
    try:
        meant = parse("papers", typed)
    except Misunderstood:
        return None
    offered = commands.RoundupNow | commands.ExplainPaper | commands.Search
    return meant if isinstance(meant, offered) and str(meant) != "roundup" else None
