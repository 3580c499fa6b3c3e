"""The web page: whole, self-contained, and with nothing in it that prose asked for."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from typing_extensions import override

from adapters.present import html, page, picture
from adapters.present.html import Surroundings
from digest.model import Facts, Resource
from digest.roundup import Evidence, Section, Statement
from tests.adapters.present import documents

if TYPE_CHECKING:
    from adapters.present.page import Order
    from digest.roundup import Roundup, SectionKind

AROUND = Surroundings(
    canonical="https://papers.example.org/r/x",
    archive="https://papers.example.org/t/x",
    feed="https://papers.example.org/f/x",
    picture="https://papers.example.org/r/x/picture.png",
    bibtex="https://papers.example.org/r/x/papers.bib",
    sorts=tuple((order, f"?sort={order}") for order in page.ORDERS),
)
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{ 7*7 }}{% raw %}&quot;</style></title>]]>"


class _Reader(HTMLParser):
    """Reads a page back: its tags with their attributes, its anchors and its words."""

    def __init__(self, page_: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words = ""
        self.feed(page_)
        self.close()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    @override
    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, *names: str) -> list[str]:
        return [value for _, name, value in self.attributes if name in names]


def everywhere(text: str) -> Roundup:
    """A roundup in which every text that anybody wrote is this one."""
    paper = documents.paper(
        1,
        title=text,
        abstract=text,
        authors=(text,),
        affiliations=(text,),
        categories=(text,),
        url=f"https://x.example/{text}",
        pdf=f"javascript:{text}",
        comment=text,
        journal_ref=text,
        source=text,
    )
    code = Resource(kind="code", name=text, url=f"javascript:{text}", cites=(paper.id,), role="introduced", about=text)
    used = replace(code, kind="dataset", role="used")
    facts = Facts(names=(text,), resources=(code,), venue=text)
    listed = replace(documents.listed(1), facts=facts, pick=replace(documents.listed(1).pick, paper=paper, why=(text,)))
    evidence = (Evidence(paper=paper.id, quote=text),)
    says = (Statement(text=text, cites=(paper.id,), evidence=evidence),)
    kinds: tuple[SectionKind, ...] = ("lead", "theme", "also", "resources", "outlook")
    sections = (Section(kind=kind, title=text, papers=(paper.id,), statements=says) for kind in kinds)
    hood = Section(kind="resources", title=text, resources=(code, used, replace(used, role="introduced")))
    trend = replace(documents.roundup().trend, sentence=text)  # type: ignore[type-var]
    made = documents.roundup(headline=text, sections=(*sections, hood), papers=(listed,), trend=trend, missing=text)
    return replace(made, topic=replace(made.topic, name=text), near=(paper,))


def test_a_roundup_is_one_page_that_needs_nothing_else() -> None:
    """Headline, themes and papers are there; the only addresses are links to read on, and anchors that exist."""
    read = _Reader(html.roundup(documents.roundup()))

    assert "Fine-tuning: one layer may be enough" in read.words
    assert "TinyTune tunes one layer. [1]" in read.words
    assert "SignVote keeps" in read.words
    assert not {"script", "img", "iframe", "link", "form", "input"} & set(read.tags)
    assert read.tags.count("h1") == 1
    anchors = {value[1:] for value in read.values("href") if value.startswith("#")}
    assert {"paper-1", "paper-5", "theme-1", "lead-1", "hood", "outlook", "papers", "made"} <= anchors
    assert anchors <= set(read.values("id"))
    assert len(read.values("id")) == len(set(read.values("id")))
    assert all(value.startswith(("https://", "#")) for value in read.values("href", "src"))
    assert ("meta", "content", "noindex") in read.attributes


def test_a_served_page_says_where_it_is_and_what_belongs_to_it() -> None:
    """Canonical link, feed, preview with its picture in words, orders and a form for BibTeX."""
    private = _Reader(html.roundup(documents.roundup(), AROUND))
    public = _Reader(html.roundup(documents.roundup(), replace(AROUND, public=True)))

    assert {AROUND.canonical, AROUND.archive, AROUND.feed, AROUND.bibtex} <= set(private.values("href"))
    shown = {name for _, attribute, name in private.attributes if attribute == "property"}
    assert shown >= {"og:title", "og:description", "og:url", "og:image", "og:image:alt", "og:type"}
    assert private.tags.count("input") == 5
    assert "noindex" in private.values("content")
    assert "noindex" not in public.values("content")


@pytest.mark.parametrize(
    ("language", "tag"),
    [("", "en"), ("German", "de"), ("brazilian  portuguese", "pt-BR"), ("日本語", "ja"), ("Sindarin", "")],
)
def test_a_page_says_its_language(language: str, tag: str) -> None:
    """What a model wrote in the subscription's language; titles and abstracts stay English. An unknown one is said to be so."""
    roundup = documents.roundup()
    made = html.roundup(replace(roundup, written_by=replace(roundup.written_by, kind="model", language=language)))

    assert f'<html lang="{tag}">' in made
    assert ('<section id="papers" lang="en">' in made) == (tag != "en")


def test_a_quiet_week_is_a_page_too() -> None:
    """It says that nothing was on topic, and has no empty headings."""
    read = _Reader(html.roundup(documents.nothing(), AROUND))

    assert "None of the 5,251 papers listed 11–15 May 2026 is on fine-tuning." in read.words
    assert not {"h2", "nav", "figure", "form"} & set(read.tags)


@pytest.mark.parametrize(
    ("order", "first", "titles"),
    [
        ("number", 1, [""]),
        ("relevance", 5, [""]),
        ("date", 2, [""]),
        ("code", 1, [""]),
        ("theme", 1, ["Adapter placement", "Privacy", "In no theme"]),
    ],
)
def test_papers_come_in_the_order_asked_for(order: Order, first: int, titles: list[str]) -> None:
    """By number, relevance, date, theme and code, with every paper once."""
    papers = [replace(one, pick=replace(one.pick, rank=6 - one.number)) for one in documents.roundup().papers]
    newest = papers[1].pick.paper.published.replace(day=30)
    papers[1] = replace(papers[1], pick=replace(papers[1].pick, paper=replace(papers[1].pick.paper, published=newest)))

    groups = page.view(documents.roundup(papers=tuple(papers)), order).groups

    assert [title for title, _ in groups] == titles
    assert groups[0][1][0].number == first
    assert sorted(entry.number for _, entries in groups for entry in entries) == [1, 2, 3, 4, 5]


def test_a_card_has_the_passages_that_statements_rest_on() -> None:
    """Who opens a reference sees what the sentence was made of."""
    says = Statement(
        text="It suffices.", cites=("2605.00001",), evidence=(Evidence(paper="2605.00001", quote="It suffices."),)
    )
    view = page.view(documents.roundup(sections=(Section(kind="lead", title="", statements=(says, says)),)))

    assert view.groups[0][1][0].quotes == ("It suffices.",)


_BLANK = _Reader(html.roundup(everywhere("plain"), AROUND))


@given(
    st.text(max_size=60)
    | st.sampled_from([HOSTILE, "\u202e<b>", "a\r\nSet-Cookie: x", "https://x y", "#paper-1", "{{view}}"])
)
def test_prose_is_never_obeyed(text: str) -> None:
    """Whatever every text of a roundup says, no tag, no attribute and no unsafe link comes of it."""
    read = _Reader(html.roundup(everywhere(text), AROUND))

    assert set(read.tags) <= set(_BLANK.tags)
    assert {(tag, name) for tag, name, _ in read.attributes} <= {(tag, name) for tag, name, _ in _BLANK.attributes}
    assert all(value.startswith(("https://", "#", "?sort=")) for value in read.values("href", "src", "action"))
    assert "\u202e" not in read.words


def test_no_heading_stands_alone() -> None:
    """Where all papers of a theme are told above, neither its heading nor its entry in the contents is left."""
    also = Section(kind="also", title="Also this week", papers=(documents.paper(1).id, documents.paper(3).id))
    shown = html.roundup(documents.roundup(sections=(documents.SECTIONS[0], also)))

    assert "Also this week" not in shown


@given(st.text(max_size=80) | st.sampled_from([HOSTILE, "a\ufffeb"]))
def test_a_picture_is_well_formed_whatever_it_is_told(text: str) -> None:
    """Topic, themes and alternative text are text in the SVG, never elements."""
    made = picture.of(everywhere(text))

    assert made is not None
    read = etree.fromstring(picture.svg(made).encode())
    assert {etree.QName(one).localname for one in read.iter()} <= {"svg", "style", "rect", "text"}
    assert read.get("aria-label") == made.alt.replace("\ufffe", "").replace("\uffff", "")


def test_a_picture_says_in_words_what_it_shows() -> None:
    """The alternative text has the trend, the counts and the themes; where there is nothing to draw there is no picture."""
    made = picture.of(documents.roundup())

    assert made is not None
    assert made.alt == (
        "The topic grows for the third week. Papers on topic, from 2 weeks before to now: 310, 380, 433. "
        "Themes of 11–15 May 2026: Adapter placement, 3 papers; Privacy, 1 paper."
    )
    assert picture.of(documents.nothing()) is None
