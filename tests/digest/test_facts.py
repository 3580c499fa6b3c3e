"""The facts of one paper: names, resources, venue and numbers together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.facts import facts
from digest.facts.descriptions import description_in
from digest.facts.numbers import numbers
from digest.model import Paper

DAY = date(2026, 5, 4)


def test_facts_gather_everything() -> None:
    """One paper's facts hold what it names, offers, where it was accepted and what it reports."""
    paper = Paper(
        id="2605.00001", title="RiverNet: Nets for Rivers", authors=(), categories=(), published=DAY, listed=DAY,
        abstract="We present RiverNet, a net that gains 44.5% on ImageNet.",
        comment="Accepted at CVPR 2026. Code: https://github.com/boats/rivernet",
    )  # fmt: skip

    found = facts(paper)

    assert found.names == ("RiverNet",)
    assert found.code == ("https://github.com/boats/rivernet",)
    assert [(resource.kind, resource.name) for resource in found.resources] == [
        ("code", "RiverNet"),
        ("dataset", "ImageNet"),
    ]
    assert {resource.cites for resource in found.resources} == {("2605.00001",)}
    assert found.venue == "CVPR 2026"
    assert found.numbers == ("44.5%",)


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("It gains 44.5% and runs 8.3× faster.", ("44.5%", "8.3× faster")),
        ("It uses 0.7% of parameters.", ("0.7% of parameters",)),
        ("It gains +3.2 points, then -1.5 dB.", ("+3.2 points", "-1.5 dB")),
        ("It reaches 92.4 F1 and an accuracy of 0.87.", ("92.4 F1", "0.87")),
        ("It grows from 22 to 28.5%.", ("22 to 28.5%",)),
        ("It gains 34.6%-75.6% there.", ("34.6%", "75.6%")),
        ("It has 17,810 public agent skills.", ("17,810 public agent skills",)),
        ("A 2-fold gain, a 2-fold loss.", ("2-fold",)),
        ("In 2026 we train 7B models with 12 heads on 4 sets.", ()),
        ("A 3x3 kernel, a 2 × 2 matrix at $5 and v1.5%x.", ()),
        ("It is 5.", ()),
    ],
)  # fmt: skip
def test_numbers_are_results_as_written(abstract: str, expected: tuple[str, ...]) -> None:
    """Percentages, factors, points, scores and sizes count; years, model sizes and bare numbers don't."""
    assert numbers(abstract) == expected


PIECES = st.sampled_from(
    ["4", "44.5", "%", "×", " points", "-", "–", "+", ",", "000", ".", " ", "x", " F1", "accuracy of ", " to "]
)


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_numbers_stand_in_the_abstract(abstract: str) -> None:
    """Whatever the abstract, each number occurs in it literally, listed once."""
    found = numbers(abstract)

    assert all(number in abstract for number in found)
    assert len(set(found)) == len(found)


@settings(max_examples=100, deadline=None)
@given(title=st.text(max_size=60), abstract=st.text(max_size=200), comment=st.text(max_size=100))
def test_any_paper_has_facts(title: str, abstract: str, comment: str) -> None:
    """Whatever a paper says, its facts can be read."""
    paper = Paper(
        id="2605.00001", title=title, abstract=abstract, authors=(), categories=(), published=DAY, listed=DAY,
        comment=comment, journal_ref=comment,
    )  # fmt: skip

    found = facts(paper)

    assert all(resource.name for resource in found.resources)


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("We build a benchmark, RiverBench, of dams.", "a benchmark"),
        ("RiverBench is a benchmark of dams.", "a benchmark of dams"),
        ("On the QASPER benchmark, RiverBench gains 3 points.", None),
        ("Unlike the earlier corpus, RiverBench holds dams.", None),
    ],
)
def test_a_phrase_that_ends_before_a_name_does_not_describe_it(said: str, phrase: str | None) -> None:
    """Only what is offered or apposed says what a name stands for; a place where it was tried doesn't."""
    found = description_in("RiverBench", said)

    assert (found.phrase if found else None) == phrase
