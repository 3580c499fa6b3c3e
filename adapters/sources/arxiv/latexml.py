"""Reads a paper's page as LaTeXML writes it: affiliations by role, headings, links to code, stated limitations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from digest.facts.links import https
from digest.full_text import FullText

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_UNSEEN = frozenset("script style math svg template".split())
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_ROLES = frozenset(
    "ltx_role_affiliation ltx_role_institutetext ltx_role_institute ltx_role_institution ltx_role_address"
    " ltx_role_affil ltx_role_thanks".split()
)
_MARKS = frozenset("ltx_note_mark ltx_tag ltx_note_type ltx_role_footnotemark ltx_role_email ltx_role_orcid".split())
_CODE_HOSTS = frozenset("github.com gitlab.com bitbucket.org codeberg.org huggingface.co".split())
_LIMITS = re.compile(r"\blimit(?:s|ations?)\b", re.IGNORECASE)
_WORKPLACE = re.compile(
    r"universit|institut|college|academ|school|laborator|\blabs?\b|research|dept|department|polytechnic|hospital|\binc\b"
    r"|cent(?:er|re)|facult|hochschule|foundation|corporation|\bltd\b|\bgmbh\b",
    re.IGNORECASE,
)
_DEEPEST = 40  # headings and roles within each other; real pages have three
_PIECE = 65_536
_LONGEST = 160
_MOST = 40
_MOST_CODE = 6
_MOST_LIMITS = 4_000


@dataclass(slots=True)
class _Open:
    """An element that hasn't ended yet; `is_limits` once a heading in this section names limitations."""

    tag: str
    classes: frozenset[str]
    is_collecting: bool
    words: list[str] = field(default_factory=list)
    is_limits: bool = False

    @property
    def is_heading(self) -> bool:
        return self.tag in _HEADINGS

    @property
    def has_role(self) -> bool:
        return bool(self.classes & _ROLES)

    @property
    def is_unseen(self) -> bool:
        return self.tag in _UNSEEN or bool(self.classes & _MARKS)


class _Page:
    """The target of lxml's parser.

    What surrounds a piece of text is counted as elements begin and end, so that text costs the same at any depth.
    """

    def __init__(self) -> None:
        self.affiliations: list[str] = []
        self.headings: list[str] = []
        self.code: list[str] = []
        self.limits: list[str] = []
        self._open: list[_Open] = []
        self._collecting: list[_Open] = []
        self._sections: list[_Open] = []
        self._unseen = self._in_bibliography = self._in_limits = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        classes = frozenset(attributes.get("class", "").split())
        if tag == "br" or any(name.startswith("ltx_affiliation_") for name in classes):
            self.data(" , " if any(one.has_role for one in self._collecting) else " ")
        if tag == "a" and not self._in_bibliography:
            self._link(attributes.get("href", ""))
        has_text = tag in _HEADINGS or bool(classes & _ROLES)
        one = _Open(tag, classes, is_collecting=has_text and len(self._collecting) < _DEEPEST)
        self._open.append(one)
        if one.is_collecting:
            self._collecting.append(one)
        if tag == "section":
            self._sections.append(one)
        self._unseen += one.is_unseen
        self._in_bibliography += "ltx_bibliography" in classes

    def end(self, _tag: str) -> None:
        one = self._open.pop()
        self._unseen -= one.is_unseen
        self._in_bibliography -= "ltx_bibliography" in one.classes
        self._in_limits -= one.is_limits
        if one.tag == "section":
            self._sections.pop()
        if one.is_collecting:
            self._collecting.pop()
            self._collected(one, " ".join("".join(one.words).split()))

    def data(self, data: str) -> None:
        if self._unseen:
            return
        for one in self._collecting:
            one.words.append(data)
        if self._in_limits and not any(one.is_heading for one in self._collecting):
            self.limits.append(data)

    def close(self) -> FullText:
        return FullText(
            affiliations=tuple(dict.fromkeys(self.affiliations))[:_MOST],
            headings=tuple(self.headings)[:_MOST],
            code=tuple(dict.fromkeys(self.code))[:_MOST_CODE],
            limitations=" ".join("".join(self.limits).split())[:_MOST_LIMITS],
        )

    def _collected(self, one: _Open, text: str) -> None:
        if "ltx_title_section" in one.classes and text:
            self.headings.append(text[:_LONGEST])
        if one.is_heading and self._sections and not self._sections[-1].is_limits and _LIMITS.search(text):
            self._sections[-1].is_limits = True
            self._in_limits += 1
        if one.has_role and not any(other.has_role for other in self._collecting):
            self.affiliations += _workplaces(text, certain="ltx_role_thanks" not in one.classes)

    def _link(self, href: str) -> None:
        scheme, _, rest = href.partition("://")
        url = https(rest) if scheme in {"http", "https"} else None
        if url and urlsplit(url).hostname in _CODE_HOSTS and urlsplit(url).path.count("/") > 1:
            self.code.append(url)


def read(page: str, given_up: Callable[[], bool] = lambda: False) -> FullText:
    """What a page says; nothing of it where it isn't LaTeXML's. Ends early, with what it has, once it is given up."""
    target = _Page()
    parser = etree.HTMLParser(target=target, no_network=True, huge_tree=True)
    for start in range(0, len(page), _PIECE):
        if given_up():
            return target.close()
        parser.feed(page[start : start + _PIECE])
    return parser.close() if page.strip() else target.close()


def _workplaces(text: str, *, certain: bool) -> list[str]:
    """The places in one note, without marks, labels and addresses of mail; a note of thanks may name none."""
    bare = re.sub(r"^(?:institutetext|affiliationtext|thanks)\s*:?\s*|\S+@\S+|^\W*\d*\W*", "", text)
    parts = [part.strip(" ,;.") for part in bare.split(" , ")]
    joined = ", ".join(part for part in parts if part)
    if not joined or len(joined) > _LONGEST or not (certain or _WORKPLACE.search(joined)):
        return []
    return [joined]
