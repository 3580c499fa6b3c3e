"""How text becomes the stems that are searched: case, dashes and accents folded, endings off."""

from __future__ import annotations

import unicodedata
from functools import cache

import Stemmer

COMMON = """
a about above across after all also although among an and any are as at be because been before being between
both but by can could did do does during each either etc few first for from further given had has have having
he her here how however i if in into is it its itself just least less like many may might more most much must
near no nor not now of off often on once one only onto or other others our out over own per propose proposed
rather same second several she should show shown shows since so some still such than that the their them then
there these they this those three through thus to too toward towards two under until up upon us use used uses
using very via was we well were what when where whereas whether which while who whom whose why will with
within without would yet you your new novel paper work study approach method methods result results present
introduce existing recent demonstrate achieve improve based
"""

_ASCII = {at: chr(at).lower() if chr(at).isalnum() else " " for at in range(128)}


def split(text: str) -> list[str]:
    """The words of a text, small and without accents; `Fine‑Tuning` is two of them."""
    if text.isascii():
        # Several times as fast as a regular expression, for nearly all abstracts.
        return text.translate(_ASCII).split()
    folded = unicodedata.normalize("NFKD", text).lower()
    # One look at each distinct sign beats one at every place.
    for sign in set(folded):
        if not sign.isalnum():
            folded = folded.replace(sign, "" if "\u0300" <= sign <= "\u036f" else " ")
    return folded.split()


def stem(words: list[str]) -> list[str]:
    """The stem of each word."""
    stems: list[str] = _stemmer().stemWords(words)
    return stems


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text, in its order."""
    return tuple(stem(split(text)))


@cache
def common() -> frozenset[str]:
    """The stems that say nothing about a topic: the words of grammar and of every abstract."""
    return frozenset(stem(COMMON.split()))


@cache
def _stemmer() -> Stemmer.Stemmer:
    # Its own cache would only help for repeated words; each distinct word is stemmed once.
    return Stemmer.Stemmer("english", 0)
