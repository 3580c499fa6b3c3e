"""Text → Command, by the three entry points that words come in through."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import OSA

from adapters.present.printable import cleaned, shortened
from bot.commands import commands, courtesies, natural_words
from bot.commands.command_table import EXAMPLES, VERBS
from bot.commands.mail_words import mail
from bot.commands.natural_words import near_verb, verb_of
from bot.commands.paper_commands import AskQuestion
from bot.commands.references import of_paper, without_why
from bot.commands.roundup_words import author_command, roundup
from bot.commands.subscribe_words import change_in, subscription_in
from bot.knowledge import topics
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.chat import EntryPoint
    from bot.commands.commands import Command

    _Reader = Callable[[str], Command]

_THREAD_WORDS: dict[str, Command] = {
    "": commands.Help(),
    "help": commands.Help(),
    "why": commands.WhyThese(),
    "why these": commands.WhyThese(),
    "papers": commands.PaperList(),
    "list": commands.PaperList(),
}
_COMMANDS: dict[str, Literal["papers", "paper"]] = {"/papers": "papers", "/paper": "paper"}
_ALL = ("all", "everything", "*")
_ROUNDS = 4
_SHORT = 6
_SHOWN = 60
_ASKING = frozenset("show find list search".split())
"""Words that somebody's papers are asked for with; behind any other command's name stands what that command is about."""
_LONGEST = 4_000


def parse(entry_point: EntryPoint, text: str) -> Command:
    """What is asked for; raises Misunderstood, and nothing else, whatever the text: with an example that is understood."""
    try:
        return _parsed(entry_point, text)
    except Misunderstood as problem:
        problem.example = _working(problem.example)
        raise


def _working(example: str) -> str:
    """An example, or what that one's own answer offers where it would be misunderstood again."""
    for _ in range(_ROUNDS):
        command, _, words = example.partition(" ")
        entry_point = _COMMANDS.get(command)
        if entry_point is None:
            return example
        try:
            _parsed(entry_point, words)
        except Misunderstood as again:
            example = again.example
        else:
            return example
    return "/papers help"


def _parsed(entry_point: EntryPoint, text: str) -> Command:
    if len(text) > _LONGEST:
        raise Misunderstood(
            f"That is {len(text):,} characters long; I read up to {_LONGEST:,}.", example="/papers help"
        )
    typed = cleaned(text)
    if entry_point == "papers":
        return _papers(typed)
    return _paper(typed) if entry_point == "paper" else _thread(typed)


def _papers(typed: str) -> Command:
    if again := _again(typed):
        return again
    if not typed:
        return commands.Help()
    first, _, rest = typed.partition(" ")
    asked = natural_words.news_command(typed) or natural_words.list_command(typed)
    if verb_of(first) is None or first.lower() in _ASKING:
        asked = author_command(typed) or asked
    if asked:
        return _clear(asked)
    if (verb := verb_of(first)) is None:
        first, _, rest = courtesies.without_courtesies(typed).partition(" ")
        verb = verb_of(first)
    if verb:
        return _READERS[verb](courtesies.without_please(rest))
    meant = None if near_verb(first.lower()) else natural_words.read(typed)
    if meant is None:
        raise _unknown(typed.partition(" ")[0], typed)
    return _clear(meant)


def _again(typed: str) -> Command | None:
    """What follows the name of a command, where somebody typed that, too."""
    lead, _, rest = typed.partition(" ")
    return (
        {"papers": _papers, "paper": _paper}[entry_point](rest)
        if (entry_point := _COMMANDS.get(lead.lower()))
        else None
    )


def _paper(typed: str) -> Command:
    if not typed:
        raise Misunderstood("Which paper? I take an id, a link, a title or a name.", example="/paper 2605.13162")
    return commands.ExplainPaper(ref=typed)


def _thread(typed: str) -> Command:
    if again := _again(typed):
        return again
    said = _THREAD_WORDS.get(typed.lower().rstrip("?!. ")) or courtesies.courtesy_command(typed)
    return said or of_paper(courtesies.without_courtesies(typed)) or AskQuestion(text=typed)


def _subscribe(rest: str) -> Command:
    wanted = subscription_in(natural_words.without_lead(_needed(rest, "subscribe", "Which topic?")))
    return _clear(replace(wanted, topic=courtesies.without_whom(wanted.topic)))


def _roundup(rest: str) -> Command:
    return _clear(roundup(rest))


def _clear(asked: Command) -> Command:
    if isinstance(asked, commands.RoundupNow | commands.Subscribe) and asked.topic:
        _raise_unclear("roundup" if isinstance(asked, commands.RoundupNow) else "subscribe", asked.topic)
    return asked


def _raise_unclear(verb: str, words: str) -> None:
    """Ask back where words are no query, or one slip away from a well-known topic: it would be missed for months."""
    try:
        meant = topics().resolve(words)
    except Misunderstood as unclear:
        if not unclear.example.startswith("/paper "):
            unclear.example = f"/papers {verb} {unclear.example if _is_query(unclear.example) else 'fine-tuning'}"
        raise
    near = topics().suggest(words)
    for name in () if meant.name in near else near:
        spelt, known = (text.lower().replace("-", " ") for text in (words, name))
        if len(known) >= _SHORT and OSA.distance(spelt, known, score_cutoff=1) == 1:
            problem = f"I don't know the topic “{shortened(words)}”; did you mean {name}? Put it in quotes to keep it as it is."
            raise Misunderstood(problem, understood=verb, example=f"/papers {verb} {name}")


def _is_query(example: str) -> bool:
    """Whether an example of a query is one after `subscribe`, too, where the words at its end may mean a time."""
    try:
        return bool(topics().resolve(example)) and subscription_in(example).topic == example
    except Misunderstood:
        return False


def _unsubscribe(rest: str) -> Command:
    return commands.Unsubscribe(topic=_or_all(natural_words.without_lead(rest)))


def _pause(rest: str) -> Command:
    return commands.Pause(topic=_or_all(rest))


def _resume(rest: str) -> Command:
    return commands.Resume(topic=_or_all(rest))


def _search(rest: str) -> Command:
    command = commands.Search(words=natural_words.without_lead(_needed(rest, "search", "Search for what?")))
    _raise_unclear("search", command.words)
    return command


def _reader_of_words(kind: type[commands.ShareRoundup | commands.Also | commands.Not], question: str) -> _Reader:
    """Reads what takes words of one's own, and asks back where there are none."""
    return lambda rest: kind(words=_needed(rest, kind.verb, question))


_READERS: dict[str, _Reader] = {
    "subscribe": _subscribe,
    "change": change_in,
    "unsubscribe": _unsubscribe,
    "list": lambda rest: commands.List(topic=_or_all(rest)),
    "pause": _pause,
    "resume": _resume,
    "roundup": _roundup,
    "search": _search,
    "why": lambda rest: commands.Why(words=without_why(_needed(rest, "why", "Which paper?"))),
    "also": _reader_of_words(commands.Also, "What else shall count?"),
    "not": _reader_of_words(commands.Not, "What shall be left out?"),
    "share": _reader_of_words(commands.ShareRoundup, "Which roundup? Press Share under one."),
    "pages": lambda rest: commands.WebPages(topic=rest.lower() or None),
    "mail": mail,
    "topics": lambda rest: commands.ListTopics(topic=rest or None),
    "help": lambda _: commands.Help(),
    "paper": _paper,
    "thanks": lambda _: commands.Thanks(),
}


def _or_all(rest: str) -> str | None:
    return None if rest.lower() in ("", *_ALL) else rest


def _needed(rest: str, verb: str, question: str) -> str:
    if not rest:
        raise Misunderstood(question, understood=verb, example=f"/papers {EXAMPLES[verb]}")
    return rest


def _unknown(first: str, typed: str) -> Misunderstood:
    """What to say to a first word that is no command: the nearest one, or the topic it may have been meant as."""
    word = first.lower()[:40]
    if word.strip("#[]").isdecimal():
        problem = (
            f"“{shortened(first)}” opens a paper in the thread of a roundup; here I need a command, or a paper's id."
        )
        return Misunderstood(problem, example="/papers roundup fine-tuning")
    near = near_verb(word)
    if near:
        verb = VERBS[near]
        rest = typed[len(first) :].strip()
        if len(rest) > _SHOWN or (not rest and verb in EXAMPLES):
            rest = EXAMPLES.get(verb, verb).partition(" ")[2]
        problem = f"I don't know the command “{shortened(first)}”; did you mean {near}?"
        return Misunderstood(problem, example=f"/papers {near} {rest}".strip())
    if courtesies.is_talk(typed):
        return Misunderstood(f"I don't understand “{shortened(typed)}”.", example="/papers help")
    known = next(iter(topics().suggest(typed[:100])), "")
    if not known and len(typed) <= _SHOWN and natural_words.may_be_topic(typed):
        problem = f"I don't know the command “{shortened(typed)}”; did you mean it as a topic? /papers help shows the commands."
        return Misunderstood(problem, example=f"/papers roundup {typed}")
    problem = f"I don't know the command “{shortened(first)}”; /papers help shows what there is."
    if known:
        problem = f"{known} is a topic that I know, but what shall I do with it?"
    return Misunderstood(problem, example=f"/papers subscribe {known or 'fine-tuning'}")
