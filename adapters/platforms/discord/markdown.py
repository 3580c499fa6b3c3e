"""Blocks as Discord's markdown, with every character of prose that Discord would obey escaped."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Rows, Small, Span, Verbatim, flat, plain, strong
from adapters.present.printable import printable, printable_spans, safe_link, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.chat import Block, Text

MOST_MARKS = 3
"""As many marks as languages pile on one letter; more are there to spoil the lines above and below."""
_UNSEEN = "\u200b"
_SPECIAL = re.compile(r"[\\`*_~|<>\[\]#]|(?<=[a-z]):(?=//)|(?<=\.gg)/|/(?=invite)", re.IGNORECASE)
_EVERYBODY = re.compile(r"@(?=everyone|here|[!&]?\d+>)", re.IGNORECASE)
_LINE_START = re.compile(r"^(\d*)(?=[-+.)])")
_FENCES = re.compile(r"`+")
_REFERENCE = re.compile(r"\[\d+\]")
_IN_ADDRESS = str.maketrans({"(": "%28", ")": "%29", "\\": "%5C", "[": "%5B", "]": "%5D", "*": "%2A"})
_MARKS = {"strong": "**", "emphasis": "*"}


def drawn(block: Block, most: int, level: int = 3) -> str:
    """One block, its links and emphasis left out where it would be longer with them than `most`."""
    made = _block(block, level)
    return made if len(made) <= most else _block(_bare(block), level)


def _block(block: Block, level: int) -> str:
    match block:
        case Heading():
            made = f"{'#' * level} {escape(block.text)}"
        case Paragraph():
            made = _line(block.text)
        case Small():
            made = f"-# {inline(block.text)}"
        case Bullets():
            made = _items(_line(item) for item in block.items)
        case Numbered():
            made = _numbered(block)
        case Rows():
            made = "\n".join(f"{inline((strong(f'{label}:'),))} {inline(value)}" for label, value in block.rows)
        case Verbatim():
            made = _fenced(block.text)
        case _:
            assert_never(block)
    return made


def _items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _numbered(block: Numbered) -> str:
    """Bullets, which indent; a list of Discord's own counts by itself, and the numbers of papers may have gaps."""
    return _items(f"**\\[{number}\\]** {inline(item)}" for number, item in block.items)


def _line(text: Text) -> str:
    """Inline markdown at the start of a line, where a few more characters mean something."""
    return _LINE_START.sub(r"\1\\", inline(text))


def _fenced(text: str) -> str:
    lines = [everybody_left_alone(visible(line)) for line in text.splitlines()]
    return "\n".join(("```", *(_FENCES.sub(lambda run: _UNSEEN.join(run[0]), line) for line in lines), "```"))


def escape(text: str) -> str:
    """Prose that reads as itself anywhere but at the start of a line."""
    return _escaped(calm(printable(text)))


def _escaped(words: str) -> str:
    return everybody_left_alone(_SPECIAL.sub(r"\\\g<0>", words))


def everybody_left_alone(words: str) -> str:
    """The same to a reader; mentions are off on every message, and this holds where somebody copies one."""
    return _EVERYBODY.sub(f"@{_UNSEEN}", words)


def calm(words: str) -> str:
    """Text whose letters carry only as many marks as languages give them."""
    if words.isascii():
        return words
    runs = groupby(words, lambda c: unicodedata.category(c) in {"Mn", "Me"})
    return "".join("".join(run)[:MOST_MARKS] if marks else "".join(run) for marks, run in runs)


def inline(text: Text) -> str:
    """Spans within a line; nothing but a span's own link becomes one."""
    made = ""
    for span, words in zip(text, printable_spans([span.text for span in text]), strict=True):
        piece = _span(span, calm(words))
        made += (_UNSEEN if _clash(made, piece) else "") + piece
    return made.strip()


def _clash(before: str, piece: str) -> bool:
    """Whether the marks of two runs would be read as one."""
    return piece[:1] in {"*", "`"} and before[-1:] == piece[:1]


def _span(span: Span, words: str) -> str:
    core = words.strip()
    if not core:
        return words
    before, _, after = words.partition(core)
    if span.moment:
        return f"{before}<t:{int(span.moment.timestamp())}:f>{after}"
    mark = _MARKS.get(span.style, "")
    content = _code(core) if span.style == "code" else f"{mark}{_escaped(core)}{mark}"
    link = safe_link(span.link)
    if link is None:
        return f"{before}{content}{after}"
    label = core if _REFERENCE.fullmatch(core) else content
    return f"{before}[{label}]({link.translate(_IN_ADDRESS)}){after}"


def _code(core: str) -> str:
    fence = "`" * (max((len(run) for run in _FENCES.findall(core)), default=0) + 1)
    pad = " " if core[0] == "`" or core[-1] == "`" else ""
    return f"{fence}{pad}{everybody_left_alone(core)}{pad}{fence}"


def _bare(block: Block) -> Block:
    """A block's words alone."""
    match block:
        case Paragraph():
            return Paragraph(plain(flat(block.text)))
        case Small():
            return Small(plain(flat(block.text)))
        case Bullets():
            return Bullets(tuple(plain(flat(item)) for item in block.items))
        case Numbered():
            return Numbered(tuple((number, plain(flat(item))) for number, item in block.items))
        case Rows():
            return Rows(tuple((label, plain(flat(value))) for label, value in block.rows))
        case Heading() | Verbatim():
            return block
