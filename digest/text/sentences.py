"""Splits an abstract into its sentences, without stumbling over `et al.`, decimals, initials or `e.g.`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.text.verbs import AUXILIARY, BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINS = frozenset("-_")

# A full stop after one of these doesn't end a sentence, unless a clear new beginning follows (see _ends).
_ABBREVIATIONS = frozenset(
    """al approx app ca cf ch chap corr def dept dr e.g eq eqs esp est et etc ex fig figs i.e inc incl jr lem ltd max min
    mr mrs ms no nos p pp prof prop ref refs resp sec sect sr st tab thm viz vol vs w.r.t wrt a.k.a u.s u.k u.s.a
    i.i.d s.t""".split()
)
_BOUNDARY = re.compile(
    r"""([.!?])(["”’')\]]*)(?:\s+(?=["“‘'(\[]*[A-Z0-9α-ωΑ-Ω])"""
    # Some abstracts forget the space.
    r"|(?<=[a-z]{3}\.)(?=[A-Z][a-z]+\s))"
)
_LAST_WORD = re.compile(r"[\w.\-]+$")
_LISTING = re.compile(
    r"(?:,?\s(?:that|which|by|with|via|including|namely|as follows|consisting of|comprising|where|in which))?:?\s"
    r"(?:\((?:i|1|a)\)|(?<![\w.])(?:i|1)\)|\(I\)).*$"
)
_HANGING = re.compile(
    r"(?:,?:?\s(?:through|by|via|with|of|in|on|at|from|into|and|as|to|for|using|including|namely|where|that|which|such"
    r"|(?:by|through|via) [a-z]+ing))+,?$"
)
_ENOUGH = 55
_LONG = 40
_MARKS = ("(i)", "(1)", "(a)", "(I)", " 1)", " i)")
_INITIAL = re.compile(r"^[A-Z]$")
_OPENER = re.compile(
    r"(?:A|An|As|At|By|For|From|Here|However|In|It|Its|Moreover|Next|On|Our|Such|That|The|Then|There|These|They|This|Thus|To|"
    r"Under|Using|We|When|While|With)\b"
)


def split(text: str) -> tuple[str, ...]:
    """The sentences of a text, each whole and as it stands; joined by spaces they give the text again."""
    sentences: list[str] = []
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        if boundary[1] == "." and not _ends(text, start, boundary):
            continue
        sentences.append(text[start : boundary.end(2)].strip())
        start = boundary.end()
    sentences.append(text[start:].strip())
    return tuple(sentence for sentence in sentences if sentence)


def _ends(text: str, start: int, boundary: re.Match[str]) -> bool:
    """Whether this full stop ends a sentence."""
    if boundary[2]:
        return True
    word = _LAST_WORD.search(text, max(start, boundary.start(1) - _LONG), boundary.start(1))
    if word is None:
        return True
    last = word[0].lower()
    if last == "etc":
        return text[boundary.end()].isupper()
    if last in {"u.s", "u.k"}:
        return bool(_OPENER.match(text, boundary.end()))
    if last in _ABBREVIATIONS:
        return False
    # `J. Smith` is a name; a lone letter may end a sentence too, as a variable or a class: "for all n and X. We …".
    return not _INITIAL.match(word[0]) or bool(_OPENER.match(text, boundary.end()))


def unlisted(sentence: str) -> str:
    """Without an enumeration that ends it: `X, a tool that (i) …; (ii) ….` becomes `X, a tool`, with a full stop."""
    # The pattern is slow to find nothing, and most sentences list nothing.
    found = _LISTING.search(sentence) if any(mark in sentence for mark in _MARKS) else None
    if not found or found.start() < _ENOUGH:
        return sentence
    head = _HANGING.sub("", sentence[: found.start()])
    if head.count("(") > head.count(")"):
        return sentence
    last = head.rsplit(" ", 1)[-1].lower()
    return sentence if last in BASE or last.removesuffix("s") in BASE or last in AUXILIARY else f"{head}."


def places(text: str, phrase: str) -> Iterator[int]:
    """Where a phrase stands that is no part of a longer word.

    A pattern would have to be made for each phrase, and that costs more than all the searching.
    """
    at = text.find(phrase)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(phrase) : at + len(phrase) + 1]
        if not (before.isalnum() or after.isalnum() or {before, after} & _JOINS):
            yield at
        at = text.find(phrase, at + 1)
