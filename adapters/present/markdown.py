"""Parts as Markdown, with every character of prose that could be markup escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Rows, Small, Span, Verbatim
from adapters.present.parts import parts
from adapters.present.printable import printable, printable_spans, safe_link, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.chat import Block, Part, Text
    from digest.roundup import Roundup as Document

_SPECIAL = re.compile(r"[\\`*_\[\]<>&#|~$]|!(?=\[|$)|(?<=[a-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
_BLOCK_START = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))")
_FENCES = re.compile(r"`+")
_IN_ADDRESS = str.maketrans({"(": "%28", ")": "%29", "\\": "%5C", "[": "%5B", "]": "%5D"})
_SEAM = "<!-- -->"  # keeps the marks of two runs from reading as one
_MARKS = {"strong": "**", "emphasis": "*"}


def roundup(document: Document) -> str:
    """The whole roundup as one Markdown document."""
    opening, *thread = parts(document)
    return "\n".join((part(opening), *(part(message, level=2) for message in thread)))


def part(message: Part, level: int = 1) -> str:
    """One message; its actions are for pressing and have no place in a document."""
    return "\n\n".join(filter(None, (_block(block, level) for block in message.blocks))) + "\n"


def _block(block: Block, level: int) -> str:
    match block:
        case Heading():
            made = f"{'#' * level} {escape(block.text)}"
        case Paragraph():
            made = _line(block.text)
        case Small():
            made = _small(block.text)
        case Bullets():
            made = _items(_line(item) for item in block.items)
        case Numbered():
            made = _items(f"{escape(f'[{number}]')} {inline(item)}" for number, item in block.items)
        case Rows():
            made = _items(
                f"{inline((Span(text=label, style='strong'),))}: {inline(value)}" for label, value in block.rows
            )
        case Verbatim():
            made = _fenced(block.text)
        case _:
            assert_never(block)
    return made


def _items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _line(text: Text) -> str:
    """Inline Markdown at the start of a block, where a few more characters mean something."""
    return _BLOCK_START.sub(r"\1\\", inline(text))


def _small(text: Text) -> str:
    content = inline(tuple(Span(text=span.text, link=span.link) for span in text))
    return f"*{content}*" if content else ""


def _fenced(text: str) -> str:
    fence = "`" * max([3, *(len(run) + 1 for run in _FENCES.findall(text))])
    return "\n".join((fence, *map(visible, text.splitlines()), fence))


def escape(text: str) -> str:
    """Prose that reads as itself within a line of Markdown."""
    return _SPECIAL.sub(r"\\\g<0>", printable(text))


def inline(text: Text) -> str:
    """Spans within a line of Markdown."""
    made = ""
    for span, words in zip(text, printable_spans([span.text for span in text]), strict=True):
        piece = _span(span, words)
        seam = piece[:1] in {"*", "`"} and made[-1:] == piece[:1]
        made += (_SEAM if seam else "") + piece
    return made.strip()


def _span(span: Span, words: str) -> str:
    core = words.strip()
    if not core:
        return words
    before, _, after = words.partition(core)
    content = _code(core) if span.style == "code" else _marked(core, _MARKS.get(span.style, ""))
    link = safe_link(span.link)
    return f"{before}[{content}]({link.translate(_IN_ADDRESS)}){after}" if link else f"{before}{content}{after}"


def _marked(core: str, mark: str) -> str:
    """Emphasis counts only where letters or digits touch the marks; elsewhere it would be read as asterisks."""
    content = _SPECIAL.sub(r"\\\g<0>", core)
    return f"{mark}{content}{mark}" if mark and core[0].isalnum() and core[-1].isalnum() else content


def _code(core: str) -> str:
    fence = "`" * (max((len(run) for run in _FENCES.findall(core)), default=0) + 1)
    pad = " " if core[0] == "`" or core[-1] == "`" else ""
    return f"{fence}{pad}{core}{pad}{fence}"
