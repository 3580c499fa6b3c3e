"""A part, or the whole roundup that it opens, as a mail's HTML and its plain text twin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Rows, Small, Span, Verbatim
from adapters.present import html, page, raster
from adapters.present.mail_plain import blocks_text, roundup_text
from adapters.present.page import Run, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from adapters.chat import Block, Part, Text
    from adapters.present.page import PageView
    from adapters.present.paper_entry import PaperEntry
    from adapters.present.picture import Picture
    from digest.roundup import Roundup

PICTURE = "picture@paperround"
"""The Content-ID of a mail's picture."""
MOST_FURTHER = 20
"""Papers that a mail lists by their titles alone; mail programs hide what follows after 100 kB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailText:
    """What a mail says, twice, and the picture that its HTML has a place for."""

    plain: str
    html: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailView:
    """A roundup's page as a mail shows it, which has no anchors of its own.

    Attributes:
        told: The papers that statements rest on, and `further` some of those that are only listed.
        more: How many papers aren't listed.
        address: Of the web page; "" where there is none.
    """

    page: PageView
    notes: tuple[tuple[Run, ...], ...]
    told: tuple[PaperEntry, ...]
    further: tuple[PaperEntry, ...]
    more: int
    address: str

    def href(self, run: Run) -> str:
        """Where a run leads: a reference to the paper's card on the page, or to the paper where there is no page."""
        if not run.href.startswith("#"):
            return run.href
        papers = {f"#paper-{one.number}": one.href for one in (*self.told, *self.further)}
        return f"{self.address}{run.href}" if self.address else papers.get(run.href, "")


def text(part: Part, roundup: Roundup | None, leave: str = "") -> MailText:
    """The mail; `leave` is where the subscription is ended, "" where there is none to end."""
    if roundup is None:
        shown = html.bare("mail_blocks.html", blocks=list(_template_blocks(part.blocks)), leave=leave)
        return MailText(plain=blocks_text(part.blocks, leave), html=shown)
    view = _view(part, roundup)
    drawn = view.page.picture if view.page.picture and raster.is_drawable(view.page.picture) else None
    shown = html.bare("mail.html", mail=view, view=view.page, leave=leave, picture=PICTURE if drawn else "")
    return MailText(plain=roundup_text(view, leave), html=shown, picture=drawn)


def _view(part: Part, roundup: Roundup) -> MailView:
    shown = page.view(roundup)
    papers = [paper for _, group in shown.groups for paper in group]
    told = [paper for paper in papers if paper.quotes]
    rest = [paper for paper in papers if not paper.quotes]
    whole = part.whole
    address = whole.address if whole else ""
    further = rest[:MOST_FURTHER] if address else rest
    return MailView(
        page=shown,
        notes=tuple(runs(note) for note in whole.notes) if whole else (),
        told=tuple(told),
        further=tuple(further),
        more=len(rest) - len(further),
        address=address,
    )


def _template_blocks(blocks: Sequence[Block]) -> Iterator[tuple[str, object]]:
    """Each block as the template draws it: a kind, and its runs."""
    drawn: dict[type, Callable[..., object]] = {
        Heading: lambda block: runs((Span(text=block.text),)),
        Paragraph: lambda block: runs(block.text),
        Small: lambda block: runs(block.text),
        Verbatim: lambda block: block.text,
        Bullets: lambda block: [runs(item) for item in block.items],
        Numbered: lambda block: [runs((Span(text=f"[{number}] "), *item)) for number, item in block.items],
        Rows: lambda block: [runs(_row(label, value)) for label, value in block.rows],
    }
    for block in blocks:
        yield type(block).__name__, drawn[type(block)](block)


def _row(label: str, value: Text) -> Text:
    return (Span(text=f"{label}: ", style="strong"), *value)
