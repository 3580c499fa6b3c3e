"""A feed of roundups in the Atom format (RFC 4287): entries keep their ids, and one that changed says when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from adapters.present import html, page
from adapters.present.printable import printable, xml_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from digest.roundup import Roundup

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A roundup in a feed.

    Attributes:
        name: What its id is made of; the same for ever.
        address: Its page.
    """

    name: str
    address: str
    posted: datetime
    updated: datetime
    roundup: Roundup


def atom(title: str, address: str, name: str, entries: Sequence[FeedEntry], empty: datetime) -> str:
    """The feed at an address, newest first as given; `name` makes its id, and `empty` dates one without entries."""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "id", uuid5(NAMESPACE_URL, name).urn)
    _add(feed, "title", title)
    _add(feed, "updated", _moment(max((entry.updated for entry in entries), default=empty)))
    _add(feed, "link", "", rel="self", type="application/atom+xml", href=address)
    _add(_add(feed, "author", ""), "name", "Paperround")
    _add(feed, "generator", "Paperround")
    for entry in entries:
        _entry(_add(feed, "entry", ""), entry)
    made: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return made.decode()


def _entry(element: etree._Element, entry: FeedEntry) -> None:
    view = page.view(entry.roundup)
    if view.language != "en":
        element.set("{http://www.w3.org/XML/1998/namespace}lang", view.language)
    _add(element, "id", uuid5(NAMESPACE_URL, entry.name).urn)
    _add(element, "title", f"{view.title} ({view.topic}, {view.window})")
    _add(element, "published", _moment(entry.posted))
    _add(element, "updated", _moment(entry.updated))
    _add(element, "link", "", rel="alternate", type="text/html", href=entry.address)
    _add(element, "category", "", term=view.topic)
    if view.description:
        _add(element, "summary", view.description)
    _add(element, "content", html.entry(view, entry.address), type="html")


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    """A child; an HTML text keeps its lines, all others are one line."""
    made = etree.SubElement(parent, f"{{{_ATOM}}}{name}", {k: _clean(v) for k, v in attributes.items()})
    if text:
        made.text = xml_text(text) if attributes.get("type") == "html" else _clean(text)
    return made


def _clean(text: str) -> str:
    return xml_text(printable(text))


def _moment(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
