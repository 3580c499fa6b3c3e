"""Writes a paper as a BibTeX entry, in Unicode, with a key that stays the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.check.naming import capitals, words

if TYPE_CHECKING:
    from digest.model import Facts, Paper

# BibTeX counts braces even behind a backslash, so they have to go by name.
_ESCAPES = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
)
_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ten", "ter", "el", "bin"}
)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_GROUPS = frozenset({"collaboration", "team", "consortium", "group", "project"})
_SMALL = frozenset({"a", "an", "the", "on", "of", "for", "in", "to", "and", "with", "from", "by", "via", "at", "is"})


def bibtex(paper: Paper, facts: Facts | None = None) -> str:
    """An `@misc` entry that cites the paper at its source; the venue, where known, is its note."""
    fields = {
        "title": _title(paper),
        "author": " and ".join(_author(author) for author in paper.authors),
        "year": str(paper.published.year),
        "eprint": paper.id,
        "archivePrefix": _escaped(paper.source),
        "primaryClass": paper.categories[0] if paper.categories else "",
        "url": paper.url,
        "note": _escaped((facts.venue if facts else None) or paper.journal_ref),
    }
    width = max(map(len, fields))
    lines = [f"  {name:<{width}} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{key(paper)},\n" + ",\n".join(lines) + "\n}\n"


def key(paper: Paper) -> str:
    """`lovelace2026endprompt`: first author's surname, year, the first word of the title that says something."""
    surname = _ascii(_parted(paper.authors[0])[1].partition(",")[0]) if paper.authors else ""
    title = [word for piece in paper.title.split() if (word := _ascii(piece)) and word not in _SMALL]
    return f"{surname or 'anonymous'}{paper.published.year}{(title or ['paper'])[0]}"


def _title(paper: Paper) -> str:
    """The title, with braces around the names whose case styles would take away."""
    proper = {phrase for phrase in capitals(paper.abstract)[0] if " " not in phrase}
    return " ".join(
        f"{{{_escaped(word)}}}" if word[1:] != word[1:].lower() or word.strip(".,:;!?") in proper else _escaped(word)
        for word in paper.title.split()
    )


def _author(author: str) -> str:
    """`Last, First`, and `Last, Jr., First`; a group keeps its name together."""
    if words(author)[-1:] and words(author)[-1] in _GROUPS:
        return f"{{{_escaped(author)}}}"
    return ", ".join(_escaped(part) for part in reversed(_parted(author)) if part)


def _parted(author: str) -> tuple[str, str]:
    """Given names, and the surname with its particles and before the comma of a suffix: `King, Jr.`."""
    parts = author.replace(",", " ").split()
    suffix = f", {parts.pop()}" if len(parts) > 1 and parts[-1].lower() in _SUFFIXES else ""
    last = len(parts) - 1
    while last > 1 and parts[last - 1].lower() in _PARTICLES:
        last -= 1
    return " ".join(parts[:last]), " ".join(parts[last:]) + suffix


def _ascii(text: str) -> str:
    return "".join(words(text.casefold().translate(_LATIN))).encode("ascii", "ignore").decode()


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)
