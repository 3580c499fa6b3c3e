"""Reads a paper's page as LaTeXML writes it: affiliations by role, headings, links to code, stated limitations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from typing_extensions import override

from digest.facts.links import https
from digest.full_text import FullText

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNSEEN = frozenset("script style math svg template".split())
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
_DEEPEST = 400
_LONGEST = 160
_MOST = 40
_MOST_CODE = 6
_MOST_LIMITS = 4_000


@dataclass(slots=True)
class _Open:
    """An element that hasn't ended yet."""

    tag: str
    classes: frozenset[str]
    words: list[str] = field(default_factory=list)
    is_limits: bool = False


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.affiliations: list[str] = []
        self.headings: list[str] = []
        self.code: list[str] = []
        self.limits: list[str] = []
        self._open: list[_Open] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = frozenset((given.get("class") or "").split())
        if tag == "br" or any(name.startswith("ltx_affiliation_") for name in classes):
            self.handle_data(" , " if self._inside_role() else " ")
        if tag == "a" and not self._is_inside("ltx_bibliography"):
            self._link(given.get("href") or "")
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(_Open(tag, classes))

    @override
    def handle_endtag(self, tag: str) -> None:
        if not any(one.tag == tag for one in self._open):
            return
        while self._open:
            ended = self._open.pop()
            self._ended(ended)
            if ended.tag == tag:
                return

    @override
    def handle_data(self, data: str) -> None:
        if any(one.tag in _UNSEEN or one.classes & _MARKS for one in self._open):
            return
        for one in self._open:
            if one.tag in {"h2", "h3", "h4", "h5", "h6"} or one.classes & _ROLES:
                one.words.append(data)
        in_heading = any(one.tag in {"h2", "h3", "h4", "h5", "h6"} for one in self._open)
        if not in_heading and any(one.is_limits for one in self._open):
            self.limits.append(data)

    def _ended(self, one: _Open) -> None:
        text = " ".join("".join(one.words).split())
        if "ltx_title_section" in one.classes and text:
            self.headings.append(text[:_LONGEST])
        if one.tag in {"h2", "h3", "h4", "h5", "h6"} and _LIMITS.search(text):
            home = next((s for s in reversed(self._open) if s.tag == "section"), None)
            if home:
                home.is_limits = True
        if one.classes & _ROLES and not self._inside_role():
            self.affiliations += _workplaces(text, certain="ltx_role_thanks" not in one.classes)

    def _inside_role(self) -> bool:
        return any(one.classes & _ROLES for one in self._open)

    def _is_inside(self, name: str) -> bool:
        return any(name in one.classes for one in self._open)

    def _link(self, href: str) -> None:
        scheme, _, rest = href.partition("://")
        url = https(rest) if scheme in {"http", "https"} else None
        if url and urlsplit(url).hostname in _CODE_HOSTS and urlsplit(url).path.count("/") > 1:
            self.code.append(url)


def read(page: str) -> FullText:
    """What a page says; nothing of it where it isn't LaTeXML's."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    return FullText(
        affiliations=tuple(dict.fromkeys(reader.affiliations))[:_MOST],
        headings=tuple(reader.headings)[:_MOST],
        code=tuple(dict.fromkeys(reader.code))[:_MOST_CODE],
        limitations=" ".join("".join(reader.limits).split())[:_MOST_LIMITS],
    )


def _workplaces(text: str, *, certain: bool) -> list[str]:
    """The places in one note, without marks, labels and addresses of mail; a note of thanks may name none."""
    bare = re.sub(r"^(?:institutetext|affiliationtext|thanks)\s*:?\s*|\S+@\S+|^\W*\d*\W*", "", text)
    parts = [part.strip(" ,;.") for part in bare.split(" , ")]
    joined = ", ".join(part for part in parts if part)
    if not joined or len(joined) > _LONGEST or not (certain or _WORKPLACE.search(joined)):
        return []
    return [joined]
