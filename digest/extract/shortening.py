"""Shortens a long sentence at a place where it has said something whole, never before what limits it."""

from __future__ import annotations

import re

from digest.extract.features import has_measurement

_LONG = 240
"""Characters from which on a sentence is shortened where that can be done."""
_LEAST = 60
_CLAUSE = 110
"""Characters before `, and …` in which a comma makes it the end of a list."""
_GOES_ON = re.compile(
    r",\s(?:and\s)?(?:thereby\s|thus\s|while\s|further\s)?[a-z]+ing\s|,?\s(?:while|whereas)\s|;\s|\s[–—]\s"
    r"|,\swith\s|,\sand\s(?:[a-z]+ly\s|thereby\s\w+\s|thus\s\w+\s)?(?=[a-z]+s\s|an?\s|the\s|[A-Z])|,\swhich\s"
)
_BRACKETS = re.compile(r"\s\((?![A-Z][\w-]*\))[^()]{12,}\)")
_LIMITS = re.compile(r"\b(?:but|although|except|only|unless|despite|however|not|without|if|when|fails?)\b")
# `of PM1, PM10` before `, and PM2.5`: within a list, or between a subject and its verb.
_OPEN = re.compile(
    r"[\w.%-]+,\s[\w.%-]+(?:\s[\w.%-]+)?$|\b(?:both|either|neither|between)\s[^,;]*$|,\s[a-z]+ing\s[^,;]*$"
)
# `X, which …, is`, `X – … – are`: what follows goes on with the sentence.
_INSIDE = re.compile(r"^(?:,\swhich\s[^,;]*,\s|\s[–—]\s[^–—]*\s[–—]\s|,\s(?:and\s)?including\s)")
# Before the first comma behind one of these nothing whole has been said.
_LEADS_IN = re.compile(
    r"^(?:[A-Z][a-z]+ing|With|By|In|On|At|Under|Across|Over|For|From|To|Through|While|When|If|Although|Given|Based|Unlike|After"
    r"|Compared|Motivated|Inspired)\s[^,]*"
)
_SAYS = re.compile(r"\b(?:is|are|was|were|has|have|can|cannot|do|does|did|[a-z]{3,}(?:s|ed))\s(?!of\b)[\w“\"'’(~≈$-]")


def shortened(text: str) -> str:
    """A sentence of readable length, or the sentence as it is."""
    if len(text) <= _LONG:
        return text
    whole = _BRACKETS.sub("", text)
    if len(whole) <= _LONG:
        return whole
    heads = [whole[: found.start()] for found in _GOES_ON.finditer(whole) if _may_end(whole, found)]
    fitting = [head for head in heads if len(head) <= _LONG] or heads[:1]
    return f"{fitting[-1]}." if fitting else whole


def _may_end(whole: str, at: re.Match[str]) -> bool:
    """Whether a sentence has said something whole up to there, and nothing that follows limits it."""
    head, tail = whole[: at.start()], whole[at.start() :]
    series = ":" in head or (at[0].startswith(", and ") and "," in head[-_CLAUSE:])
    if (
        len(head) < _LEAST
        or series
        or head.count("(") != head.count(")")
        or _LIMITS.search(tail)
        or _INSIDE.match(tail)
    ):
        return False
    led_in = _LEADS_IN.match(head)
    return (
        bool(_SAYS.search(head, led_in.end() if led_in else 0))
        and not _OPEN.search(head)
        and (has_measurement(head) or not has_measurement(whole))
    )
