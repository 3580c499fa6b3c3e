"""What Markdown says is what the parts say, and no prose becomes markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from adapters.chat import Block, Bullets, Heading, Numbered, Paragraph, Part, Rows, Small, Span, Verbatim, plain
from adapters.present import markdown
from adapters.present.printable import printable
from tests.adapters.present import documents

if TYPE_CHECKING:
    from markdown_it.token import Token

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TRICKY = st.text(st.sampled_from("ab1 .)(*_`[]<>!#-+=~|&;:/\\\n\t\"'\x1b\u202e—é漢"), max_size=30) | st.text(
    max_size=20
)


def tokens(message: Part) -> list[Token]:
    """Everything a Markdown reader sees, inline tokens included."""
    return [inner for token in READER.parse(markdown.part(message)) for inner in (token, *(token.children or ()))]


def words(found: list[Token]) -> str:
    """The visible words."""
    return "".join(token.content for token in found if token.type in {"text", "text_special", "code_inline"})


def shape(found: list[Token]) -> set[str]:
    """The kinds of structure, without paragraphs and plain text."""
    plain_kinds = {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    return {token.type for token in found} - plain_kinds


@settings(max_examples=150, deadline=None)
@given(TRICKY)
def test_prose_reads_as_itself(prose: str) -> None:
    """Whatever a paragraph says is read back as the same words and nothing but text."""
    found = tokens(Part(blocks=(Paragraph(plain(prose)),)))

    assert words(found) == printable(prose)
    assert shape(found) == set()


@settings(max_examples=100, deadline=None)
@given(TRICKY, st.sampled_from([Heading, Bullets, Small, Numbered, Rows]))
def test_prose_in_any_block_makes_no_links_or_emphasis_of_its_own(prose: str, kind: type[Block]) -> None:
    """Headings, bullets, numbers, rows and small lines show the words and add only their own structure."""
    blocks: dict[type[Block], Block] = {
        Heading: Heading(prose),
        Bullets: Bullets((plain(prose),)),
        Small: Small(plain(prose)),
        Numbered: Numbered(((3, plain(prose)),)),
        Rows: Rows((("Label", plain(prose)),)),
    }

    found = tokens(Part(blocks=(blocks[kind],)))

    assert words(found).removeprefix("[3]").removeprefix("Label:").strip() == printable(prose)
    assert not shape(found) & {"link_open", "image", "html_inline", "html_block", "fence", "code_block", "hr"}
    assert ("em_open" in shape(found)) <= (kind is Small)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TRICKY, st.sampled_from(["plain", "strong", "emphasis", "code"]), st.booleans()), max_size=4))
def test_neighbouring_runs_keep_their_words(runs: list[tuple[str, str, bool]]) -> None:
    """Runs of any style side by side, linked or not, are read back as the same words without stray marks."""
    link = "https://arxiv.org/abs/2605.00001"
    spans = tuple(Span(text=t, style=s, link=link if linked else None) for t, s, linked in runs)  # type: ignore[arg-type]

    found = tokens(Part(blocks=(Paragraph(spans),)))

    assert "".join(words(found).split()) == "".join("".join(printable(text) for text, _, _ in runs).split())
    assert {token.attrs["href"] for token in found if token.type == "link_open"} <= {link}


def test_structure_becomes_markup() -> None:
    """Strong names, references and code keep what the structure says of them."""
    text = (
        Span(text="We tune "),
        Span(text="TinyTune", style="strong"),
        Span(text=" like "),
        Span(text="this", style="emphasis"),
        Span(text=" with "),
        Span(text="a`b", style="code"),
        Span(text=" "),
        Span(text="[1]", link="https://arxiv.org/abs/2605.00001"),
    )

    made = markdown.part(Part(blocks=(Paragraph(text),)))

    assert made == "We tune **TinyTune** like *this* with ``a`b`` [\\[1\\]](https://arxiv.org/abs/2605.00001)\n"


def test_links_that_are_no_web_addresses_are_dropped() -> None:
    """The words of a link that leads anywhere but to the web stand alone."""
    spans = (Span(text="here", link="javascript:alert(1)"), Span(text=" there", link="https://x.org/a b"))

    assert markdown.part(Part(blocks=(Paragraph(spans),))) == "here there\n"


def test_addresses_keep_their_brackets_out_of_the_markup() -> None:
    """Brackets in an address can't end the link early."""
    made = markdown.part(Part(blocks=(Paragraph((Span(text="x", link="https://x.org/a_(b)"),)),)))

    assert made == "[x](https://x.org/a_%28b%29)\n"


def test_verbatim_text_stands_in_a_fence_it_cannot_close() -> None:
    """A block to copy is fenced with more backticks than it holds, line for line."""
    made = markdown.part(Part(blocks=(Verbatim("@misc{a,\n  note = {```},\n}"),)))

    assert made == "````\n@misc{a,\n  note = {```},\n}\n````\n"


def test_addresses_in_prose_stay_words() -> None:
    """A web address inside prose is not left for readers that link by themselves."""
    made = markdown.part(Part(blocks=(Paragraph(plain("see https://evil.example and www.evil.example")),)))

    assert made == "see https\\://evil.example and www\\.evil.example\n"


def test_a_roundup_is_one_document() -> None:
    """The headline is the first-level heading, each thread message a second-level one."""
    made = markdown.roundup(documents.roundup())

    headings = [line for line in made.splitlines() if line.startswith("#")]
    assert headings == [
        "# Fine-tuning: one layer may be enough",
        "## Adapter placement",
        "## Privacy",
        "## Under the hood",
        "## Where this is going",
        "## Papers",
    ]
    assert "**TinyTune** tunes one layer. [\\[1\\]](https://arxiv.org/abs/2605.00001)" in made
