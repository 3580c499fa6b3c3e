"""Reads titles: the name before the colon, and the rest in the small letters of running text."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from digest.model import Facts, Paper

_LOWER = re.compile(r"(?<!\w)[a-z][a-z]+")
_MARKS = str.maketrans(dict.fromkeys(".,;:()-–—/'’\"“”?!", " "))
_INSIDE = re.compile(r"(?<=[a-z,(-] )[A-Z][a-z]+|(?<=[a-z]-)[A-Z][a-z]+")
_WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?")
_SMALL = frozenset(
    """a an and as at but by can do does for from go how in into is it its not of on or our out than that the their them these
    they think this those through to too toward towards up us via we what when where which who why with without you
    your""".split()
)
_NO_NAME = re.compile(
    r"(?:ment|ness|tion|sion|ity|ance|ence|ism|ing|ed|ly|able|ible|ive|ous|ful|less|ship|ure|izer|iser|ies|ics|logy|wise|ware|al|ic|ary|ory)s?$"
)
_LONG = 110


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The words of these texts as they write them: no title's capital need stay on one that stands here small."""
    return frozenset(chain.from_iterable(text.translate(_MARKS).split() for text in texts))


def running(title: str, small: Collection[str], names: Collection[str] = ()) -> str:
    """A title as it would stand inside a sentence: `A Dominant Module View of LoRA` → `a dominant module view of LoRA`.

    Args:
        title: In whatever letters.
        small: Words that somebody writes small.
        names: Words whose capital is their own, as far as nobody writes them small.
    """

    def lowered(match: re.Match[str]) -> str:
        word = match[0]
        if not word[:1].isupper() or not (word[1:].islower() or word == "A"):
            return word
        plain = word.lower()
        # Before a number it is the name of a version, whatever it ends in.
        common = plain in _SMALL or (
            _NO_NAME.search(plain) and not title[match.end() : match.end() + 2].strip("-")[:1].isdigit()
        )
        known = plain in small or f"{plain}s" in small or plain.removesuffix("s") in small
        return plain if known or (common and word not in names) else word

    return _WORD.sub(lowered, title)


def parted(title: str) -> tuple[str, str]:
    """What stands before the first colon, most often a name, and what behind it; all and "" without one."""
    head, _, rest = title.partition(": ")
    return head, rest


def gist(paper: Paper, facts: Facts, small: Collection[str]) -> str:
    """What a paper is in one phrase: its name and subtitle where the title has both, else the title in quotation marks."""
    head, rest = parted(paper.title)
    if head in facts.names and rest:
        names = frozenset(_INSIDE.findall(paper.abstract)) - {*_LOWER.findall(paper.abstract)}
        return f"{head}, {running(rest, small, names).rstrip('.')}"
    title = head if head != paper.title and len(paper.title) > _LONG and len(head.split()) > 3 else paper.title  # noqa: PLR2004 - words
    return f"“{quotable(title)}”"


def quotable(title: str) -> str:
    """A title as it stands in quotation marks."""
    return title.rstrip(".").replace("“", "‘").replace("”", "’")
