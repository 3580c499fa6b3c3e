"""Roundups and papers as messages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.chat import (
    Action,
    Block,
    Bullets,
    Heading,
    Numbered,
    Paragraph,
    Part,
    Rows,
    Small,
    Span,
    Text,
    Verbatim,
    flat,
    strong,
)
from adapters.present.card import abstract_part, bibtex_part, card_part, code_part, paper_list_part
from adapters.present.citations import with_strong_names
from adapters.present.parts import footer, parts, sparkline
from digest.model import Facts, Resource
from digest.roundup import CheckReport, Section, Trend, WrittenBy
from tests.adapters.present import documents
from tests.adapters.present.documents import listed, nothing, paper, roundup, says
from tests.at_arxiv import at_arxiv


def lines(part: Part) -> list[str]:
    """The words of a part, an entry for each block or item."""
    found: list[str] = []
    for block in part.blocks:
        found += [flat(text) for text in texts(block)]
    return found


def texts(block: Block) -> tuple[Text, ...]:
    """The texts of a block."""
    match block:
        case Bullets():
            return block.items
        case Numbered(items=marked) | Rows(rows=marked):
            return tuple((Span(text=f"{mark} "), *text) for mark, text in marked)
        case Paragraph() | Small():
            return (block.text,)
        case _:
            return ((Span(text=block.text),),)


def test_the_opening_post_tells_the_week_on_one_screen() -> None:
    """Headline, coverage, sentences, a bullet a theme, the trend and who wrote it."""
    opening = parts(roundup())[0]

    assert lines(opening) == [
        "Fine-tuning: one layer may be enough",
        "fine-tuning · 11–15 May 2026 · 5,251 read · 433 on topic · 5 selected · 4 told, the rest listed",
        "TinyTune tunes one layer. [1]",
        "SignVote keeps 99.1% of the utility. [3]",
        "Adapter placement (3 papers): TinyTune puts one adapter into one layer and keeps 98% of the accuracy. [1]",
        "Privacy (1 paper): SignVote votes on signs. [3]",
        "The topic grows for the third week. ▆▇█",
        "extracted from abstracts · 15 May 2026",
    ]
    assert [action.label for action in opening.actions] == ["Papers", "Change topic", "Why these?"]


def test_a_long_end_is_left_to_the_thread() -> None:
    """What is said first stands for it."""
    text = f"SignVote votes on signs. Utility {'and more of it ' * 41}falls."
    privacy = Section(kind="theme", title="Privacy", papers=(listed(3).pick.paper.id,), statements=(says(text, 3),))

    bullet = lines(parts(replace(roundup(), sections=(privacy,)))[0])[3]

    assert bullet == "Privacy (1 paper): SignVote votes on signs. [3]"


def test_the_thread_follows_the_sections() -> None:
    """One message a theme, then the resources, the outlook and the papers."""
    headings = [part.blocks[0] for part in parts(roundup())[1:]]

    expected = ("Adapter placement", "Privacy", "Under the hood", "Where this is going", "Papers")
    assert headings == [Heading(text) for text in expected]


def test_a_theme_says_everything_and_names_the_rest() -> None:
    """All statements with their references in ascending order, then the papers that none of them mentions."""
    assert lines(parts(roundup())[1])[1:] == [
        "TinyTune puts one adapter into one layer and keeps 98% of the accuracy. [1]",
        "Placement matters more than rank. [1] [2]",
        "Also here: [5] Notes on Learning Rates",
    ]


def test_beyond_a_handful_papers_are_left_to_the_list() -> None:
    """A theme with many uncited papers gives the titles of the first ones only, and says how many more there are."""
    section = Section(kind="theme", title="Many", papers=tuple(f"2605.{n:05}" for n in range(1, 8)))
    many = tuple(
        replace(listed(1), number=n, pick=replace(listed(1).pick, paper=paper(n, f"T{n}"))) for n in range(1, 8)
    )

    last = lines(parts(roundup(sections=(section,), papers=many))[1])[-1]

    assert last == "Also here: [1] T1, [2] T2, [3] T3, and 4 more among the papers"


def test_references_lead_to_the_papers_and_names_stand_out() -> None:
    """A reference links to the abstract page; the paper's own method name is strong; nothing else is."""
    bullets = parts(roundup())[1].blocks[1]

    assert isinstance(bullets, Bullets)
    assert bullets.items[0] == (
        strong("TinyTune"),
        Span(text=" puts one adapter into one layer and keeps 98% of the accuracy."),
        Span(text=" "),
        Span(text="[1]", link="https://arxiv.org/abs/2605.00001"),
    )


@pytest.mark.parametrize(
    ("text", "names", "stand_out"),
    [
        ("LoRA and AS-LoRA differ.", ("LoRA", "AS-LoRA"), ["LoRA", "AS-LoRA"]),
        ("AS-LoRA is new.", ("LoRA",), []),
        ("LoRAs and QLoRA are not it.", ("LoRA",), []),
        ("A LoRA-based way (LoRA).", ("LoRA",), ["LoRA", "LoRA"]),
        ("C++ and [x](y) stay.", ("C++", "[x](y)"), ["C++", "[x](y)"]),
        ("Nothing here.", ("",), []),
        ("LoRA it is (“LoRA and more”).", ("LoRA",), ["LoRA"]),
    ],
)
def test_only_whole_names_stand_out(text: str, names: tuple[str, ...], stand_out: list[str]) -> None:
    """A name inside another word isn't that name, and the words stay what they were."""
    spans = with_strong_names(text, names)

    assert [span.text for span in spans if span.style == "strong"] == stand_out
    assert flat(spans) == text


def test_markup_in_prose_is_only_words() -> None:
    """Asterisks, brackets and addresses in a statement stay characters of a plain span."""
    prose = "*Bold* [link](https://evil.example) <!channel> @everyone"
    section = Section(kind="theme", title="T", papers=(), statements=(says(prose, 2),))

    bullets = parts(roundup(sections=(section,)))[1].blocks[1]

    assert isinstance(bullets, Bullets)
    assert bullets.items[0][0] == Span(text=prose)


def test_what_is_cited_but_not_listed_has_no_reference() -> None:
    """An id that the roundup doesn't list is left out rather than shown without a number."""
    section = Section(kind="theme", title="T", statements=(says("One.", 5, 2),))
    some = tuple(listed(number) for number in (1, 2))

    theme = parts(roundup(sections=(section,), papers=some))[1]

    assert lines(theme)[1] == "One. [2]"


def test_under_the_hood_sorts_by_kind() -> None:
    """Code has a bullet each; what is used stands in a row for each kind."""
    assert lines(parts(roundup())[3]) == [
        "Under the hood",
        "Code",
        "TinyTune github.com/ada/tinytune [1]",
        "Models used Llama 3 [1] [3], Qwen2.5 [1]",
        "Datasets used ForgetSet [4]",
    ]


def test_what_is_introduced_says_what_it_is() -> None:
    """With the paper's own words for it and its address; code that will come is announced."""
    told = (
        Resource(
            kind="benchmark",
            name="B",
            url="https://x.org/b",
            cites=(paper(2).id,),
            role="introduced",
            about="a set of tasks",
        ),
        Resource(kind="code", name="C", url=None, cites=(paper(3).id,), role="announced"),
    )
    section = Section(kind="resources", title="", resources=told)

    assert lines(parts(roundup(sections=(section,)))[1]) == [
        "Under the hood",
        "Introduced",
        "B, a set of tasks x.org/b [2]",
        "Code announced C [3]",
    ]


def test_resources_may_come_with_sentences_and_without_names() -> None:
    """Statements stand above the resources; a link of a paper without a method name stands alone."""
    link = Resource(kind="code", name="x/y", url="https://www.gitlab.com/x/y/", cites=(paper(2).id,))
    section = Section(kind="resources", title="", statements=(says("Much is open.", 1),), resources=(link,))

    assert lines(parts(roundup(sections=(section,)))[1]) == [
        "Under the hood",
        "Much is open. [1]",
        "Code",
        "gitlab.com/x/y [2]",
    ]


def test_the_papers_are_all_listed_once() -> None:
    """Cited papers first, the others below, each with its link, byline and id."""
    listing = parts(roundup())[-1]

    assert [line.split(" ", 1)[0] for line in lines(listing)] == ["Papers", "1", "2", "3", "4", "Not", "5"]
    assert lines(listing)[1] == "1 TinyTune: Adapters in One Layer — Ada Lovelace et al., 2605.00001"


def test_papers_that_nothing_cites_need_no_divider() -> None:
    """Where no statement cites anything, the list has no headline for the rest."""
    assert [type(block) for block in parts(roundup(sections=()))[-1].blocks] == [Heading, Numbered]


def test_empty_sections_make_no_messages() -> None:
    """A section without statements, papers or resources is left out of the thread."""
    sections = (
        Section(kind="theme", title="T"),
        Section(kind="outlook", title=""),
        Section(kind="resources", title=""),
    )

    assert [part.blocks[0] for part in parts(roundup(sections=sections))[1:]] == [Heading("Papers")]


def test_a_week_with_nothing_says_so() -> None:
    """Nothing on topic is one message that says how much was read, and offers another topic."""
    (only,) = parts(nothing())

    assert lines(only) == [
        "Nothing on fine-tuning",
        "fine-tuning · 11–15 May 2026 · 5,251 read · none on topic",
        "None of the 5,251 papers listed 11–15 May 2026 is on fine-tuning.",
        "15 May 2026",
    ]
    assert only.actions == (Action(label="Change topic", entry_point="papers", text="topics"),)


def test_a_week_without_papers_is_no_week_without_news() -> None:
    """Where there was nothing to read, that is what the post says."""
    empty = nothing()

    (only,) = parts(replace(empty, counts=replace(empty.counts, found=0)))

    assert lines(only)[2] == "There are no papers from 11–15 May 2026 to read."


def test_the_writers_own_words_on_an_empty_week_come_first() -> None:
    """A lead that the roundup has is shown as it is."""
    lead = Section(kind="lead", title="", statements=(says("A quiet week."),))

    assert lines(parts(replace(nothing(), sections=(lead,)))[0])[2] == "A quiet week."


@pytest.mark.parametrize(
    ("written_by", "check", "expected"),
    [
        (documents.EXTRACT, (7, 0, 0), "extracted from abstracts · 15 May 2026"),
        (
            WrittenBy(kind="model", model="m-1", prompt="3"),
            (7, 0, 0),
            "written by m-1, prompt 3 · 15 May 2026 · quotes checked",
        ),
        (
            WrittenBy(kind="model"),
            (7, 2, 2),
            "written by a model · 15 May 2026 · 7 statements checked, 2 replaced · quotes checked",
        ),
        (
            WrittenBy(kind="model", model="m"),
            (7, 3, 2),
            "written by m · 15 May 2026 · 7 statements checked, 2 replaced, 1 left out · quotes checked",
        ),
        (documents.EXTRACT, (7, 1, 0), "extracted from abstracts · 15 May 2026 · 7 statements checked, 1 left out"),
    ],
)
def test_the_footer_says_who_wrote_it_and_what_was_mended(
    written_by: WrittenBy, check: tuple[int, int, int], expected: str
) -> None:
    """Writer, date, and what the check refused where it refused anything."""
    statements, refused, repaired = check
    report = CheckReport(statements=statements, refused=refused, repaired=repaired)

    assert footer(roundup(written_by=written_by, check=report)) == expected


@pytest.mark.parametrize(
    ("counts", "picture"), [((0, 4, 8), "▁▅█"), ((5,), ""), ((), ""), ((0, 0), "▁▁"), ((7, 7), "██")]
)
def test_a_trend_is_a_row_of_bars(counts: tuple[int, ...], picture: str) -> None:
    """Each week is a bar, the highest one full; one week alone is no trend."""
    assert sparkline(counts) == picture


def test_a_trend_of_one_week_has_no_picture() -> None:
    """Its sentence stands alone."""
    trend = Trend(counts=(433,), rising=(), sentence="There is nothing to compare with.")

    assert "There is nothing to compare with." in lines(parts(roundup(trend=trend))[0])


def test_the_opening_says_what_happened_in_each_theme() -> None:
    """In the first statement that is short and of one paper, whole."""
    ids = tuple(paper(n).id for n in (1, 2, 3, 4))
    told = (says("Both.", 3, 4), says("One layer wins.", 2), says("More.", 3))
    section = Section(kind="theme", title="T", papers=ids, statements=told)

    bullet = lines(parts(roundup(sections=(section,), trend=None))[0])[3]

    assert bullet == "T (4 papers): One layer wins. [2]"


def test_a_theme_without_papers_is_only_a_title() -> None:
    """Nothing is counted or named where there is nothing."""
    theme = Section(kind="theme", title="T", statements=())

    assert lines(parts(roundup(sections=(theme,), trend=None))[0])[3] == "T"


def test_a_theme_without_statements_shows_a_title() -> None:
    """Where no statement tells of it, the first title stands for it."""
    section = Section(kind="theme", title="T", papers=(paper(2).id, paper(5).id))

    bullet = lines(parts(roundup(sections=(section,), trend=None))[0])[3]

    assert bullet == "T (2 papers): “Where Should an Adapter Live?” [2]"


def test_a_card_explains_a_paper() -> None:
    """Who, what, what is new, what it reports, what it offers, where to go on; its actions are commands."""
    part = card_part(documents.card())

    assert lines(part) == [
        "TinyTune: Adapters in One Layer",
        "Ada Lovelace, Grace Hopper, Mary Cartwright · University of Testing",
        "TinyTune tunes a single layer.",
        "What is new",
        "TinyTune places one adapter.",
        "It needs no search.",
        "Results as reported",
        "It keeps 98% of the accuracy.",
        "Models Llama 3, Qwen2.5",
        "Datasets huggingface.co/datasets/x/forget",
        "Code github.com/ada/tinytune",
        "Venue ICML 2026",
        "Categories cs.CL, cs.LG",
        "Submitted 12 May 2026, version 2",
        "arXiv 2605.00001 · PDF · HTML",
        "Related",
        "Where Should an Adapter Live? — Ada Lovelace et al., 2605.00002",
        "A Benchmark of Forgetting — Ada Lovelace et al., 2605.00004",
        "extracted from abstracts",
    ]
    assert [(action.entry_point, action.text) for action in part.actions] == [
        ("thread", "bibtex 2605.00001"),
        ("paper", "2605.00002"),
        ("paper", "2605.00004"),
    ]


def test_a_sparse_card_shows_only_what_there_is() -> None:
    """An old, withdrawn paper by many, without results, venue or neighbours, has no empty headings."""
    many = tuple(f"Author {n}" for n in range(1, 16))
    old = paper(1, id="cs/0112017", **at_arxiv("cs/0112017"), authors=many, withdrawn=True, categories=())
    card = documents.card(
        paper=old, facts=Facts(), gist="It tunes.", new=("It tunes.",), results=("It tunes.",), related=()
    )

    said = lines(card_part(card))

    assert said[1].endswith("Author 12, and 3 more")
    assert said[2:] == [
        "It tunes.",
        "Note This paper has been withdrawn.",
        "Categories none given",
        "Submitted 12 May 2026",
        "arXiv cs/0112017 · PDF",
        "extracted from abstracts",
    ]


def test_a_card_without_a_gist_has_none() -> None:
    """No empty paragraph stands in for it."""
    assert [type(block) for block in card_part(documents.card(gist="")).blocks][:3] == [Heading, Small, Paragraph]
    assert lines(card_part(documents.card(gist="")))[2] == "What is new"


def test_an_abstract_is_shown_as_it_is() -> None:
    """Title, byline and id above the authors' own words."""
    assert lines(abstract_part(paper(1))) == [
        "TinyTune: Adapters in One Layer",
        "Ada Lovelace et al., 2605.00001",
        "We tune one layer. It suffices.",
    ]


def test_bibtex_is_there_to_copy() -> None:
    """The entry stands verbatim."""
    assert bibtex_part("@misc{a}").blocks == (Verbatim("@misc{a}"),)


def test_code_is_linked_or_honestly_missing() -> None:
    """The links found, or that the paper names none."""
    assert lines(code_part(paper(1), listed(1).facts))[1] == "github.com/ada/tinytune"
    assert lines(code_part(paper(2), Facts())) == [
        "The abstract and comments of Where Should an Adapter Live? name no code."
    ]


def test_hits_can_be_opened() -> None:
    """A list of papers names each with its id, and offers to open it."""
    part = paper_list_part("Papers on adapters", (paper(1), paper(2)), note="2 of 5,251 papers match.")

    assert lines(part)[2] == "Where Should an Adapter Live? — Ada Lovelace et al., 2605.00002"
    assert lines(part)[3] == "2 of 5,251 papers match."
    assert [action.text for action in part.actions] == ["2605.00001", "2605.00002"]
    assert paper_list_part("Nothing", ()).blocks == (Heading("Nothing"),)


def test_what_is_in_no_theme_is_told_and_listed_by_area() -> None:
    """After the themes: statements first, then titles under the areas of their papers' categories."""
    section = Section(
        kind="also", title="Also this week", papers=(paper(2).id, paper(3).id), statements=(says("One.", 3),)
    )

    part = parts(roundup(sections=(section,), trend=None))[1]

    assert lines(part) == ["Also this week", "One. [3]", "Language: [2] Where Should an Adapter Live?"]
