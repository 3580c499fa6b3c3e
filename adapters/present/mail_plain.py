"""A mail's plain text twin: the same words in lines of 72 characters, with addresses where links were."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Rows, Small, Verbatim
from adapters.present.printable import printable, safe_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.chat import Block, Text
    from adapters.present.mail import MailView
    from adapters.present.page import PageSection, PageStatement, Run
    from adapters.present.paper_entry import PaperEntry
    from adapters.present.resource_tables import ResourceTable

_WIDTH = 72
_LEAVE = "To get no more of these:"


def roundup_text(mail: MailView, leave: str) -> str:
    """All of a roundup."""
    return "\n\n".join(filter(None, _roundup(mail, leave))) + "\n"


def blocks_text(blocks: Sequence[Block], leave: str) -> str:
    """What isn't a roundup."""
    said = [words for block in blocks for words in _block(block)]
    return "\n\n".join([*said, *_leaving(leave)]) + "\n"


def _roundup(mail: MailView, leave: str) -> Iterator[str]:
    view = mail.page
    yield _wrapped(view.title)
    yield _wrapped(f"{view.topic} · {view.window} · {view.coverage}")
    for note in (view.missing, *map(_words, mail.notes), view.empty):
        yield _wrapped(note)
    yield from _statement_lines(view.lead)
    for theme in view.themes:
        yield from _theme(theme)
    if view.hood or view.tables:
        yield _title("Under the hood")
        yield from _statement_lines(view.hood)
        yield from map(_table, view.tables)
    if view.outlook:
        yield _title("Where this is going")
        yield from _statement_lines(view.outlook)
    yield from _papers(mail)
    for sentence in view.made:
        yield _wrapped(sentence)
    if mail.address:
        yield f"Read it as a page:\n{mail.address}"
    yield from _leaving(leave)


def _theme(theme: PageSection) -> Iterator[str]:
    yield _title(theme.title)
    yield from _statement_lines(theme.statements)
    for name, papers in theme.further:
        yield _wrapped(f"{name}: {', '.join(f'[{paper.number}] {paper.title}' for paper in papers)}")


def _table(table: ResourceTable) -> str:
    rows = (_wrapped(f"{_text(name)}: {_text(what)}", "- ") for name, what in table.rows)
    return "\n".join([f"{table.title}:", *rows])


def _papers(mail: MailView) -> Iterator[str]:
    if mail.told or mail.further:
        yield _title("Papers")
        yield "\n".join(_paper(paper) for paper in (*mail.told, *mail.further))
    if mail.more:
        yield f"and {mail.more} more on the page."


def _paper(paper: PaperEntry) -> str:
    about = " · ".join(filter(None, (paper.byline, paper.venue)))
    return "\n".join(
        filter(None, (_wrapped(paper.title, f"[{paper.number}] "), _wrapped(about, "    "), f"    {paper.href}"))
    )


def _leaving(leave: str) -> list[str]:
    return [f"-- \n{_LEAVE}\n{leave}"] if leave else []


def _statement_lines(statements: Sequence[PageStatement]) -> Iterator[str]:
    return (_wrapped(_words(one.runs)) for one in statements)


def _title(title: str) -> str:
    return f"{title}\n{'-' * min(len(title), _WIDTH)}"


def _words(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _text(text: Text) -> str:
    return printable("".join(span.text for span in text))


def _wrapped(words: str, before: str = "") -> str:
    after = " " * len(before)
    return textwrap.fill(
        words, _WIDTH, initial_indent=before, subsequent_indent=after, break_long_words=False, break_on_hyphens=False
    )


def _block(block: Block) -> list[str]:
    match block:
        case Heading():
            return [_title(printable(block.text))]
        case Verbatim():
            return [block.text]
        case Paragraph() | Small():
            return [_linked(block.text)]
        case Bullets():
            return [_linked(item, "- ") for item in block.items]
        case Numbered():
            return [_linked(item, f"[{number}] ") for number, item in block.items]
        case Rows():
            return ["\n".join(_linked(value, f"{printable(label)}: ") for label, value in block.rows)]


def _linked(text: Text, before: str = "") -> str:
    """The words, and under them where they lead."""
    links = dict.fromkeys(link for span in text if (link := safe_link(span.link)))
    return "\n".join([_wrapped(_text(text), before), *links])
