"""The verbs after `/papers` with what else people call them, and what somebody wants who says it without one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.commands import commands
from bot.commands.command_table import TABLE, VERBS
from bot.commands.courtesies import bare, courtesy_command, is_talk, without_courtesies
from bot.commands.paper_commands import OpenPaper, SeveralPapers
from bot.commands.references import of_paper
from bot.commands.roundup_words import roundup
from bot.commands.subscribe_words import subscription_in
from bot.knowledge import knowledge, topics
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from digest.brief.prompting import Style

_SLIPS = 2
_SHORT = 6
_SHORTEST_SLIP = 4
_NEWS = re.compile(
    r"""(?:(?:give|show|send|tell|get|make|write|post)\ (?:me|us)\ )?(?:about\ )?
    (?:(?:is|are)\ there\ )?
    (?:(?P<span>(?:this|last|past)\ (?:week|fortnight|month)|today)'s\ )?
    (?:what(?:'s|\ is|s|\ was|\ has\ been)?\ (?:new|happen(?:ing|ed|s)|going\ on|the\ latest|interesting)
      |what\ (?:was|were|has\ been|(?:did|have|has)\ (?:people|others|anyone|everyone))
       \ (?:publish(?:ed)?|writ(?:e|ten)|done|posted)
      |what\ (?:did\ i|have\ i|have\ we|did\ we)\ miss(?:ed)?
      |any(?:thing)?\ ?(?:new|interesting|news)?(?:\ papers?)?
      |(?:a\ |the\ )?(?:(?P<style>short|quick|brief|detailed|long|deep|in-depth)\ )?
       (?:round-?up|digest|overview|summary|news|latest|update)s?
      |(?:the\ |some\ )?(?:new|newest|latest|recent|best|top)
       \ (?:papers?|work|research|results?|preprints?|publications?|things)
      |(?:catch|bring|get)\ (?:me|us)\ up(?:\ to\ (?:date|speed))?|update\ (?:me|us)
      |papers)
    (?:\ (?:there|out|published|this\ week))?
    \ (?:on|in|about|of|for|by|regarding|around|with|from(?:\ the\ field\ of)?)\ (?P<topic>.+)""",
    re.IGNORECASE | re.VERBOSE,
)
_STYLES: dict[str, Style] = {"short": "brief", "quick": "brief", "brief": "brief"}
_RHYTHM = re.compile(r"\b(?:every|each|daily|weekly|biweekly|fortnightly)\b", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?:me|us|this channel|the channel) )?(?:to|from|for) (?:the )?(?:topic |channel )?"
    r"|(?:(?:new|the latest) )?(?:papers?|news|work) (?:on|about|by|from) ",
    re.IGNORECASE,
)
_TOPICS = re.compile(
    r"(?:what|which) (?:other )?topics\b.*|(?:show|list) (?:me )?(?:the |your |all )*topics", re.IGNORECASE
)
_LIST = re.compile(
    r"""(?:show|list)\ (?:me\ )?(?:the\ |our\ |my\ |all\ )*(?:list|subscriptions|status)
    |(?:what|which)(?:\ topics)?\ (?:are|am|is|do|does)\ (?:we|i|this\ channel)\ (?:subscribed|subscribe|follow)\b.*
    |(?:when|where|why)(?:\ (?:is|was|did|does|do|has|will)(?:n't)?|'s)\ (?:the|our|my|a|any|there|we|i)\b
     .*\b(?:round-?up|digest)s?\b.*""",
    re.IGNORECASE | re.VERBOSE,
)
_SYNTAX = re.compile(r"\b(?:author|cat):\S| OR |\"[^\"]+\"|(?:^| )-\w")
_EXPLAIN = re.compile(
    r"(?:explain|summari[sz]e|describe|what (?:is|does)|what's|tell (?:me|us) about|details (?:on|of|for))"
    r" (?:the paper )?(?P<ref>.+?)(?: (?:all )?about)?",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:how|why|which|who|whose|when|where|what|is|are|does|do|did|can|could|should|has|have|will)\b.*", re.IGNORECASE
)
_NAME = re.compile(r"(?=\S*[^\W\d_])(?=\S*[a-z0-9])(?=\S*[A-Z0-9π])[^\s?]{2,60}")
_ANY_NEWS = re.compile(
    r"(?:the )?(?:news|latest)|what(?:'s| is|s) (?:new|up)|any(?:thing)? (?:news|new)", re.IGNORECASE
)
_PLAIN = re.compile(r"[\w\s,.:;&+/()'’-]+")
_MOST_WORDS = 12


def news_command(typed: str) -> commands.RoundupNow | commands.Subscribe | None:
    """What is wanted by whoever asks for news, now or in a rhythm; None where something else is said."""
    match = _NEWS.fullmatch(without_courtesies(typed))
    if match is None:
        return None
    wanted = _in_a_rhythm("", match["topic"]) or roundup(f"{match['topic']} {match['span'] or ''}".strip())
    style: Style | None = _STYLES.get(match["style"].lower(), "deep") if match["style"] else None
    return replace(wanted, style=wanted.style or style)


def without_lead(typed: str) -> str:
    """A topic without the words that only lead to it: `me to fine-tuning`, `papers by Song Han`."""
    lead = _LEAD.match(typed)
    return (typed[lead.end() :] if lead else typed) or typed


def read(typed: str) -> commands.Command | None:
    """The command that these words stand for; None where they may mean anything.

    Raises Misunderstood where it is clear what is wanted, and something in it can't be.
    """
    words, asked = bare(typed)
    if not asked:
        return commands.Help()
    return next((command for reader in _READERS if (command := reader(words, asked))), None)


def _in_a_rhythm(_: str, asked: str) -> commands.Subscribe | None:
    """What is wanted again and again."""
    if not _RHYTHM.search(asked):
        return None
    wanted = subscription_in(asked)
    return wanted if wanted.cadence or wanted.weekday is not None else None


def list_command(typed: str) -> commands.Command | None:
    """The topics, or the channel's subscriptions, for whoever asks to be shown them."""
    asked = without_courtesies(typed)
    if _TOPICS.fullmatch(asked):
        return commands.ListTopics()
    return commands.List() if _LIST.fullmatch(asked) else None


def _query(words: str, asked: str) -> commands.Command | None:
    """What is written as a query is."""
    return roundup(asked) if _SYNTAX.search(words) and not words.endswith("?") and _is_query(asked) else None


def _small_talk(_: str, asked: str) -> commands.Command | None:
    return courtesy_command(asked) or (commands.RoundupNow() if _ANY_NEWS.fullmatch(asked) else None)


def _paper(_: str, asked: str) -> commands.Command | None:
    """An id or a link, alone or after a word that asks to have it explained, and a name after such a word."""
    match = _EXPLAIN.fullmatch(asked)
    ref = match["ref"].strip("\"' ") if match else asked
    is_paper = knowledge().sources.paper_id(ref) or (match and _NAME.fullmatch(ref))
    return commands.ExplainPaper(ref=ref) if is_paper else None


def _of_papers(_: str, asked: str) -> commands.Command | None:
    """`who are the authors of 7`, `more like 5`: of the channel's last roundup; a number alone may be anything."""
    wanted = of_paper(asked)
    of = wanted.of if isinstance(wanted, SeveralPapers) else (wanted,) if wanted else ()
    points = all(isinstance(one.ref, int) or knowledge().sources.paper_id(one.ref) for one in of)
    return wanted if of and points and not isinstance(of[0], OpenPaper) else None


def _question(words: str, asked: str) -> commands.Command | None:
    asks = words.endswith("?") or _QUESTION.fullmatch(asked)
    return commands.Search(words=asked) if asks and _is_query(asked) else None


def _name(_: str, asked: str) -> commands.Command | None:
    is_name = _NAME.fullmatch(asked) and not topics().is_well_known(asked)
    return commands.ExplainPaper(ref=asked) if is_name else None


def _topic(_: str, asked: str) -> commands.Command | None:
    count = len(asked.split())
    if is_talk(asked) or not _PLAIN.fullmatch(asked) or not (1 < count <= _MOST_WORDS or topics().is_well_known(asked)):
        return None
    wanted = roundup(asked)
    return wanted if wanted.topic is None or _is_query(wanted.topic) else None


_READERS = (_small_talk, _of_papers, _query, _paper, _question, _in_a_rhythm, _name, _topic)


def may_be_topic(typed: str) -> bool:
    """Whether plain words can be looked for."""
    return _PLAIN.fullmatch(typed) is not None and _is_query(typed)


def _is_query(words: str) -> bool:
    try:
        topics().resolve(words)
    except Misunderstood:
        return False
    return True


def verb_of(word: str) -> str | None:
    """The verb that a word means, whatever mark ends it."""
    return VERBS.get(word.lower().rstrip("?!.,:") or word)


def near_verb(word: str) -> str:
    """The command that a word may be a slip of, or begin; "" where none is near."""
    word = word[:40]
    whole = [verb for verb in VERBS if len(verb) > 1] if len(word) >= _SHORTEST_SLIP else []
    near = process.extractOne(
        word, whole, scorer=OSA.distance, score_cutoff=_SLIPS if len(word) >= _SHORT else 1
    ) or process.extractOne(word, [entry.verb for entry in TABLE if entry.verb.startswith(word)], scorer=OSA.distance)
    return near[0] if near else ""
