"""The commands that every platform offers are those that the bot understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.platforms.shared.command_words import as_command
from bot.commands.command_parser import parse
from bot.commands.command_table import SLASH_COMMANDS

if TYPE_CHECKING:
    from adapters.command import SlashCommand

GIVEN = {
    "topic": "fine-tuning",
    "day": "friday",
    "time": "09:30",
    "cadence": "biweekly",
    "timezone": "Europe/Berlin",
    "query": "long  context",
    "paper": "2605.13162",
    "reference": " EndPrompt ",
    "words": "low-rank adaptation",
    "address": "ada+papers@example.org",
}


@pytest.mark.parametrize("command", [*SLASH_COMMANDS.papers, SLASH_COMMANDS.paper], ids=lambda one: one.name)
def test_a_filled_in_command_is_understood(command: SlashCommand) -> None:
    """With all its fields and with those alone that it needs; its words are what somebody would type."""
    needed = {option.name: GIVEN[option.name] for option in command.options if option.required}

    for given in (GIVEN, needed):
        understood = parse(command.entry_point, command.words(given))
        assert parse(command.entry_point, str(understood)) == understood


def test_the_words_of_a_subscription_are_those_of_a_person() -> None:
    """Fields that were left out say nothing."""
    subscribe = SLASH_COMMANDS.papers[0]

    assert subscribe.words(GIVEN) == "subscribe fine-tuning on friday at 09:30 biweekly tz Europe/Berlin"
    assert subscribe.words({"topic": "two\nlines", "day": None}) == "subscribe two lines"


@pytest.mark.parametrize(
    ("entry_point", "text", "meant"),
    [
        ("papers", "paper EndPrompt", ("paper", "EndPrompt")),
        ("papers", "/Papers list", ("papers", "list")),
        ("papers", "list", ("papers", "list")),
        ("thread", "papers", ("thread", "papers")),
        ("thread", "/paper EndPrompt", ("paper", "EndPrompt")),
    ],
)
def test_a_mention_that_begins_with_a_command_means_it(entry_point: str, text: str, meant: tuple[str, str]) -> None:
    """In a thread only with its slash."""
    assert as_command(entry_point, text) == meant  # type: ignore[arg-type]  # an entry point
