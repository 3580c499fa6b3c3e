"""Roundups and cards as messages that Discord takes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.chat import Action, Bullets, Heading, Numbered, Paragraph, Part, Rows, Small, Span, plain
from adapters.platforms.discord import render
from adapters.present.card import bibtex_part, card_part
from adapters.sources.arxiv.snapshot import files
from bot.knowledge import knowledge, topics
from digest import engine
from digest.corpus import Corpus
from digest.model import Window
from tests.adapters.platforms.discord.bodies import components, of_type, refused, text
from tests.adapters.present import documents

if TYPE_CHECKING:
    from pathlib import Path

    from adapters.chat import Block

WORDS = st.text(st.sampled_from("ab *_@<>[]\\`|#~-.1é漢𝕏\u0301"), max_size=900)
SPANS = st.lists(
    st.builds(
        Span,
        text=WORDS,
        style=st.sampled_from(["plain", "strong", "emphasis", "code"]),
        link=st.sampled_from([None, "https://arxiv.org/abs/2605.00001"]),
    ),
    max_size=6,
).map(tuple)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.text(max_size=200)),
    st.builds(Paragraph, SPANS),
    st.builds(Small, SPANS),
    st.lists(SPANS, max_size=6).map(lambda items: Bullets(tuple(items))),
    st.lists(st.tuples(st.integers(1, 99), SPANS), max_size=6).map(lambda items: Numbered(tuple(items))),
    st.lists(st.tuples(st.text(max_size=40), SPANS), max_size=6).map(lambda rows: Rows(tuple(rows))),
)
ACTIONS = st.builds(
    Action,
    label=st.text(max_size=120),
    entry_point=st.sampled_from(["papers", "paper", "thread"]),
    text=st.text(max_size=150),
    group=st.sampled_from(["", "Open a paper"]),
)
PARTS = st.builds(
    Part,
    blocks=st.lists(BLOCKS, max_size=5).map(tuple),
    actions=st.lists(ACTIONS, max_size=40).map(tuple),
)


def test_a_roundup_is_an_opening_post_and_its_thread() -> None:
    """The opening stands in a frame with its buttons, the menu of papers under it, and the thread follows."""
    first, *others = render.document(documents.roundup())

    frame, menu = first["components"]
    assert frame["type"] == 17
    assert "one layer may be enough" in frame["components"][0]["content"]
    assert [button["label"] for button in of_type(first, 2)] == ["Papers", "Change topic", "Why these?"]
    assert [option["value"] for option in menu["components"][0]["options"]] == [f"thread {n}" for n in range(1, 6)]
    assert "thread" not in first
    assert all(other["thread"] and not of_type(other, 17) for other in others)
    assert len(of_type(others[-1], 3)) == 1
    assert not refused([first, *others])


def test_a_week_without_papers_is_one_message() -> None:
    """It says so, and offers no menu."""
    (only,) = render.document(documents.nothing())

    assert "Nothing on fine-tuning" in text(only)
    assert not of_type(only, 3)
    assert not refused([only])


def test_a_card_is_one_message_without_a_frame() -> None:
    """Its links are masked, its pages and its BibTeX are buttons, its related papers a menu."""
    body = render.body(card_part(documents.card()), private=True)

    assert not refused([body])
    assert body["flags"] == (1 << 15) | (1 << 6)
    assert "[PDF](https://arxiv.org/pdf/2605.00001)" in text(body)
    assert [(button["label"], button.get("url")) for button in of_type(body, 2)] == [
        ("Abstract", "https://arxiv.org/abs/2605.00001"),
        ("PDF", "https://arxiv.org/pdf/2605.00001"),
        ("Code", "https://github.com/ada/tinytune"),
        ("BibTeX", None),
    ]
    assert "```" in text(render.body(bibtex_part("@article{a,}")))


def test_what_belongs_together_stands_together() -> None:
    """A list follows its label at once; what is new comes after a blank line."""
    part = Part(
        blocks=(
            Paragraph((Span(text="Label", style="strong"),)),
            Bullets((plain("one"),)),
            Paragraph(plain("Another thing.")),
        )
    )

    assert text(render.body(part)) == "**Label**\n- one\n\nAnother thing."


def test_a_long_opening_keeps_its_buttons() -> None:
    """Text that doesn't fit goes into the thread, marked; the buttons stay where people look first."""
    press = Action(label="Papers", entry_point="thread", text="papers")
    opening = Part(blocks=(Heading("Long"), *(Paragraph(plain("word " * 250)),) * 9), actions=(press,))
    after = Part(blocks=(Heading("After"),))

    first, *others = render.fit([opening, after])

    assert first.actions == (press,)
    assert len(others) == 3
    assert isinstance(first.blocks[0], Heading)
    assert first.blocks[0].text == "Long (1/3)"
    assert all(not other.actions for other in others)
    assert not refused([render.body(part) for part in (first, *others)])


def test_many_groups_in_a_frame_are_one_text() -> None:
    """A frame with more groups than components may be is one run of text."""
    part = Part(blocks=tuple(Paragraph(plain(f"Thing {n}.")) for n in range(30)))

    body = render.body(part, framed=True)

    assert len(of_type(body, 10)) == 2
    assert not refused([body])


def test_an_empty_part_is_still_a_message() -> None:
    """Discord refuses a message without text, so there is a sign of it."""
    assert text(render.body(Part(blocks=()))) == "…"
    assert text(render.body(Part(blocks=()), framed=True)) == "…"


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=3))
def test_whatever_is_said_fits(parts: list[Part]) -> None:
    """No text, list or number of buttons makes a message that Discord refuses."""
    first, *others = render.fit(parts)

    assert not refused([render.body(first, framed=True), *(render.body(part, thread="9" * 19) for part in others)])


def test_real_weeks_fit(data: Path) -> None:
    """The roundups of a real week are within the limits and cite by links to arXiv alone."""
    papers = files.read(data / "arxiv-2026-W19.jsonl.gz").papers
    days = [paper.listed for paper in papers]
    corpus, window = Corpus.of(papers, knowledge()), Window(start=min(days), end=max(days))
    now = datetime(2026, 5, 16, 7, tzinfo=UTC)

    for topic in ("fine-tuning", "machine translation"):
        bodies = render.document(engine.roundup(corpus, topics().resolve(topic), window, now=now))

        assert not refused(bodies)
        assert all(list(components(body)) for body in bodies)
