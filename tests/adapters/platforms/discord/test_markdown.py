"""What Discord shows is what was said, and nothing that somebody wrote is obeyed."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.chat import Block, Bullets, Heading, Numbered, Paragraph, Rows, Small, Span, Verbatim, plain
from adapters.platforms.discord.markdown import calm, drawn, escape
from adapters.present.printable import printable

HOSTILE = st.sampled_from(
    [
        "@everyone",
        "@here",
        "<@1>",
        "<@&2>",
        "<#3>",
        "<:e:4>",
        "</papers:5>",
        "<t:6:R>",
        "[a](https://x.example)",
        "||spoiler||",
        "```fence",
        "`code`",
        "# Heading",
        "-# small",
        "- item",
        "* item",
        "1. first",
        "> quote",
        ">>> quote",
        "**bold**",
        "__under__",
        "~~gone~~",
        "https://x.example/y",
        "<https://x.example>",
        "discord.gg/abc",
        "\u202eevil\u2066",
        "a\u0301\u0302\u0303\u0304\u0305\u0306",
        "\\",
        "*",
        "_",
        "]",
        "(",
    ]
)
PROSE = st.lists(HOSTILE | st.text(max_size=8), max_size=6).map(" ".join) | st.lists(HOSTILE, max_size=5).map("".join)
OBEYED = re.compile(r"[<>`*_~|\[\]#\ue000]|https?:/|discord\.gg/|@(?:everyone|here)|^(?:[-+]|\d+[.)])", re.IGNORECASE)


def unescaped(words: str) -> str:
    """Sent text with a letter in place of everything that Discord takes literally."""
    return re.sub(r"\\[^0-9A-Za-z\s]", "x", words)


def read(words: str) -> str:
    """Sent text as people see it."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", words).replace("\u200b", "")


@settings(max_examples=150, deadline=None)
@given(PROSE)
@example("discord.gg/abc https://x.example @everyone <@1>")
def test_prose_means_nothing_and_reads_as_itself(prose: str) -> None:
    """Whatever a paragraph says, no character of it is obeyed and no word of it is lost."""
    sent = drawn(Paragraph(plain(prose)), 100_000)

    assert not OBEYED.search(unescaped(sent))
    assert read(sent) == calm(printable(prose)).replace("\u200b", "")


@settings(max_examples=100, deadline=None)
@given(PROSE, st.sampled_from([Heading, Bullets, Small, Numbered, Rows]))
def test_prose_in_any_block_adds_no_structure(prose: str, kind: type[Block]) -> None:
    """A heading, bullet, number, row or small line has its own mark and no other."""
    blocks: dict[type[Block], tuple[Block, str]] = {
        Heading: (Heading(prose), "### "),
        Bullets: (Bullets((plain(prose),)), "- "),
        Small: (Small(plain(prose)), "-# "),
        Numbered: (Numbered(((3, plain(prose)),)), "- **\\[3\\]** "),
        Rows: (Rows((("Label", plain(prose)),)), "**Label:** "),
    }
    block, mark = blocks[kind]

    sent = drawn(block, 100_000)

    assert sent.startswith(mark.rstrip())
    assert not re.search(r"[<>`*_~|\[\]#]|https?:/|@(?:everyone|here)", unescaped(sent.removeprefix(mark.rstrip())))
    assert "\n" not in sent


@settings(max_examples=100, deadline=None)
@given(PROSE)
def test_nothing_in_code_ends_it_early(prose: str) -> None:
    """A command to type stays one run of code, and lines to copy stay inside of their fence."""
    inline = drawn(Paragraph((Span(text=prose, style="code"),)), 100_000)
    fenced = drawn(Verbatim(prose), 100_000)

    if inline.startswith("`"):
        fence = re.match("`+", inline)
        assert fence
        assert not re.search(rf"(?<!`){fence[0]}(?!`)", inline[len(fence[0]) : -len(fence[0])])
    assert fenced.count("```") == 2


def test_links_come_from_spans_only() -> None:
    """A span's own https link is a link; brackets in its label and in its address don't break it."""
    good = Span(text="On [Sets] (again)", link="https://arxiv.org/abs/2605.1(1)")
    bad = Span(text="here", link="javascript:alert(1)")

    sent = drawn(
        Paragraph((good, Span(text=" and "), bad, Span(text=" "), Span(text="[3]", link="https://x.example"))), 999
    )

    assert sent == (r"[On \[Sets\] (again)](https://arxiv.org/abs/2605.1%281%29) and here [[3]](https://x.example)")


def test_runs_of_emphasis_stay_apart() -> None:
    """Two strong runs next to each other don't become four asterisks."""
    text = (Span(text="A", style="strong"), Span(text="B", style="strong"), Span(text="c", style="emphasis"))

    assert drawn(Paragraph(text), 999) == "**A**\u200b**B**\u200b*c*"


def test_numbers_are_those_of_the_references() -> None:
    """Discord's own lists count by themselves, so numbers with gaps stand as text."""
    gaps = Numbered(((4, plain("a")), (9, plain("b"))))

    assert drawn(gaps, 999) == "- **\\[4\\]** a\n- **\\[9\\]** b"
    assert drawn(Numbered(()), 999) == ""


@pytest.mark.parametrize(
    "block",
    [
        Paragraph((Span(text="word ", style="strong", link="https://x.example/" + "y" * 50),) * 20),
        Small((Span(text="word ", link="https://x.example/" + "y" * 50),) * 20),
        Bullets(((Span(text="word ", link="https://x.example/" + "y" * 50),) * 20,)),
        Numbered(((1, (Span(text="word ", link="https://x.example/" + "y" * 50),) * 20),)),
        Rows((("Label", (Span(text="word ", link="https://x.example/" + "y" * 50),) * 20),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_block_gives_up_its_links_before_its_words(block: Block) -> None:
    """Where addresses make a block too long, the words stand alone."""
    sent = drawn(block, 300)

    assert "https" not in sent
    assert sent.count("word") == 20


def test_long_headings_and_fences_stay_as_they_are() -> None:
    """They have no links to give up."""
    assert drawn(Heading("a b"), 3) == "### a b"
    assert drawn(Verbatim("a\nb"), 3) == "```\na\nb\n```"


def test_marks_are_piled_no_higher_than_languages_do() -> None:
    """Zalgo is cut down to three marks a letter; Vietnamese and pointed Hebrew stay whole."""
    zalgo = "a" + "\u0301\u0302\u0303\u0304" * 5 + "b"

    assert sum(unicodedata.category(c) == "Mn" for c in escape(zalgo)) == 3
    assert escape("phở, בְּרֵאשִׁית") == printable("phở, בְּרֵאשִׁית")
