"""What a model answers, in whatever wrapping and with whatever faults, becomes plain statements or nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.brief import answer
from digest.brief.tasks import MOST_THEMES
from digest.errors import MalformedAnswer
from digest.model import Resource
from digest.roundup import Draft, Evidence, Statement, WrittenBy
from tests.digest.samples import BRIEF, HERON, MARLIN, TERN

BY = WrittenBy(kind="model", model="m", prompt="1")
CODE = Resource(kind="code", name="x", url="https://github.com/a/b", cites=(MARLIN.id,))
WHOLE: dict[str, Any] = {
    "headline": "**One** adapter is enough. ",
    "standfirst": [{"text": "The week's point.", "papers": [1]}],
    "themes": [
        {"title": "## Forgetting", "story": [{"text": "Tern measures it [2, 3].", "papers": []}]},
        {"title": "Empty", "story": []},
    ],
    "under_the_hood": [{"text": "- `LoRA` is used (#1).", "papers": [1, 1]}],
    "outlook": [{"text": "More is to come.\nSoon.", "papers": [9]}],
}


def draft(form: object) -> Draft:
    """The draft in an answer of this form."""
    said = form if isinstance(form, str) else json.dumps(form)
    return answer.draft(said, BRIEF, BY, (CODE,))


def test_a_draft_is_plain_text_with_cited_papers() -> None:
    """Markup goes, references move to the cites, numbers become ids, and empty themes vanish."""
    made = draft(WHOLE)
    lead, theme, others, hood, outlook = made.sections

    assert made.headline == "One adapter is enough"
    assert lead.statements == (Statement(text="The week's point.", cites=(MARLIN.id,)),)
    assert theme.title == "Forgetting"
    assert theme.statements == (Statement(text="Tern measures it.", cites=(TERN.id, HERON.id)),)
    assert (others.kind, others.papers) == ("also", (MARLIN.id,))
    assert hood.statements == (Statement(text="LoRA is used.", cites=(MARLIN.id,)),)
    assert hood.resources == (CODE,)
    assert outlook.statements == (Statement(text="More is to come. Soon.", cites=("paper 9",)),)


def test_a_theme_has_only_the_papers_that_it_tells_of() -> None:
    """Nothing is put into the model's mouth: what it passes over stands under none of its titles."""
    made = draft(WHOLE)

    assert made.sections[1].papers == (TERN.id, HERON.id)


@pytest.mark.parametrize(
    "wrapped",
    ["{}", "```json\n{}\n```", "Sure! {}", "<think>{{ not yet</think>{}", "{} Anything else?", '[1] {{"a": 1}} {}'],
)
def test_json_is_found_in_any_wrapping(wrapped: str) -> None:
    """Code blocks, talk, thoughts and other objects around it don't matter."""
    said = wrapped.replace("{}", json.dumps(WHOLE)).replace("{{", "{").replace("}}", "}")

    assert draft(said).headline == "One adapter is enough"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "no JSON"),
        ("I can't do that.", "no JSON"),
        (json.dumps(WHOLE)[:200], "cut off"),
        ('{"headline": "x"}', "form"),
        ('{"headline": 3, "themes": []}', "form"),
        ('{"headline": "x", "themes": []}', "no theme"),
        ('{"headline": "x", "themes": [{"title": "y", "story": [{"text": " ", "papers": [1]}]}]}', "no theme"),
        ("{" * 5_000, "cut off"),
        ('{"a":' * 5_000, "cut off"),
    ],
)
def test_anything_else_is_garbled(said: str, reason: str) -> None:
    """And the reason is told."""
    with pytest.raises(MalformedAnswer, match=reason):
        draft(said)


def test_too_much_is_cut() -> None:
    """Six themes of twelve statements are the most."""
    theme = {"title": "t", "story": [{"text": f"Statement {n}.", "papers": [1]} for n in range(30)]}
    made = draft({"headline": "h" * 900, "themes": [theme] * 9})

    assert len([section for section in made.sections if section.kind == "theme"]) == MOST_THEMES
    assert len(made.sections[0].statements) == answer.MOST_STATEMENTS
    assert len(made.headline) < 200


def test_repairs_come_back_in_order() -> None:
    """Empty texts, missing numbers and numbers that weren't asked about mend nothing."""
    said = {
        "statements": [
            {"number": 2, "text": "Better.", "papers": [1]},
            {"number": 1, "text": ""},
            {"number": 7, "text": "x"},
        ]
    }

    mended = answer.repaired(json.dumps(said), BRIEF, 3)

    assert mended == (None, Statement(text="Better.", cites=(MARLIN.id,)), None)


def test_answers_to_questions() -> None:
    """Numbers are of the papers given; none is an honest answer."""
    said = answer.statements('{"statements": [{"text": "Yes [2].", "papers": []}]}', ("a", "b"))

    assert said == (Statement(text="Yes.", cites=("b",)),)
    assert answer.statements('{"statements": []}', ("a",)) == ()


def test_evidence_and_the_places_of_references_are_kept() -> None:
    """A reference belongs where the model put it, and each quote to its paper; those quoted are cited."""
    said = {
        "text": "A halves the cost [1], while B keeps it flat [2, 3].",
        "evidence": [
            {"paper": 1, "quote": "halves the cost"},
            {"paper": 3, "quote": "flat"},
            {"paper": 2, "quote": " "},
        ],
    }

    (made,) = answer.statements(json.dumps({"statements": [said]}), ("a", "b", "c"))

    assert made.text == "A halves the cost, while B keeps it flat."
    assert [(mark.at, mark.paper) for mark in made.marks] == [(17, "a"), (40, "b"), (40, "c")]
    assert made.cites == ("a", "b", "c")
    assert made.evidence == (Evidence(paper="a", quote="halves the cost"), Evidence(paper="c", quote="flat"))


@given(st.text(max_size=300))
@settings(max_examples=100)
def test_any_text_is_a_draft_or_garbled(text: str) -> None:
    """Nothing else is ever raised."""
    for said in (
        text,
        json.dumps({"headline": text, "themes": [{"title": text, "story": [{"text": text, "papers": [1]}]}]}),
    ):
        try:
            made = draft(said)
        except MalformedAnswer:
            continue
        assert "\n" not in made.headline
