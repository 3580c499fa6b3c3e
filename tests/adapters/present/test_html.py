"""The web page: whole, self-contained, and with nothing in it that prose asked for."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Part, Rows, Small, Span, Verbatim, plain, strong
from adapters.present import html
from tests.adapters.present import documents

ALLOWED = {"section", "h1", "h2", "p", "ul", "ol", "li", "dl", "dt", "dd", "pre", "a", "strong", "em", "code"}


class _Reader(HTMLParser):
    """Reads a page back: its tags, its links and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(page)
        self.close()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    @override
    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_roundup_is_one_page_that_needs_nothing_else() -> None:
    """Headline, themes and papers are there; the only addresses are links to read on."""
    page = html.roundup(documents.roundup())
    read = _Reader(page)

    assert page.startswith("<!DOCTYPE html>")
    assert "Fine-tuning: one layer may be enough" in read.words
    assert "TinyTune tunes one layer. [1]" in read.words
    assert "SignVote keeps" in read.words
    assert not {"script", "img", "iframe", "link"} & set(read.tags)
    assert all(link.startswith("https://") for link in read.links)
    assert read.tags.count("h1") == 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_prose_is_never_obeyed(text: str, other: str) -> None:
    """Whatever a text says, no tag and no link comes of it, and its words are all there."""
    spans = (Span(text=text), strong(other), Span(text=text, link="javascript:alert(1)"))
    blocks = (
        Heading(text),
        Paragraph(spans),
        Small(spans),
        Bullets((spans,)),
        Numbered(((1, spans),)),
        Rows(((other, spans),)),
        Verbatim(text),
    )

    read = _Reader(html.part(Part(blocks=blocks)))

    assert set(read.tags) <= ALLOWED
    assert read.links == []


def test_a_word_is_not_glued_to_the_next_run() -> None:
    """Spaces between runs of different style stay."""
    text = (*plain("We propose "), strong("Quill"), *plain(" and "), Span(text="[1]", link="https://arxiv.org/abs/1"))

    read = _Reader(html.part(Part(blocks=(Paragraph(text),))))

    assert read.words.strip() == "We propose Quill and [1]"
    assert read.links == ["https://arxiv.org/abs/1"]
