"""The trend: volume as a share of all papers read, and the terms that rise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Pick, Shortlist
from digest.trend import sparkline, trend
from tests.digest.samples import HERON, SHORTLIST


def week(matched: int, found: int = 5000, texts: tuple[str, ...] = ()) -> Shortlist:
    """A week with so many papers on topic, and picks with these abstracts."""
    papers = [replace(HERON, id=f"2605.{80000 + i}", title="Untitled", abstract=text) for i, text in enumerate(texts)]
    picks = tuple(Pick(paper=paper, rank=rank, score=1.0, why=()) for rank, paper in enumerate(papers, 1))
    return replace(SHORTLIST, found=found, matched=matched, picks=picks)


def test_without_history_there_is_no_trend() -> None:
    """No earlier week, or only empty ones, say nothing."""
    assert trend(week(10), []) is None
    assert trend(week(10), [week(0, found=0)]) is None
    assert trend(week(0, found=0), [week(10)]) is None


def test_a_clear_rise_is_told() -> None:
    """Volume is told as a share of the week, beside the average of the weeks before."""
    told = trend(week(433, 5280), [week(300, 5000), week(310, 5000), week(305, 5000)])

    assert told
    assert told.counts == (300, 310, 305, 433)
    assert told.sentence == (
        "433 papers on fine-tuning, 8.2% of the week, up from 6.1% on average over the three weeks before."
    )


def test_a_clear_fall_is_told() -> None:
    """One week before is named as such."""
    told = trend(week(200), [week(300)])

    assert told
    assert told.sentence == "200 papers on fine-tuning, 4.0% of the week, down from 6.0% the week before."


@pytest.mark.parametrize(
    ("now", "before"),
    [
        pytest.param(week(11), [week(8)], id="small numbers differ by chance"),
        pytest.param(week(600, 10_000), [week(300)], id="a larger week holds more of everything"),
        pytest.param(week(400), [week(200), week(420)], id="the weeks before scatter as much"),
        pytest.param(week(0), [week(0)], id="nothing, as before"),
    ],
)
def test_what_chance_explains_is_steady(now: Shortlist, before: list[Shortlist]) -> None:
    """A difference below two standard errors isn't called up or down."""
    told = trend(now, before)

    assert told
    assert "about the same as" in told.sentence


def test_one_paper_is_one_paper() -> None:
    """The sentence counts as people do, and a share too small for one decimal isn't called nothing."""
    told = trend(week(1), [week(1), week(2)])

    assert told
    assert told.sentence.startswith("1 paper on fine-tuning, under 0.1% of the week, about the same as under 0.1% on")


@pytest.mark.parametrize(("days", "word"), [(0, "of the day"), (6, "of the week"), (13, "of the window")])
def test_the_window_has_its_name(days: int, word: str) -> None:
    """A daily roundup is compared with days, not weeks."""
    start = date(2026, 5, 11)
    window = replace(SHORTLIST.window, start=start, end=start + timedelta(days=days))

    told = trend(replace(week(30), window=window), [week(30)])

    assert told
    assert word in told.sentence


def test_rising_terms_are_told_as_written() -> None:
    """Terms that more papers use than before are told in their own spelling, none of the topic's own words."""
    old = ("A study of pruning for speech.",) * 20
    new = ("We use Reward Models here. GRPO wins for fine-tuning.",) * 8 + ("A reward model. Fast.",) * 4 + old[:8]

    told = trend(week(300, texts=new), [week(300, texts=old), week(300, texts=old)])

    assert told
    assert told.rising == ("reward models", "GRPO")
    assert told.sentence.endswith("; rising: reward models, GRPO.")


def test_a_term_of_few_papers_isnt_rising() -> None:
    """Three papers are a coincidence."""
    old = ("A study of pruning for speech.",) * 20

    told = trend(week(300, texts=(*old, *("Reward models.",) * 3)), [week(300, texts=old)])

    assert told
    assert told.rising == ()


def test_at_most_three_terms_rise() -> None:
    """Only the surest are told, and no word stands in two of them."""
    text = "Sparse adapters. Reward models. Tree search. Graph prompts. Sparse graphs."

    told = trend(week(300, texts=(text,) * 12), [week(300, texts=("Speech pruning.",) * 40)])

    assert told
    assert len(told.rising) == 3
    words = " ".join(told.rising).split()
    assert len({word.removesuffix("s") for word in words}) == len(words)


def test_counts_make_a_small_picture() -> None:
    """The highest count fills the line, nothing leaves it at the bottom."""
    assert sparkline([0, 2, 4, 7]) == "▁▃▅█"
    assert sparkline([]) == ""
    assert sparkline([0, 0]) == "▁▁"


@given(st.lists(st.integers(min_value=0, max_value=10**6)))
def test_the_picture_has_a_sign_for_each_count(counts: list[int]) -> None:
    """Whatever the counts, there is one block each, ordered as they are."""
    picture = sparkline(counts)

    assert len(picture) == len(counts)
    assert all(
        (a <= b) or (x >= y) for a, x in zip(counts, picture, strict=True) for b, y in zip(counts, picture, strict=True)
    )
