"""What a slash command is, as data: the bot has the table of its own, and platforms are given it in `Ports.commands`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.message import EntryPoint

Suggested = Literal["topics", "zones", "papers", "subscriptions"]
"""Which of `Suggestions` completes an option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandOption:
    """A field of a command.

    Attributes:
        words: What it adds to the command's words, such as `on {}`.
        choices: All that it takes, where that is a short list.
        longest: Characters that it takes at most.
    """

    name: str
    meaning: str
    words: str = "{}"
    choices: tuple[str, ...] = ()
    suggested: Suggested | None = None
    required: bool = False
    longest: int = 6_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SlashCommand:
    """A command, or a subcommand of `/papers`.

    Attributes:
        verb: What its words begin with; "" for `/paper`, whose words are the paper alone.
    """

    name: str
    meaning: str
    options: tuple[CommandOption, ...] = ()
    entry_point: EntryPoint = "papers"
    verb: str = ""

    def words(self, given: Mapping[str, str | None]) -> str:
        """One line as somebody would type it; `given` is what was filled in, by option."""
        filled = ((option.words, " ".join((given.get(option.name) or "").split())) for option in self.options)
        return " ".join([*([self.verb] if self.verb else []), *(words.format(one) for words, one in filled if one)])


@dataclass(frozen=True, slots=True, kw_only=True)
class SlashCommands:
    """All that people can choose from.

    Attributes:
        meaning: What `/papers` is for.
        papers: What can follow `/papers`.
        paper: `/paper`.
        need_membership: The verbs after `/papers` that are of no use where the bot isn't a member, and so can't post.
    """

    meaning: str
    papers: tuple[SlashCommand, ...]
    paper: SlashCommand
    need_membership: frozenset[str]
