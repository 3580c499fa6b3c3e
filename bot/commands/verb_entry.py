"""What a row of the table of verbs has, and the options that several of them share."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.command import CommandOption, SlashCommand

A_TOPIC = 'A well-known topic, or a query of your own: words, "phrases", OR, -without, cat:cs.CL'
WHICH = "One of this channel's topics"
A_PAPER = "An arXiv id or link, a title, or the name of a method"
ONE_OF_OURS = CommandOption(name="topic", meaning=WHICH, suggested="subscriptions", required=True)
ONE_OR_ALL = CommandOption(name="topic", meaning=f"{WHICH}; all of them unless you name one", suggested="subscriptions")
WHOSE = CommandOption(name="topic", meaning=WHICH, words="in {}", suggested="subscriptions")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbEntry:
    """A verb.

    Attributes:
        synonyms: What else people call it.
        example: It with the words that it needs; "" where it needs none.
        help: The words after `/papers` that help shows, and what they do; () where help doesn't tell it.
        offered: As platforms with slash commands offer it, also under another name.
        posts: Whether it is of no use where the bot isn't a member, and so can't post.
        is_order: Whether it is a command also where people talk about a roundup, since no question begins with it.
    """

    verb: str
    synonyms: tuple[str, ...] = ()
    example: str = ""
    help: tuple[str, str] | tuple[()] = ()
    offered: tuple[SlashCommand, ...] = ()
    posts: bool = False
    is_order: bool = False


def offered(verb: str, meaning: str, *options: CommandOption) -> SlashCommand:
    """A verb as platforms offer it."""
    return SlashCommand(name=verb, meaning=meaning, options=options, verb=verb)


def time_option(meaning: str) -> CommandOption:
    """A time of day."""
    return CommandOption(name="time", meaning=meaning, words="at {}", longest=40)


def zone_option(meaning: str) -> CommandOption:
    """A time zone."""
    return CommandOption(name="timezone", meaning=meaning, words="tz {}", suggested="zones", longest=100)
