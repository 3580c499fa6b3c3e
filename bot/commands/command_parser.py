"""Text → Command, by the three entry points that words come in through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from adapters.present.printable import cleaned, shortened
from bot.commands import commands, natural_words
from bot.commands.paper_commands import AskQuestion
from bot.commands.references import of_paper
from bot.commands.roundup_words import roundup
from bot.commands.subscribe_words import subscription_in
from bot.knowledge import topics
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.chat import EntryPoint
    from bot.commands.commands import Command

_SYNONYMS = {
    "subscribe": ("sub", "add", "follow", "watch"),
    "unsubscribe": ("unsub", "remove", "delete", "unfollow", "rm"),
    "list": ("ls", "status", "subscriptions", "subs"),
    "pause": ("mute", "hold"),
    "resume": ("unpause", "unmute", "continue"),
    "roundup": ("digest", "now", "preview", "round-up"),
    "search": ("find",),
    "why": ("explain-why",),
    "also": ("include",),
    "not": ("without", "exclude"),
    "share": (),
    "topics": ("topic",),
    "help": ("?", "-h", "--help", "usage", "commands", "hi", "hello"),
    "paper": ("explain", "card", "show"),
}
VERBS = {word: verb for verb, words in _SYNONYMS.items() for word in (verb, *words)}
_EXAMPLES = {
    "subscribe": "subscribe fine-tuning on monday at 09:00",
    "unsubscribe": "unsubscribe fine-tuning",
    "search": "search retrieval augmented generation",
    "why": "why 2605.13162",
    "also": "also low-rank adaptation in fine-tuning",
    "not": "not vision in fine-tuning",
    "share": "roundup fine-tuning",
    "paper": "paper 2605.13162",
}
_THREAD_WORDS: dict[str, Command] = {
    "": commands.Help(),
    "help": commands.Help(),
    "why": commands.WhyThese(),
    "why these": commands.WhyThese(),
    "papers": commands.PaperList(),
    "list": commands.PaperList(),
}
_ALL = ("all", "everything", "*")
_SLIPS = 2
_SHORT = 6
_SHORTEST_SLIP = 4
_SHOWN = 60
_LONGEST = 4_000


def parse(entry_point: EntryPoint, text: str) -> Command:
    """What is asked for; raises Misunderstood, and nothing else, whatever the text."""
    if len(text) > _LONGEST:
        raise Misunderstood(
            f"That is {len(text):,} characters long; I read up to {_LONGEST:,}.", example="/papers help"
        )
    typed = cleaned(text)
    if entry_point == "papers":
        return _papers(typed)
    if entry_point == "paper":
        return _paper(typed)
    lead, _, rest = typed.partition(" ")
    if lead.lower() in ("/papers", "/paper"):
        return _papers(rest) if lead.lower() == "/papers" else _paper(rest)
    return _thread(typed)


def _papers(typed: str) -> Command:
    first, _, rest = typed.partition(" ")
    if not first:
        return commands.Help()
    if news := natural_words.news(typed):
        return _clear(news)
    verb = VERBS.get(first.lower())
    if verb:
        return _READERS[verb](rest.strip())
    meant = None if _near_verb(first.lower()) else natural_words.read(typed)
    if meant is None:
        raise _unknown(first, typed)
    return _clear(meant) if isinstance(meant, commands.RoundupNow) else meant


def _paper(typed: str) -> Command:
    if not typed:
        raise Misunderstood("Which paper? I take an id, a link, a title or a name.", example="/paper 2605.13162")
    return commands.ExplainPaper(ref=typed)


def _thread(typed: str) -> Command:
    return _THREAD_WORDS.get(typed.lower().rstrip("?!. ")) or of_paper(typed) or AskQuestion(text=typed)


def _subscribe(rest: str) -> Command:
    command = subscription_in(_needed(rest, "subscribe", "Which topic?"))
    _raise_unclear("subscribe", command.topic)
    return command


def _roundup(rest: str) -> Command:
    return _clear(roundup(rest))


def _clear(asked: commands.RoundupNow) -> commands.RoundupNow:
    if asked.topic:
        _raise_unclear("roundup", asked.topic)
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
    return commands.Unsubscribe(topic=rest or None)


def _pause(rest: str) -> Command:
    return commands.Pause(topic=_or_all(rest))


def _resume(rest: str) -> Command:
    return commands.Resume(topic=_or_all(rest))


def _search(rest: str) -> Command:
    command = commands.Search(words=_needed(rest, "search", "Search for what?"))
    _raise_unclear("search", command.words)
    return command


def _why(rest: str) -> Command:
    return commands.Why(words=_needed(rest, "why", "Which paper?"))


def _share(rest: str) -> Command:
    return commands.Share(words=_needed(rest, "share", "Which roundup? Press Share under one."))


def _also(rest: str) -> Command:
    return commands.Also(words=_needed(rest, "also", "What else shall count?"))


def _not(rest: str) -> Command:
    return commands.Not(words=_needed(rest, "not", "What shall be left out?"))


_READERS: dict[str, Callable[[str], Command]] = {
    "subscribe": _subscribe,
    "unsubscribe": _unsubscribe,
    "list": lambda _: commands.List(),
    "pause": _pause,
    "resume": _resume,
    "roundup": _roundup,
    "search": _search,
    "why": _why,
    "also": _also,
    "not": _not,
    "share": _share,
    "topics": lambda rest: commands.ListTopics(topic=rest or None),
    "help": lambda _: commands.Help(),
    "paper": _paper,
}


def _or_all(rest: str) -> str | None:
    return None if rest.lower() in ("", *_ALL) else rest


def _needed(rest: str, verb: str, question: str) -> str:
    if not rest:
        raise Misunderstood(question, understood=verb, example=f"/papers {_EXAMPLES[verb]}")
    return rest


def _reads(verb: str, rest: str) -> bool:
    try:
        _READERS[verb](rest)
    except Misunderstood:
        return False
    return True


def _unknown(first: str, typed: str) -> Misunderstood:
    """What to say to a first word that is no command: the nearest one, or the topic it may have been meant as."""
    word = first.lower()[:40]
    if word.strip("#[]").isdecimal():
        problem = (
            f"“{shortened(first)}” opens a paper in the thread of a roundup; here I need a command, or a paper's id."
        )
        return Misunderstood(problem, example="/papers roundup fine-tuning")
    near = _near_verb(word)
    if near:
        verb = VERBS[near]
        rest = typed[len(first) :].strip()
        if len(rest) > _SHOWN or not _reads(verb, rest):
            rest = _EXAMPLES.get(verb, verb).partition(" ")[2]
        problem = f"I don't know the command “{shortened(first)}”; did you mean {near}?"
        return Misunderstood(problem, example=f"/papers {near} {rest}".strip())
    known = next(iter(topics().suggest(typed[:100])), "")
    problem = f"I don't know the command “{shortened(first)}”; /papers help shows what there is."
    if known:
        problem = f"{known} is a topic that I know, but what shall I do with it?"
    return Misunderstood(problem, example=f"/papers subscribe {known or 'fine-tuning'}")


def _near_verb(word: str) -> str:
    """The command that a word may be a slip of, or begin; "" where none is near."""
    word = word[:40]
    whole = [verb for verb in VERBS if len(verb) > 1] if len(word) >= _SHORTEST_SLIP else []
    near = process.extractOne(
        word, whole, scorer=OSA.distance, score_cutoff=_SLIPS if len(word) >= _SHORT else 1
    ) or process.extractOne(word, [verb for verb in _SYNONYMS if verb.startswith(word)], scorer=OSA.distance)
    return near[0] if near else ""
