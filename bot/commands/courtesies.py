"""What people say around what they want, hello, please and thank you, and what nobody but a person talking to one says."""

from __future__ import annotations

import re

from bot.commands import commands

_GREETING = re.compile(
    r"(?:(?:hey|hi|hello|ok|okay|so|and|please|@?paperround|bot|there)(?: *[,!.:]+ *| +)"
    r"|(?:can|could|would|will) (?:you|we|i) (?:please )?"
    r"|(?:i|we)(?:'d| would) like (?:to )?|(?:i|we) want (?:to )?|let(?:'s| us) )+",
    re.IGNORECASE,
)
_PLEASE = re.compile(r",? please(?=[.!?]*$)", re.IGNORECASE)
_FOR_WHOM = re.compile(r" (?:for|to|in) (?:me|us|this channel|(?:the|our|my) (?:team|group|lab))$", re.IGNORECASE)
_THANKS = re.compile(r"(?:many |ok |okay |great,? |cool,? )*(?:thanks|thank you|thx|cheers)\b.{0,40}", re.IGNORECASE)
_PRAISE = re.compile(
    r"(?:(?:that's|that is|very|really|so) )?"
    r"(?:good|great|nice|cool|awesome|amazing|brilliant|excellent|perfect|well done|love (?:it|this))"
    r"(?: (?:work|job|one|bot|stuff|roundup|summary|selection|week|this))*",
    re.IGNORECASE,
)
_WHO_ARE_YOU = re.compile(r"what (?:can|do) you do|who are you|how (?:do|does) (?:you|this|it) work", re.IGNORECASE)
_TALK = re.compile(r"\b(?:i|me|my|we|us|our|you|your|please|from now on|round-?ups?|digests?)\b", re.IGNORECASE)


def bare(typed: str) -> tuple[str, str]:
    """The words without a greeting, as they stand and without what ends a sentence."""
    greeting = _GREETING.match(typed)
    words = typed[greeting.end() :] if greeting else typed
    return words, words.rstrip("?!. ")


def without_courtesies(typed: str) -> str:
    """The words that follow a greeting, without what ends a sentence."""
    return without_please(bare(typed)[1])


def without_please(typed: str) -> str:
    """The words without a *please* behind them."""
    return _PLEASE.sub("", typed).strip()


def without_whom(typed: str) -> str:
    """A topic without the words that only say for whom it is."""
    return _FOR_WHOM.sub("", typed)


def is_talk(typed: str) -> bool:
    """Whether words speak of who speaks or of roundups, as no topic does."""
    return _TALK.search(typed) is not None


def courtesy_command(typed: str) -> commands.Thanks | commands.Help | None:
    """The answer to thanks and praise, and to whoever only says hello or asks who this is; None where more is said."""
    words = bare(typed)[1]
    if _THANKS.fullmatch(words) or _PRAISE.fullmatch(words):
        return commands.Thanks()
    return commands.Help() if _GREETING.fullmatch(f"{words} ") or _WHO_ARE_YOU.fullmatch(words) else None
