"""How parts look in a terminal and in a pipe."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from typing_extensions import override

from adapters.chat import (
    Action,
    Block,
    Bullets,
    Heading,
    Numbered,
    Paragraph,
    Part,
    Reply,
    Rows,
    Small,
    Span,
    Verbatim,
    plain,
    strong,
)
from adapters.platforms.terminal import render
from adapters.platforms.terminal.render import TerminalStyle
from adapters.platforms.terminal.screen import Screen
from adapters.present.card import card_part
from adapters.present.parts import parts
from adapters.sources.arxiv.profile import ArxivProfile
from tests.adapters.present import documents

HOSTILE = st.text(st.sampled_from("ab 漢é\u0301👩\x1b[]0;m\x07\x9b\u202e\u2066\n\t\x00\ud800"), max_size=120) | st.text(
    max_size=80
)
ANSI = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m")


def shown(*blocks: Block, width: int = 80) -> str:
    """Blocks as plain text, without the last line break."""
    return render.text((Part(blocks=blocks),), TerminalStyle(width=width)).removesuffix("\n")


def in_colour(part: Part, width: int = 80) -> str:
    """A part on a terminal with colour."""
    out = io.StringIO()
    Screen(out, colour=True, width=width).parts((part,))
    return out.getvalue()


def test_a_roundup_reads_well_in_a_pipe() -> None:
    """Headings are underlined, bullets and numbers hang, the opening post comes first."""
    text = render.text(parts(documents.roundup()), TerminalStyle(page_of=ArxivProfile().page_of))

    assert text.startswith(
        "Fine-tuning: one layer may be enough\n"
        "────────────────────────────────────\n"
        "fine-tuning · 11–15 May 2026 · 5,251 read · 433 on topic · 5 selected · 4 told,\nthe rest listed\n"
        "\n"
        "TinyTune tunes one layer. [1]\n\nSignVote keeps 99.1% of the utility. [3]\n"
        "\n"
        "• Adapter placement (3 papers): "
    )
    assert "\nCode\n• TinyTune github.com/ada/tinytune [1]\n" in text
    assert "\n[5] Notes on Learning Rates — Ada Lovelace et al., 2605.00005\n" in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_a_card_names_its_addresses_in_a_pipe() -> None:
    """Where links can't be pressed they are written out, unless the words say them already."""
    text = render.text((card_part(documents.card()),), TerminalStyle(page_of=ArxivProfile().page_of))

    assert "2605.00001 · PDF <https://arxiv.org/pdf/2605.00001>" in text
    assert "huggingface.co/datasets/x/forget\n" in text
    assert "<https://arxiv.org/abs" not in text


@pytest.mark.parametrize("width", [60, 80, 100])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    """All of a roundup and a card fits, whatever the width, counted as columns."""
    document = (*parts(documents.roundup()), card_part(documents.card()))
    text = render.text(document, TerminalStyle(width=width, page_of=ArxivProfile().page_of))

    assert [line for line in text.splitlines() if cell_len(line) > width] == []


def test_wide_characters_count_double() -> None:
    """Lines break by what the eye sees: a Chinese character is two columns wide."""
    lines = shown(Paragraph(plain("漢字" * 20)), width=30).splitlines()

    assert [cell_len(line) for line in lines] == [30, 30, 20]


def test_a_long_address_stays_whole() -> None:
    """An address that is wider than the line is not broken, so that it can be copied."""
    address = "https://example.org/" + "a" * 80

    assert address in shown(Paragraph(plain(f"See {address} for more.")), width=40).splitlines()


def test_numbers_line_up() -> None:
    """Reference numbers of different length end in one column, and their text hangs behind it."""
    text = shown(Numbered(((9, plain("nine " * 9)), (10, plain("ten")))), width=30)

    assert text == " [9] nine nine nine nine nine\n     nine nine nine nine\n[10] ten"


def test_labels_line_up() -> None:
    """The values of rows start in one column."""
    assert shown(Rows((("Code", plain("here")), ("Venue", plain("ICML"))))) == "Code   here\nVenue  ICML"


def test_a_long_label_has_a_line_of_its_own() -> None:
    """What it means stands below it, further in, rather than squeezed beside it."""
    label = "/papers subscribe <topic> on monday"

    assert shown(Rows(((label, plain("a roundup")),)), width=60) == f"{label}\n    a roundup"


def test_text_to_copy_keeps_its_lines() -> None:
    """Verbatim text is neither wrapped nor squeezed."""
    line = "  title = {" + "x" * 100 + "},"

    assert shown(Verbatim(f"@misc{{a,\n{line}\n}}"), width=40).splitlines() == ["@misc{a,", line, "}"]


def test_labels_stay_with_their_lists() -> None:
    """A strong line or a small one stands right above its list; other blocks keep a blank line between them."""
    text = shown(Paragraph((strong("Code"),)), Bullets((plain("x"),)), Small(plain("Next:")), Bullets((plain("y"),)))

    assert text == "Code\n• x\n\nNext:\n• y"


@settings(max_examples=120, deadline=None)
@given(HOSTILE, st.integers(24, 100))
def test_no_text_can_steer_the_terminal(text: str, width: int) -> None:
    """Whatever prose holds, in a pipe only line breaks and visible characters come out, within the width."""
    spans = (Span(text=text), Span(text=text, style="strong", link="https://x.org"), Span(text=text, link=text))
    blocks = (Heading(text), Paragraph(spans), Bullets((spans,)), Rows(((text[:8], spans),)), Verbatim(text))

    out = shown(*blocks, width=width)

    assert not [c for c in out if c != "\n" and unicodedata.category(c) in {"Cc", "Cs"}]
    assert not set(out) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@settings(max_examples=80, deadline=None)
@given(HOSTILE)
def test_in_colour_only_our_own_sequences_come_out(text: str) -> None:
    """With colour the only escapes are this program's weights, colours and checked links."""
    spans = (Span(text=text, style="strong"), Span(text="x" + text, link="https://x.org/"), Span(text=text, link=text))

    out = in_colour(Part(blocks=(Heading(text), Paragraph(spans), Small(spans))))

    rest = ANSI.sub("", out)
    assert not [c for c in rest if c != "\n" and unicodedata.category(c) in {"Cc", "Cs"}]
    assert set(re.findall(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b", out)) <= {"", "https://x.org/"}


def test_colour_says_no_more_than_plain_text() -> None:
    """The words are the same with and without colour, but for underlines and written addresses."""
    part = parts(documents.roundup())[1]

    coloured = ANSI.sub("", in_colour(part))

    assert coloured.split() == [word for word in render.text((part,)).split() if "──" not in word]


def test_references_and_names_stand_out_in_colour() -> None:
    """A reference is coloured and leads to its paper; a method's name is bold."""
    out = in_colour(parts(documents.roundup())[0])

    assert re.search(r"\x1b\]8;[^;]*;https://arxiv.org/abs/2605.00001\x1b\\\x1b\[36m\[1\]", out)
    assert "\x1b[1mTinyTune\x1b[0m" in out


def test_what_can_be_pressed_elsewhere_is_typed_here() -> None:
    """Actions show what to type, side by side where that fits; a menu shows its first few under its name."""
    buttons = (
        Action(label="Papers", entry_point="thread", text="papers"),
        Action(label="Topic", entry_point="papers", text="topics"),
    )
    menu = tuple(Action(label=f"T{n}", entry_point="paper", text=f"2605.0000{n}", group="Related") for n in range(1, 6))

    beside = render.actions(buttons, TerminalStyle())
    below = render.actions((*buttons, *menu), TerminalStyle())

    assert [line.plain for line in beside] == ["Papers  > papers    Topic  /papers topics"]
    assert [line.plain for line in below] == [
        "Papers   > papers",
        "Topic    /papers topics",
        "Related  /paper 2605.00001, /paper 2605.00002, /paper 2605.00003 …",
    ]


def test_a_message_offers_its_actions_below() -> None:
    """What can be done with a message stands under it, a blank line apart."""
    out = io.StringIO()
    part = Part(
        blocks=(Paragraph(plain("Hi.")),), actions=(Action(label="Papers", entry_point="thread", text="papers"),)
    )

    Screen(out, width=80).reply("Bot", Reply(parts=(part,)))

    assert out.getvalue() == "Bot · only you see this\nHi.\n\nPapers  > papers\n\n"


def test_a_document_keeps_its_parts_apart() -> None:
    """Parts of a document stand two blank lines apart, as in a file."""
    out = io.StringIO()
    two = parts(documents.roundup())[1:3]

    Screen(out, colour=False, width=80).parts(two)

    assert out.getvalue() == render.text(two)


def test_a_screen_that_lacks_characters_shows_a_stand_in() -> None:
    """An ASCII-only stdout gets question marks for what it can't show, not a traceback."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii", write_through=True)

    Screen(out, width=80).say("5,251 read · fine")

    assert raw.getvalue() == b"5,251 read ? fine\n\n"


def test_the_workspace_speaks_in_lines_that_fit() -> None:
    """Its own sentences are wrapped, and of a very long typed line only the beginning is repeated."""
    out = io.StringIO()
    screen = Screen(out, width=40)

    screen.say("A sentence that is longer than forty columns.")
    screen.typed("> ", "x" * 100_000)

    assert out.getvalue() == f"A sentence that is longer than forty\ncolumns.\n\n> {'x' * 500} …\n"


def test_the_room_has_bounds() -> None:
    """Lines are never drawn wider than can be read well, nor squeezed to nothing by an indent."""
    assert Screen(io.StringIO(), width=200).look.width == 100
    assert TerminalStyle(width=25).narrower(10).width == 24


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_declined(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    """With NO_COLOR, or on a terminal that knows no escapes, there are none."""

    class Terminal(io.StringIO):
        @override
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured, declined = Terminal(), Terminal()
    part = parts(documents.roundup())[0]

    Screen(coloured).parts((part,))
    monkeypatch.setenv(variable, value)
    Screen(declined).parts((part,))

    assert "\x1b[" in coloured.getvalue()
    assert "\x1b" not in declined.getvalue()
