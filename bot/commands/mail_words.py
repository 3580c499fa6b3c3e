"""`/papers mail ada@example.org [topic] [on friday at 08:00] [tz Europe/Berlin]`: a channel's roundups by mail."""

from __future__ import annotations

import re

from adapters import mail_address
from adapters.present.printable import shortened
from bot.commands.mail_command import Mail
from bot.commands.subscribe_words import subscription_in
from digest.errors import Misunderstood

EXAMPLE = "/papers mail ada@example.org"
_WORD = re.compile(r"<?(?:mailto:)?([^\s<>|]*@[^\s<>|]*)(?:\|[^\s>]*)?>?")
"""An address as people type it, and as Slack writes what looks like one."""
_STOP, _ALONE = "stop", frozenset({"stop", "end", "off", "remove"})
"""`stop` ends a topic too; the others stand alone beside the address, since a topic may well begin or end with one."""
_LEADS = frozenset({"to", "for", "on", "about", "me", "at"})
_TOPIC = "topic"
"""Stands before the words, since when a subscription comes is read behind its topic."""


def mail(typed: str) -> Mail:
    """What is asked for; raises Misunderstood where there is no address in it that there can be, or the rest can't be meant."""
    if not typed:
        return Mail()
    found = _WORD.search(typed)
    if found is None:
        problem = f"I see no mail address in “{shortened(typed)}”."
        raise Misunderstood(problem, understood="mail", example=EXAMPLE)
    try:
        address = mail_address.normalized(found[1])
    except ValueError as error:
        problem = f"“{shortened(found[1])}” can't be a mail address: {str(error).rstrip('.')}."
        raise Misunderstood(problem, understood="mail", example=EXAMPLE) from error
    words = f"{typed[: found.start()]} {typed[found.end() :]}".split()
    stops = _is_end(words)
    rest = words[1:] if stops else words
    while rest and rest[0].lower() in _LEADS and not _says_when(rest):
        rest = rest[1:]
    return _with_times(address, " ".join(rest), stops=stops)


def _is_end(words: list[str]) -> bool:
    said = [word.lower() for word in words]
    return said[:1] == [_STOP] or (len(said) == 1 and said[0] in _ALONE)


def _says_when(words: list[str]) -> bool:
    """Whether `on` or `at` at the front begins a time: `on friday`."""
    return subscription_in(f"{_TOPIC} {' '.join(words)}").topic == _TOPIC


def _with_times(address: str, words: str, *, stops: bool) -> Mail:
    try:
        said = subscription_in(f"{_TOPIC} {words}")
    except Misunderstood as unclear:
        raise Misunderstood(unclear.problem, understood="mail", example=f"{EXAMPLE} tz Europe/Berlin") from None
    return Mail(
        address=address,
        stops=stops,
        topic=said.topic.removeprefix(_TOPIC).strip() or None,
        cadence=said.cadence,
        weekday=said.weekday,
        at=said.at,
        zone=said.zone,
    )
