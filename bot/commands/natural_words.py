"""What somebody wants who says it in their own words: `what's new on agents`, `LLM agents for code`, a link, a name."""

from __future__ import annotations

import re

from bot.commands import commands
from bot.commands.paper_commands import OpenPaper, Several
from bot.commands.references import of_paper
from bot.commands.roundup_words import roundup
from bot.knowledge import knowledge, topics
from digest.errors import Misunderstood

_GREETING = re.compile(
    r"(?:(?:hey|hi|hello|ok|okay|so|and|please|@?paperround|bot|there)[,!.:]* +|(?:can|could|would|will) you (?:please )?)+",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"""(?:(?:give|show|send|tell|get|make|write|post)\ (?:me|us)\ )?(?:about\ )?
    (?:(?:is|are)\ there\ )?
    (?:what(?:'s|\ is|s|\ was|\ has\ been)?\ (?:new|happen(?:ing|ed|s)|going\ on|the\ latest|interesting)
      |what\ (?:did\ i|have\ i|have\ we|did\ we)\ miss(?:ed)?
      |any(?:thing)?\ ?(?:new|interesting|news)?(?:\ papers?)?
      |(?:a\ |the\ )?(?:round-?up|digest|overview|summary|news|latest|update)s?
      |(?:the\ |some\ )?(?:new|newest|latest|recent|best|top)
       \ (?:papers?|work|research|results?|preprints?|publications?|things)
      |papers)
    (?:\ (?:there|out|published|this\ week))?
    \ (?:on|in|about|of|for|by|regarding|around|with|from\ the\ field\ of)\ (?P<topic>.+)""",
    re.IGNORECASE | re.VERBOSE,
)
_EXPLAIN = re.compile(
    r"(?:explain|summari[sz]e|describe|what (?:is|does)|what's|tell (?:me|us) about|details (?:on|of|for))"
    r" (?:the paper )?(?P<ref>.+)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:how|why|which|who|whose|when|where|what|is|are|does|do|did|can|could|should|has|have|will)\b.*", re.IGNORECASE
)
_NAME = re.compile(r"(?=\S*[^\W\d_])(?=\S*[a-z0-9])(?=\S*[A-Z0-9π])[^\s?]{2,60}")
_WHO_ARE_YOU = re.compile(r"what (?:can|do) you do|who are you|how (?:do|does) (?:you|this|it) work", re.IGNORECASE)
_ANY_NEWS = re.compile(
    r"(?:the )?(?:news|latest)|what(?:'s| is|s) (?:new|up)|any(?:thing)? (?:news|new)", re.IGNORECASE
)
_PLAIN = re.compile(r"[\w\s,.:;&+/()'’-]+")
_MOST_WORDS = 12


def news(typed: str) -> commands.RoundupNow | None:
    """The roundup that is wanted by whoever asks for news; None where something else is said."""
    match = _NEWS.fullmatch(_bare(typed)[1])
    return roundup(match["topic"]) if match else None


def read(typed: str) -> commands.Command | None:
    """The command that these words stand for; None where they may mean anything.

    Raises Misunderstood where it is clear what is wanted, and something in it can't be.
    """
    words, bare = _bare(typed)
    if not bare:
        return commands.Help()
    return next((command for reader in _READERS if (command := reader(words, bare))), None)


def _small_talk(_: str, bare: str) -> commands.Command | None:
    if _GREETING.fullmatch(f"{bare} ") or _WHO_ARE_YOU.fullmatch(bare):
        return commands.Help()
    return commands.RoundupNow() if _ANY_NEWS.fullmatch(bare) else None


def _paper(_: str, bare: str) -> commands.Command | None:
    """An id or a link, alone or after a word that asks to have it explained, and a name after such a word."""
    match = _EXPLAIN.fullmatch(bare)
    ref = match["ref"].strip("\"' ") if match else bare
    is_paper = knowledge().sources.paper_id(ref) or (match and _NAME.fullmatch(ref))
    return commands.ExplainPaper(ref=ref) if is_paper else None


def _of_papers(_: str, bare: str) -> commands.Command | None:
    """`who are the authors of 7`, `more like 5`: of the channel's last roundup; a number alone may be anything."""
    asked = of_paper(bare)
    of = asked.of if isinstance(asked, Several) else (asked,) if asked else ()
    points = all(isinstance(one.ref, int) or knowledge().sources.paper_id(one.ref) for one in of)
    return asked if of and points and not isinstance(of[0], OpenPaper) else None


def _question(words: str, bare: str) -> commands.Command | None:
    asks = words.endswith("?") or _QUESTION.fullmatch(bare)
    return commands.Search(words=bare) if asks and _is_query(bare) else None


def _name(_: str, bare: str) -> commands.Command | None:
    is_name = _NAME.fullmatch(bare) and not topics().is_well_known(bare)
    return commands.ExplainPaper(ref=bare) if is_name else None


def _topic(_: str, bare: str) -> commands.Command | None:
    count = len(bare.split())
    if not _PLAIN.fullmatch(bare) or not (1 < count <= _MOST_WORDS or topics().is_well_known(bare)):
        return None
    wanted = roundup(bare)
    return wanted if wanted.topic is None or _is_query(wanted.topic) else None


_READERS = (_small_talk, _of_papers, _paper, _question, _name, _topic)


def _bare(typed: str) -> tuple[str, str]:
    """The words without a greeting, as they stand and without what ends a sentence."""
    words = _GREETING.sub("", typed, count=1) if _GREETING.match(typed) else typed
    return words, words.rstrip("?!. ")


def _is_query(words: str) -> bool:
    try:
        topics().resolve(words)
    except Misunderstood:
        return False
    return True
