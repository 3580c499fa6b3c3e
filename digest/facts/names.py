"""Reads what a paper calls its own method, dataset or benchmark, the chief one first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.facts.coinage import Shape, shape
from digest.facts.introductions import introduced_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Paper

_MOST = 6
_MARKS = "\"“”'‘’*` "
_TITLE_LEAD = re.compile(r"([^:—]{2,60}?)\s*(?::|\s[–-]+\s|—)\s*\S")
_BRACKETED = re.compile(r"\(([^()\s]{2,24})\)")
_LONGEST_LEAD = 3
_DERIVABLE = 3
_BEFORE = " (\"“‘'*"
_SENTENCE_ENDS = (". ", "! ", "? ")
_THIRD_PERSON = re.compile(r"[a-z][a-z-]*[^s\W]s")


def names(paper: Paper) -> tuple[str, ...]:
    """What the paper names as its own; each occurs literally in its title or abstract."""
    title = " ".join(paper.title.split())
    words = paper.abstract.split()
    text = " ".join(words)
    offered = tuple(dict.fromkeys(introduced_names(words)))
    found = [*_from_title(title, text, offered), *(name for name in offered if name in title), *offered]
    found += [longer for name in dict.fromkeys(found) for longer in _derived(name, text)]
    return tuple({name.casefold(): name for name in reversed(found)}[key] for key in _keys(found))[:_MOST]


def _keys(found: Sequence[str]) -> dict[str, None]:
    return dict.fromkeys(name.casefold() for name in found)


def _from_title(title: str, text: str, offered: Sequence[str]) -> Iterator[str]:
    lead = _TITLE_LEAD.match(title)
    if lead and _leads(lead[1].strip(_MARKS), text, offered):
        yield lead[1].strip(_MARKS)
    if "(" in title:
        yield from (found[1] for found in _BRACKETED.finditer(title) if shape(found[1]) is Shape.COINED)


def _leads(lead: str, text: str, offered: Sequence[str]) -> bool:
    """Whether what stands before a title's colon is a name: `EndPrompt: …`, not `Position: …` or `Beyond RAG: …`."""
    if lead in offered or _acts(lead, text):
        return True
    first, *others = lead.split() or [""]
    kind = shape(first) if first else Shape.ORDINARY
    if not others and kind is Shape.COINED:
        return True
    return (
        len(others) < _LONGEST_LEAD and kind >= (Shape.COINED if others else Shape.TITLED) and _mid_sentence(lead, text)
    )


def _acts(name: str, text: str) -> bool:
    """Whether it opens a sentence of the abstract and does something there: `Tidemark watches …`, `Ballast needs …`."""
    at = text.find(f"{name} ") if name[:1].isupper() else -1
    while at >= 0:
        opens = at == 0 or text[at - 2 : at] in _SENTENCE_ENDS
        verb = text[at + len(name) + 1 : at + len(name) + 30].split(" ", 1)[0]
        if opens and _THIRD_PERSON.fullmatch(verb):
            return True
        at = text.find(f"{name} ", at + len(name))
    return False


def _mid_sentence(name: str, text: str) -> bool:
    """Whether the abstract writes it where an ordinary word would be in lower case, and as a whole."""
    at = text.find(name)
    while at >= 0:
        before, after = text[max(0, at - 2) : at], text[at + len(name) : at + len(name) + 2]
        if before[1:] == " " and before[0] not in ".!?:" and not after[:1].isalnum() and after[:1] != "-":
            return not after.strip()[:1].isupper()
        at = text.find(name, at + len(name))
    return False


def _derived(name: str, text: str) -> Iterator[str]:
    """Further names built on one: `PACZero-ZPL` on `PACZero`."""
    at = text.find(name + "-") if len(name) >= _DERIVABLE else -1
    while at >= 0:
        longer = name + re.split(r"[^\w.+-]", text[at + len(name) : at + len(name) + 30], maxsplit=1)[0].rstrip(".-")
        if (
            (at == 0 or text[at - 1] in _BEFORE)
            and shape(longer) is Shape.COINED
            and longer[len(name) + 1 :][:1].isupper()
        ):
            yield longer
        at = text.find(name + "-", at + len(name))
