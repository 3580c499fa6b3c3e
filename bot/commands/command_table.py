"""All verbs that follow `/papers`, a row each: what else people call one, how help tells it, and how platforms offer it.

A new command is a row here, a value in `commands`, a reader in `command_parser` and a line in `bot.handlers.bot`.
"""

from __future__ import annotations

from adapters.command import CommandOption, SlashCommand, SlashCommands
from adapters.platforms.shared.command_words import CHANGE, SHARE
from adapters.store.ports import WEEKDAYS
from bot.commands.verb_entry import (
    A_PAPER,
    A_TOPIC,
    ONE_OF_OURS,
    ONE_OR_ALL,
    WHICH,
    WHOSE,
    VerbEntry,
    offered,
    time_option,
    zone_option,
)

TABLE = (
    VerbEntry(
        verb="subscribe",
        synonyms=("sub", "add", "follow", "watch"),
        example="subscribe fine-tuning on monday at 09:00",
        help=(
            "subscribe <topic> on monday at 09:00 tz Europe/Berlin",
            "a roundup for this channel; also daily or biweekly",
        ),
        offered=(
            offered(
                "subscribe",
                "Subscribe this channel to a topic",
                CommandOption(name="topic", meaning=A_TOPIC, suggested="topics", required=True),
                CommandOption(
                    name="day",
                    meaning="The day of the week; Monday unless you say otherwise",
                    words="on {}",
                    choices=WEEKDAYS,
                ),
                time_option("The time of day, such as 09:00"),
                CommandOption(
                    name="cadence",
                    meaning="How often; weekly unless you say otherwise",
                    choices=("daily", "weekly", "biweekly"),
                ),
                zone_option("The time zone of day and time, such as Europe/Berlin"),
            ),
        ),
        posts=True,
        is_order=True,
    ),
    VerbEntry(
        verb="list",
        synonyms=("ls", "status", "subscriptions", "subs"),
        help=("list or status", "this channel's subscriptions and their next dates"),
        offered=(
            offered(
                "list",
                "This channel's subscriptions and their next dates",
                CommandOption(name="topic", meaning=f"{WHICH}, to see it alone", suggested="subscriptions"),
            ),
            offered("status", "What comes when, and what is paused and why"),
        ),
    ),
    VerbEntry(
        verb=CHANGE,
        synonyms=("edit", "reschedule", "move"),
        example="change fine-tuning to friday at 10:00",
        help=("change <topic> to friday at 10:00", "when it comes; pause and resume hold it, unsubscribe ends it"),
        offered=(offered(CHANGE, "Change when a subscription comes", ONE_OF_OURS),),
        posts=True,
    ),
    VerbEntry(
        verb="unsubscribe",
        synonyms=("unsub", "remove", "delete", "unfollow", "rm", "stop", "cancel"),
        example="unsubscribe fine-tuning",
        offered=(offered("unsubscribe", "End a subscription of this channel", ONE_OF_OURS),),
        posts=True,
        is_order=True,
    ),
    VerbEntry(
        verb="pause",
        synonyms=("mute", "hold"),
        offered=(offered("pause", "Hold a subscription, or all of this channel's", ONE_OR_ALL),),
        posts=True,
        is_order=True,
    ),
    VerbEntry(
        verb="resume",
        synonyms=("unpause", "unmute", "continue"),
        offered=(offered("resume", "Go on with a subscription, or with all of this channel's", ONE_OR_ALL),),
        posts=True,
        is_order=True,
    ),
    VerbEntry(
        verb="roundup",
        synonyms=("digest", "now", "preview", "round-up"),
        help=("roundup [topic] [last month] [brief]", "a roundup now, only for you, with a button to share it"),
        offered=(
            offered(
                "roundup",
                "A roundup now, which only you see until you share it",
                CommandOption(name="topic", meaning=A_TOPIC, suggested="topics"),
            ),
        ),
    ),
    VerbEntry(
        verb="search",
        synonyms=("find",),
        example="search retrieval augmented generation",
        help=("search <words>", "papers of the last weeks"),
        offered=(
            offered(
                "search",
                "Papers of the last weeks that match",
                CommandOption(
                    name="query",
                    meaning='Words, "phrases", OR, -without, cat:cs.CL, author:"Ada Lovelace"',
                    required=True,
                ),
            ),
        ),
    ),
    VerbEntry(
        verb="why",
        synonyms=("explain-why",),
        example="why 2605.13162",
        help=("why <paper>", "why a paper was, or was not, in the last roundup"),
        offered=(
            offered(
                "why",
                "Why a paper was, or was not, in the last roundup",
                CommandOption(name="paper", meaning=A_PAPER, suggested="papers", required=True),
            ),
        ),
    ),
    VerbEntry(
        verb="also",
        synonyms=("include",),
        example="also low-rank adaptation in fine-tuning",
        help=("also <words> [in topic]", "count more as on a topic; not <words> leaves something out"),
        offered=(
            offered(
                "also",
                "Count something more as on a topic of this channel",
                CommandOption(name="words", meaning="What shall count, such as low-rank adaptation", required=True),
                WHOSE,
            ),
        ),
    ),
    VerbEntry(
        verb="not",
        synonyms=("without", "exclude"),
        example="not vision in fine-tuning",
        offered=(
            offered(
                "not",
                "Leave something out of a topic of this channel",
                CommandOption(name="words", meaning="What papers shall not say", required=True),
                WHOSE,
            ),
        ),
    ),
    VerbEntry(verb=SHARE, example="roundup fine-tuning", posts=True),
    VerbEntry(
        verb="pages",
        synonyms=("page", "feed", "web"),
        help=("pages [public]", "where the web pages and the feed of this channel are, and who may see them"),
        offered=(
            offered(
                "pages",
                "Where this channel's web pages and feed are, and who may see them",
                CommandOption(name="do", meaning="What to do with them", choices=("public", "private", "revoke")),
            ),
        ),
    ),
    VerbEntry(
        verb="mail",
        synonyms=("email", "e-mail"),
        help=(
            "mail <address> [tz Europe/Berlin]",
            "this channel's roundups by mail, once the address has confirmed it",
        ),
        offered=(
            offered(
                "mail",
                "This channel's roundups by mail, for who confirms it",
                CommandOption(name="address", meaning="The mail address; without one I say who gets some", longest=320),
                ONE_OR_ALL,
                time_option("The time of day; 09:00 unless you say otherwise"),
                zone_option("The time zone of the time, such as Europe/Berlin"),
                CommandOption(name="do", meaning="To end what the address gets", choices=("stop",)),
            ),
        ),
    ),
    VerbEntry(
        verb="topics",
        synonyms=("topic",),
        help=("topics [name]", "well-known topics; or what is understood of any words, and what last week had on them"),
        offered=(
            offered(
                "topics",
                "Well-known topics, or what is understood of any words",
                CommandOption(
                    name="topic", meaning="One of them, or your own words, to see what they find", suggested="topics"
                ),
            ),
        ),
    ),
    VerbEntry(
        verb="help",
        synonyms=("?", "-h", "--help", "usage", "commands", "hi", "hello"),
        offered=(offered("help", "What I can do, short"),),
    ),
    VerbEntry(verb="paper", synonyms=("explain", "card", "show"), example="paper 2605.13162"),
    VerbEntry(verb="thanks", synonyms=("thank", "thx", "cheers")),
)

VERBS = {word: entry.verb for entry in TABLE for word in (entry.verb, *entry.synonyms)}
"""Every word that is one, with the verb that it means."""
EXAMPLES = {entry.verb: entry.example for entry in TABLE if entry.example}
"""Of those that need more words."""
ORDERS = frozenset(entry.verb for entry in TABLE if entry.is_order)

SLASH_COMMANDS = SlashCommands(
    meaning="Roundups of what is new on arXiv, for this channel",
    papers=tuple(command for entry in TABLE for command in entry.offered),
    paper=SlashCommand(
        name="paper",
        meaning="One paper explained",
        entry_point="paper",
        options=(
            CommandOption(name="reference", meaning=f"{A_PAPER}, such as EndPrompt", suggested="papers", required=True),
        ),
    ),
    need_membership=frozenset(entry.verb for entry in TABLE if entry.posts),
)
"""What platforms are given."""
