"""The index of a week."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge import knowledge
from digest.corpus import Corpus
from digest.model import Paper, Window
from digest.text import words

DAY = date(2026, 5, 4)


def paper(at: int, title: str, abstract: str = "", listed: date = DAY) -> Paper:
    """A paper about nothing in particular."""
    return Paper(
        id=f"2605.{at:05}", title=title, abstract=abstract, authors=(), categories=(), published=listed, listed=listed
    )


def found(corpus: Corpus, phrase: str) -> list[int]:
    """The rows of the papers that a phrase stands in, one for each place."""
    return list(corpus.row[corpus.where(words.stems(phrase))].tolist())


WEEK = Corpus.of(
    [
        paper(1, "Fine‑Tuning Cafés", "We fine-tune cafés. A model of coffee."),
        paper(2, "Tuning fine strings", "Violins want tuning."),
        paper(3, "A fine", "tuning of pianos"),
        paper(4, "", ""),
    ],
    knowledge(),
)


def test_words_are_folded() -> None:
    """Case, dashes, accents and endings make no difference."""
    assert words.stems("Fine‑Tuned CAFÉS") == words.stems("fine tuning cafe")


@pytest.mark.parametrize(
    ("phrase", "rows"),
    [
        ("fine tuning", [0, 0]),
        ("cafe", [0, 0]),
        ("tuning", [0, 0, 1, 1, 2]),
        ("piano tuning", []),
        ("", []),
        ("zzz", []),
    ],
)
def test_a_phrase_stands_side_by_side_in_one_field(phrase: str, rows: list[int]) -> None:
    """A phrase is neither turned around nor found across title and abstract."""
    assert sorted(found(WEEK, phrase)) == rows


def test_papers_are_known_by_id() -> None:
    """Rows number the papers; an unknown id has none."""
    assert WEEK.index_of("2605.00002") == 1
    assert WEEK.index_of("2605.99999") is None


def test_of_two_papers_with_one_id_the_first_counts() -> None:
    """A repeated row of a file adds nothing."""
    corpus = Corpus.of([paper(1, "One"), paper(2, "Two"), paper(1, "Three")], knowledge())

    assert [paper.title for paper in corpus.papers] == ["One", "Two"]


def test_papers_belong_to_windows_by_their_listing_day() -> None:
    """Both ends of a window belong to it."""
    corpus = Corpus.of([paper(1, "One"), paper(2, "Two")], knowledge())

    inside = corpus.during(Window(start=DAY, end=DAY))
    outside = corpus.during(Window(start=date(2026, 5, 5), end=date(2026, 5, 6)))

    assert inside.all()
    assert not outside.any()


@pytest.mark.parametrize("papers", [[], [paper(1, "", "")]])
def test_a_week_without_words_is_an_index_all_the_same(papers: list[Paper]) -> None:
    """Nothing to read is nothing found, not a failure."""
    corpus = Corpus.of(papers, knowledge())

    assert found(corpus, "anything") == []
    assert len(corpus.papers) == len(papers)


def test_the_vectors_are_units_and_like_papers_are_near() -> None:
    """Likeness is 1 for a paper and itself, and higher where more is shared; the sketch agrees."""
    corpus = Corpus.of(
        [
            paper(1, "Graph networks for molecules", "Molecules are graphs of atoms and bonds."),
            paper(2, "Molecules as graphs", "Atoms and bonds make graph networks."),
            paper(3, "Dark matter halos", "Galaxies turn too fast."),
        ],
        knowledge(),
    )

    like = corpus.vectors.like(0)
    about = corpus.vectors.sketch @ corpus.vectors.sketch[0]

    assert like[0] == pytest.approx(1.0)
    assert like[1] > 2 * like[2] + 0.2
    assert about == pytest.approx(like, abs=0.25)


@given(st.lists(st.text(alphabet="ab cé-", max_size=12), max_size=6), st.text(alphabet="abc ", max_size=4))
@settings(max_examples=100, deadline=None)
def test_every_place_found_is_the_phrase(titles: list[str], phrase: str) -> None:
    """What is found is what stands there, and nothing that stands there is missed."""
    corpus = Corpus.of([paper(at, title) for at, title in enumerate(titles)], knowledge())
    stems = words.stems(phrase)

    places = corpus.where(stems)

    expected = sum(
        words.stems(title)[at : at + len(stems)] == stems
        for title in titles
        for at in range(len(words.stems(title)) - len(stems) + 1)
    )
    assert len(places) == (expected if stems else 0)
