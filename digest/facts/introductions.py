"""Finds the names that an abstract introduces as new: `we propose X`, `a benchmark called X`, `Full Name (FN)`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.facts.coinage import Shape, shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STEMS = (
    "introduc propos present develop releas construct design creat contribut describ unveil curat publish devis"
    " formulat provid deriv collect"
    " establish assembl implement offer instantiat"
).split()
_OFFERING = frozenset(
    [stem + end for stem in _STEMS for end in ("", "e", "es", "s", "ed", "ing")]
    + ["build", "builds", "built", "building", "Introducing", "Presenting", "Meet"]
)
_NAMING = frozenset("called dubbed named termed coined namely as denoted abbreviated".split())
_NAMED_AS = frozenset("to known denoted abbreviated".split())
# Words before a past participle that say whose work it is: `our proposed X`, but not `recently proposed X`.
_OURS = frozenset("we our the have i paper and work then is".split())
# Subjects of `introduces`: in `whose determinant describes the LCD locus` nobody offers anything.
_SUBJECTS = frozenset(
    "paper work study article we and also it report thesis tutorial chapter then further survey".split()
)
_FRESH = frozenset("new novel first".split())
_CUES = _OFFERING | _NAMING | _FRESH
_ARTICLES = frozenset("a an the our".split())
_NEVER = frozenset(
    ("Ours", "Our", "This", "These", "We", "It", "In", "Here", "The", "A", "An", "Code", "Table", "Figure", "Section")
)
_SPAN = 48
_OWN_REACH = 6
_HEAD = 150

_WORD = r"[^\W_](?:[\w+./-]*[\w+])?"
_OPEN = r"[\"“'‘*`]*"
_CLOSE = r"[\"”'’*`]*"
_ARTICLE = re.compile(
    r"(?:(?:the|a|an|our|new|novel|simple|two|three|both|first|\(?(?:a|i|1)\))\s+|[\"“'‘*`(]+)*", re.IGNORECASE
)
_DIRECT = re.compile(rf"{_OPEN}({_WORD})")
_EXPANDED = re.compile(rf"([^.;:()]{{3,140}}?){_CLOSE}\s*\({_OPEN}({_WORD}){_CLOSE}[);,]")
_TITLED_RUN = re.compile(
    rf"{_OPEN}((?:[A-Z][\w-]*\s+(?:(?:of|with|for)\s+)?){{0,3}}[A-Z][\w-]*){_CLOSE}(?=\s*(?:[,.:;(—–]|\s(?:an?"
    rf"|that|which|is)\b))"
)
_KIND = (
    r"(?:framework|method|benchmark|dataset|corpus|model|system|approach|algorithm|architecture|network|suite"
    r"|pipeline|tool|toolkit|library|protocol"
    r"|metric|platform|agent|variant|strategy|technique|paradigm|mechanism|module|scheme|environment|testbed"
    r"|family|loss|attack|defense|optimizer"
    r"|workflow|engine|language|simulator|collection|solution|estimator|probe|policy|tokenizer|compiler|index"
    r"|measure|score|variants)s?"
)
_AFTER_KIND = re.compile(
    rf"\b{_KIND}\s*[,:—–]*\s*(?:(?:called|named|dubbed|termed|namely)\s+)?{_OPEN}({_WORD})"
    rf"(?={_CLOSE}\s*(?:[,.:;()—–]|$|\s(?:to|for|that|which|with|based|in|and|by|an?)\b))"
)
_KIND_OF = re.compile(rf"(?:[\w-]+\s){{0,4}}{_KIND}\s(?:of|called|named)\s")
# `a MERA representation`: capitals that only tell which.
_USED = re.compile(
    rf"[A-Z]+s?\s(?!(?:{_KIND}|to|for|that|which|with|as|by|and|an?|in|on|based|via|through|where|from|of|using|is)\b)[a-z]"
)
_SHORT_FORM = re.compile(r"\s*\(([^()\s]+)\)")
_ENUMERATED = re.compile(rf"\((?:b|c|d|ii|iii|iv|2|3|4)\)\s*(?:an?\s|the\s)?{_OPEN}({_WORD})(?={_CLOSE}[\s,:;(—–])")
_JOINED = re.compile(rf"{_CLOSE}(?:,?\s+and\s+|,\s+){_OPEN}({_WORD})(?={_CLOSE}(?:[,.:;(—–]|\sand\b))")
_RUN_TOGETHER = re.compile(r"[a-z]{6,}[A-Z]")  # `introduceFooBench`: a lost blank
_ENDS = re.compile(r"[.;!?](?=\s|$)")
_BETWEEN = frozenset(
    "for to of in on with by from that which via using against at through over as and is are uses utilizes leverages employs"
    " adopts combines combining integrates integrating incorporating".split()
)


def introduced_names(words: Sequence[str]) -> Iterator[str]:
    """Names in the order of an abstract's words, perhaps one repeatedly."""
    for at in [at for at, word in enumerate(words) if word in _CUES]:
        word = words[at]
        if word not in _FRESH:
            if _is_cue(word, words[at - 1] if at else "") and not _builds_on(words[at : at + 2]):
                yield from _objects(_clause(words, at + 1), naming=word in _NAMING)
        elif at > 1 and words[at - 1] in _ARTICLES:
            yield from _coined_names(_apposed_name(words, at - 2))
    for at in [at for at, word in enumerate(words) if word in {"Our", "our"}]:
        yield from _own_names(words[at + 1 : at + _OWN_REACH])


def _own_names(words: Sequence[str]) -> Iterator[str]:
    """The name in `our method, NAME, …`."""
    for before, word in pairwise(words):
        if before.endswith(",") and word.endswith(","):
            yield from _coined_names(word[:-1])


def _is_cue(word: str, before: str) -> bool:
    before = before.lower()
    if word == "as":
        return before in _NAMED_AS
    if word == "built" or (word.endswith("ed") and word not in _NAMING):
        return before in _OURS
    if word.endswith("s"):
        return before in _SUBJECTS or before.endswith("ly")
    return word in _NAMING or before not in _ARTICLES


def _builds_on(words: Sequence[str]) -> bool:
    """`building upon X` names what others made."""
    return words[0].startswith("buil") and words[-1] in {"on", "upon"}


def _clause(words: Sequence[str], at: int) -> str:
    text = " ".join(words[at : at + _SPAN])
    end = _ENDS.search(text)
    return text[: end.end()] if end else text


def _apposed_name(words: Sequence[str], at: int) -> str:
    """The word in `X, a novel …` or `X is a new …`, whose article stands behind `at`."""
    if words[at] == "is" and at:
        return words[at - 1]
    return words[at][:-1] if words[at].endswith(",") else ""


def _coined_names(word: str) -> Iterator[str]:
    match = _DIRECT.match(word)
    whole = match and match.end() >= len(word.rstrip("\"”'’*`)"))
    if match and whole and not _RUN_TOGETHER.match(word) and shape(match[1]) is Shape.COINED:
        yield match[1]


def _objects(clause: str, *, naming: bool) -> Iterator[str]:
    start = _ARTICLE.match(clause)
    lead = start[0].lower() if start else ""
    clause = clause[len(lead) :]
    head = _head(clause, indefinite="a " in lead or "an " in lead)
    if naming and head and head.isalpha() and shape(head) is Shape.TITLED and "," in clause[len(head) : len(head) + 2]:
        return  # `namely Traditional, Modern and …`
    if head:
        yield head
        joined = _JOINED.match(clause[clause.find(head) + len(head) :])
        if joined and shape(joined[1]) is Shape.COINED:
            yield joined[1]
    if not naming and "(" in clause:
        yield from (found[1] for found in _ENUMERATED.finditer(clause) if _is_listed(found[1]))


def _is_listed(word: str) -> bool:
    """`(b) SFT-Eraser` names something, `(ii) Adaptation` opens a phrase."""
    return shape(word) >= (Shape.COINED if word.isalpha() else Shape.TITLED)


def _head(clause: str, *, indefinite: bool) -> str | None:
    direct = _DIRECT.match(clause)
    if direct and shape(direct[1]) is Shape.COINED and not _USED.match(clause) and f"({direct[1]})" not in clause:
        return direct[1]
    expanded = _EXPANDED.match(clause) if "(" in clause else None
    if expanded and _is_new_short_form(expanded, indefinite=indefinite):
        return expanded[2]
    after = _AFTER_KIND.search(clause, 0, _HEAD)
    if after and shape(after[1]) is Shape.COINED and not _BETWEEN.intersection(clause[: after.start()].split()):
        return after[1]
    return _titled_run(clause)


def _is_new_short_form(expanded: re.Match[str], *, indefinite: bool) -> bool:
    """`We propose a hybridizable Galerkin (HDG) method` uses a term; a new name has capitals or stands by itself."""
    long, short = expanded.groups()
    if shape(short) is not Shape.COINED:
        return False
    long = _KIND_OF.sub("", long.rpartition(", ")[2], count=1)
    parts = long.replace("-", " ").split()
    start = _start(short, parts)
    if _BETWEEN.intersection(parts[:start]):
        return False
    capitals = sum(map(str.istitle, re.split(r"[\s-]", long)))
    spelt_out = start is not None and indefinite and capitals < 2  # noqa: PLR2004
    return not spelt_out or expanded.string[expanded.end() - 1 : expanded.end() + 1].strip(")")[:1] in set(",.:;")


def _start(short: str, parts: Sequence[str]) -> int | None:
    """Where the words begin that `short` abbreviates, or None where it abbreviates none of them."""
    for at in range(len(parts) - 1, -1, -1):
        if parts[at][0].casefold() == short[0].casefold() and _in_order(short, " ".join(parts[at:])):
            return at
    return None


def _titled_run(clause: str) -> str | None:
    run = _TITLED_RUN.match(clause)
    if (
        run
        and run[1] not in _NEVER
        and not _is_generic(clause[run.end() :])
        and (" " in run[1] or shape(run[1]) is not Shape.ORDINARY)
    ):
        return run[1]
    return None


def _is_generic(rest: str) -> bool:
    """Whether what follows a term is a short form that names nothing new, as in `Multi-Agent System (MAS)`."""
    short = _SHORT_FORM.match(rest)
    return short is not None and shape(short[1]) is Shape.ORDINARY


def _in_order(short: str, words: str) -> bool:
    letters = iter(words.casefold())
    return all(letter in letters for letter in short.casefold() if letter.isalnum())
