"""Parts as Slack messages: complete, within every limit, and without a meaning that nobody gave them."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from adapters.chat import (
    Action,
    Bullets,
    Heading,
    Numbered,
    Paragraph,
    Part,
    Rows,
    Small,
    Span,
    Verbatim,
    code,
    plain,
    strong,
)
from adapters.platforms.shared import button_codec
from adapters.platforms.slack import render
from adapters.platforms.slack.blocks import cut_at_word
from adapters.present.card import card_part
from adapters.present.parts import paper_list
from tests.adapters.platforms.slack.limits import check, length, objects
from tests.adapters.present.documents import card, many, nothing, roundup

if TYPE_CHECKING:
    from adapters.chat import Block

TRICKS = (
    "<!channel>", "<@U012AB3CD>", "&lt;!here&gt;", "<https://evil.example|click>", "*bold* _it_ ~no~ `code`",
    "> quote", ":wave: 12:30:00", "\u202emirrored\u202c", "a\x00b\x1b[31mred", "```block```", "@here #general", "",
)  # fmt: skip
TEXT = st.one_of(st.sampled_from(TRICKS), st.text(max_size=80), st.lists(st.sampled_from(TRICKS)).map(" ".join))
LINK = st.one_of(st.none(), st.just("https://arxiv.org/abs/2605.00001"), st.just("javascript:alert(1)"), TEXT)
SPAN = st.builds(Span, text=TEXT, style=st.sampled_from(("plain", "strong", "emphasis", "code")), link=LINK)
RUN = st.lists(SPAN, max_size=4).map(tuple)
BLOCK = st.one_of(
    st.builds(Heading, st.one_of(TEXT, st.text(min_size=140, max_size=400))),
    st.builds(Paragraph, RUN),
    st.builds(Small, RUN),
    st.builds(Verbatim, TEXT),
    st.builds(Bullets, st.lists(RUN, max_size=4).map(tuple)),
    st.builds(Rows, st.lists(st.tuples(TEXT, RUN), max_size=4).map(tuple)),
    st.builds(Numbered, st.lists(st.tuples(st.integers(1, 200), RUN), max_size=4).map(tuple)),
)
ACTION = st.builds(
    Action,
    label=TEXT,
    entry_point=st.sampled_from(("papers", "paper", "thread")),
    text=TEXT,
    group=st.sampled_from(("", "More")),
)
PART = st.builds(Part, blocks=st.lists(BLOCK, max_size=6).map(tuple), actions=st.lists(ACTION, max_size=30).map(tuple))


def one(*blocks: Block) -> list[dict[str, Any]]:
    """The Block Kit of a message."""
    made: list[dict[str, Any]] = render.payload(Part(blocks=blocks))["blocks"]
    return made


def shown(payload: dict[str, Any]) -> str:
    """All words of a message's blocks but its menus'."""
    texts = (
        o["text"] for block in payload["blocks"] if block["type"] != "actions" for o in objects(block) if "text" in o
    )
    return " ".join(text for text in texts if isinstance(text, str))


@given(part=PART)
@hypothesis_settings(max_examples=150, deadline=None)
def test_whatever_is_said_slack_takes_it_and_nobody_is_pinged(part: Part) -> None:
    """Titles, abstracts, topics and names may hold anything."""
    for payload in render.payloads([part, part], thread="1.2"):
        check(payload)


@pytest.mark.parametrize("trick", [trick for trick in TRICKS if trick.isprintable() and trick])
def test_tricks_stand_as_they_were_written(trick: str) -> None:
    """Escaping hides nothing: people read the characters that somebody typed."""
    rich = one(Paragraph(plain(f"say {trick} now")))[0]["elements"][0]["elements"]
    [small] = one(Small(plain(f"say {trick} now")))

    assert "".join(run["text"] for run in rich) == f"say {trick} now"
    texts = [html.unescape(o["text"]) if o["type"] == "mrkdwn" else o["text"] for o in objects(small) if "text" in o]
    assert "".join(texts) == f"say {trick} now"


def test_an_opening_post_has_its_buttons_and_a_menu_of_all_papers() -> None:
    """Details opens a paper by its number, as typing the number does."""
    opening = render.document(roundup())[0]

    actions = opening["blocks"][-1]["elements"]
    assert [action["text"]["text"] for action in actions[:3]] == ["Papers", "Change topic", "Why these?"]
    assert actions[3]["placeholder"]["text"] == "Details"
    assert [option["value"] for option in actions[3]["options"]] == [f"thread {n}" for n in range(1, 6)]
    assert actions[3]["options"][0]["text"]["text"] == "1 · TinyTune: Adapters in One Layer"


def test_a_roundup_is_an_opening_post_and_its_thread() -> None:
    """Nothing unfurls, everything has a fallback, and thread messages name their parent."""
    made = render.document(roundup())

    assert [payload.get("thread_ts") for payload in made] == [None] + ["parent"] * (len(made) - 1)
    assert made[0]["text"].startswith("Fine-tuning: one layer may be enough\nfine-tuning · 11–15 May 2026 · 5,251 read")
    assert all(payload["unfurl_links"] is False and payload["unfurl_media"] is False for payload in made)
    for payload in made:
        check(payload)


def test_a_week_with_nothing_is_one_message() -> None:
    """It says so, and has no menu of papers."""
    [only] = render.document(nothing())

    check(only)
    assert [action["text"]["text"] for action in only["blocks"][-1]["elements"]] == ["Change topic"]


def test_a_card_has_one_header_and_menus() -> None:
    """A card fits one message."""
    [only] = render.fit([card_part(card())])

    check(render.payload(only))


def test_a_title_too_long_for_a_header_stays_whole() -> None:
    """Slack allows 150 characters in a header; the rest of a title isn't cut off."""
    title = "Long " * 40
    [block] = one(Heading(title))

    assert block["type"] == "rich_text"
    assert block["elements"][0]["elements"][0]["text"] == title.strip()


def test_a_hundred_papers_are_split_between_papers_and_marked() -> None:
    """Where they come as a list, no entry is lost, doubled or cut, and the numbers go on."""
    made = [render.payload(part) for part in render.fit([paper_list(roundup(papers=many(100)))])]

    words = " ".join(map(shown, made))
    assert [payload["blocks"][0]["text"]["text"] for payload in made] == [
        f"Papers ({n}/{len(made)})" for n in range(1, len(made) + 1)
    ]
    assert len(made) > 1
    assert [words.count(f"Title {n} " * 8) for n in range(1, 101)] == [1] * 100
    for payload in made:
        check(payload)


@pytest.mark.parametrize(("count", "messages"), [(6, 1), (100, 3)])
def test_papers_are_tables(count: int, messages: int) -> None:
    """Each with its number, its whole title as a link, and where it comes from; a long list is several messages."""
    papers = many(count)
    made = [one for one in render.document(roundup(papers=papers)) if one["text"].startswith("Papers")]

    assert len(made) == messages
    rows = []
    for payload in made:
        check(payload)
        [table] = [block for block in payload["blocks"] if block["type"] == "data_table"]
        header, *own = [[cell["text"] if "text" in cell else objects_of(cell) for cell in row] for row in table["rows"]]
        assert header == ["#", "Paper", "By"]
        rows += own
    assert [row[0] for row in rows] == [str(n) for n in range(1, count + 1)]
    assert [row[1]["url"] for row in rows] == [one.pick.paper.url for one in papers]
    assert [row[1]["text"].count(f"Title {n}") for n, row in enumerate(rows, 1)] == [9] * count
    assert rows[0][2] == "Ada Lovelace et al., 2605.00001"


def objects_of(cell: dict[str, Any]) -> dict[str, Any]:
    """The one run of a cell."""
    [run] = cell["elements"][0]["elements"]
    return dict(run)


def test_few_papers_are_a_list() -> None:
    """It shows whole titles without turning pages."""
    *_, last = render.document(roundup())

    assert {block["type"] for block in last["blocks"]} <= {"header", "rich_text", "context"}
    assert "Notes on Learning Rates" in shown(last)


def test_the_themes_of_a_roundup_are_told_together() -> None:
    """A thread is a few messages: what was found, what is under the hood, the papers."""
    made = render.document(roundup(papers=many(40)))

    titles = [payload["blocks"][0]["text"]["text"] for payload in made[1:]]
    assert titles == ["What was found", "Under the hood", "Papers"]
    for section in roundup().sections:
        if section.kind == "theme":
            assert section.title in shown(made[1])


def test_an_ordered_list_counts_on_from_its_first_number() -> None:
    """A gap in the numbers starts a new list."""
    [block] = one(Numbered(((7, plain("seven")), (8, plain("eight")), (12, plain("twelve")))))

    assert [(part["offset"], len(part["elements"])) for part in block["elements"]] == [(6, 2), (11, 1)]


def test_small_print_keeps_links_and_commands() -> None:
    """Where no character of the prose means anything in mrkdwn, it is small print with marks of our own."""
    [block] = one(
        Small(
            (
                Span(text="See "),
                Span(text="[1]", link="https://arxiv.org/abs/1"),
                Span(text=" & "),
                code("/papers help"),
            )
        )
    )

    assert block["elements"][0]["text"] == "See <https://arxiv.org/abs/1|[1]> &amp; `/papers help`"
    assert block["elements"][0]["verbatim"] is True


def test_small_print_with_stars_is_rich_text() -> None:
    """Slack's mrkdwn has no way to write a literal star."""
    [block] = one(Small((Span(text="A* search "), Span(text="[1]", link="https://arxiv.org/abs/1"))))

    assert block["type"] == "rich_text"


def test_rows_are_lines_with_bold_labels() -> None:
    """One pair a line."""
    [block] = one(Rows((("Venue", plain("ICML")), ("Code", (strong("x"),)))))

    runs = block["elements"][0]["elements"]
    assert [run["text"] for run in runs] == ["Venue", " ", "ICML", "\n", "Code", " ", "x"]


def test_a_part_without_content_is_still_a_message() -> None:
    """Slack refuses a message without blocks and text."""
    payload = render.payload(Part(blocks=(Bullets(()), Numbered(()), Rows(()))))

    assert payload["blocks"]
    assert payload["text"] == "Paperround"


def test_what_is_too_long_to_travel_is_no_button() -> None:
    """A button with half a command would do something else than it says."""
    actions = (
        Action(label="All", entry_point="papers", text="x" * 2100),
        Action(label="Ok", entry_point="papers", text="y"),
    )
    payload = render.payload(Part(blocks=(Heading("Hi"),), actions=actions))

    assert [element["text"]["text"] for element in payload["blocks"][-1]["elements"]] == ["Ok"]


def test_buttons_of_another_thread_say_so() -> None:
    """A private roundup has no thread of its own to be found by."""
    actions = (
        Action(label="Why these?", entry_point="thread", text="why"),
        Action(label="Topics", entry_point="papers", text="topics"),
    )
    payload = render.payload(Part(blocks=(Heading("Hi"),), actions=actions), thread="r-77")

    values = [element["value"] for element in payload["blocks"][-1]["elements"]]
    assert values == ["thread@r-77 why", "papers topics"]
    assert button_codec.read(values[0]) == button_codec.Choice(entry_point="thread", text="why", thread="r-77")


def test_fallback_text_ends_between_items() -> None:
    """A notification isn't cut in the middle of a statement."""
    part = Part(blocks=(Heading("News"), Bullets(tuple(plain("word " * 30) for _ in range(9)))))
    lines = render.payload(part)["text"].splitlines()

    assert lines[0] == "News"
    assert lines[-1] == "…"
    assert all(line == f"• {('word ' * 30).strip()}" for line in lines[1:-1])


def test_shortening_counts_as_slack_does() -> None:
    """Characters outside the basic plane count twice."""
    assert length(cut_at_word("😀" * 60, 75)) <= 75
    assert cut_at_word("two words and more", 12) == "two words…"


@pytest.mark.parametrize(
    "block", [Verbatim("line\n" * 4000), Paragraph(plain("word " * 4000)), Bullets((plain("w" * 9000),))]
)
def test_what_no_message_holds_is_split_even_inside(block: Block) -> None:
    """100 kB of text comes out whole, in several messages."""
    made = render.payloads([Part(blocks=(block,))], thread="1.2")

    assert len(made) > 1
    assert "".join("".join(shown(payload) for payload in made).split()).count("w") in {4000, 9000, 0}
    for payload in made:
        check(payload)


def test_payloads_are_json() -> None:
    """What `--format slack` prints can be posted as it stands."""
    made = render.document(roundup())

    assert json.loads(json.dumps(made)) == made
