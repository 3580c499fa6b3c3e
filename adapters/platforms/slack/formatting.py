"""Styled text for Slack: as rich text, where all text is literal, or as mrkdwn, where no prose may mean anything."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from adapters.present.printable import printable, printable_spans, safe_link, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from adapters.chat import Span, Style, Text

Element = dict[str, Any]

_STYLES: dict[Style, Element] = {
    "plain": {},
    "strong": {"style": {"bold": True}},
    "emphasis": {"style": {"italic": True}},
    "code": {"style": {"code": True}},
}
_DATE = "{date_short_pretty} at {time}"
# A client that takes literal text for mrkdwn finds no mention either: `<` and what follows are two runs.
_MENTION = re.compile(r"(?<=<)(?=[!@#])")
_LOOKS_LIKE_MARKUP = re.compile(r"[<>]|&\w+;")
_MEANS_SOMETHING = re.compile(r"[*_~`]|:[\w+'-]+:|^\s*>")


def block(*elements: Element) -> Element:
    """A block of sections, lists and preformatted texts."""
    return {"type": "rich_text", "elements": [element for element in elements if element["elements"]]}


def section(*lines: Text) -> Element:
    """Running text, or several lines of it."""
    elements: list[Element] = []
    for line in lines:
        elements += [{"type": "text", "text": "\n"}, *runs(line)] if elements else runs(line)
    return {"type": "rich_text_section", "elements": elements}


def bullets(items: Sequence[Text]) -> Element:
    """Points of equal weight."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [section(item) for item in items]}


def numbered(items: Sequence[tuple[int, Text]]) -> Iterator[Element]:
    """Numbered items; a list counts on by itself, so each gap in the numbers starts a new one."""
    gaps = (at for at, (one, following) in enumerate(pairwise(items), 1) if following[0] != one[0] + 1)
    for start, end in pairwise([0, *gaps, len(items)] if items else []):
        yield {
            "type": "rich_text_list",
            "style": "ordered",
            "offset": items[start][0] - 1,
            "elements": [section(text) for _, text in items[start:end]],
        }


def preformatted(text: str) -> Element:
    """Text to copy as it stands."""
    lines = "\n".join(visible(line) for line in text.splitlines())
    pieces = [{"type": "text", "text": piece} for piece in _MENTION.split(lines or " ")]
    return {"type": "rich_text_preformatted", "elements": pieces}


def runs(text: Text) -> list[Element]:
    """The runs of a text, each with its style or its link; never none, since Slack refuses an empty section."""
    shown = zip(text, printable_spans([span.text for span in text]), strict=True)
    made = [run for span, words in shown if words for run in _run(span, words)]
    return made or [{"type": "text", "text": " "}]


def date(moment: datetime, words: str) -> Element:
    """A time, which each reader sees in their own zone; the words are for clients that can't."""
    return {"type": "date", "timestamp": int(moment.timestamp()), "format": _DATE, "fallback": words}


def _run(span: Span, words: str) -> list[Element]:
    url = safe_link(span.link)
    if span.moment:
        return [date(span.moment, words)]
    if url:
        return [{"type": "link", "url": url, "text": piece, **_STYLES[span.style]} for piece in _MENTION.split(words)]
    return [{"type": "text", "text": piece, **_STYLES[span.style]} for piece in _MENTION.split(words)]


def escape(text: str) -> str:
    """Prose for mrkdwn: on one line, without control characters, mentions or links."""
    return escaped(printable(text))


def escaped(visible: str) -> str:
    """The three characters that Slack asks to escape, in text that is fit to be seen."""
    return visible.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def is_plain(text: str) -> bool:
    """Whether a plain-text object shows this prose as it stands, however Slack treats brackets and entities there."""
    return not _LOOKS_LIKE_MARKUP.search(text)


def is_innocent(text: str) -> bool:
    """Whether escaping alone makes mrkdwn show this prose as it stands: no emphasis, quote or emoji in it.

    Slack has no way to escape those characters.
    """
    return not _MEANS_SOMETHING.search(text)


def mrkdwn_code(words: str) -> str:
    """Something to type as it stands; the words must be innocent."""
    return f"`{escaped(words)}`"


def mrkdwn_link(url: str, label: str) -> str:
    """A link; the URL must have passed `adapters.printable.safe_link`."""
    return f"<{escaped(url).replace('|', '%7C')}|{escape(label)}>"
