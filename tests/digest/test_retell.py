"""An author's sentence becomes ours without changing what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.extract.retell import shortened, stripped, third_person
from tests.digest.samples import HERON, MARLIN, TERN


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("However, we find X.", "We find X."),
        ("In this paper, we find X.", "We find X."),
        ("To address these gaps, we propose X.", "We propose X."),
        ("To improve sample efficiency, we propose X.", "To improve sample efficiency, we propose X."),
        ("Specifically, in contrast, X holds.", "X holds."),
        ("In light of this result, X holds.", "X holds."),
        ("To better handle this problem, we propose X.", "We propose X."),
        ("For these tasks, X holds.", "X holds."),
        ("Instead of counting, we weigh.", "Instead of counting, we weigh."),
        ("First principles suggest X.", "First principles suggest X."),
        ("Here we show X.", "We show X."),
        ("Methods: In this work we show X.", "We show X."),
        ("This paper presents X.", "This paper presents X."),
    ],
)
def test_ties_to_the_sentence_before_are_cut(sentence: str, expected: str) -> None:
    """Only words that mean nothing alone go; a purpose that says something stays."""
    assert stripped(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We introduce X and show that we win.", "Kurt Gödel et al. introduce X and show that they win."),
        ("We further study our data.", "Kurt Gödel et al. study their data."),
        ("Using X, we show Y.", "Using X, Kurt Gödel et al. show Y."),
        ("This paper studies X.", "Kurt Gödel et al. study X."),
        ("This study first studies X.", "Kurt Gödel et al. first study X."),
        ("To gain X, this paper proposes Y.", "To gain X, Kurt Gödel et al. propose Y."),
        ("This paper studies X and shows Y.", "The paper by Kurt Gödel et al. studies X and shows Y."),
        ("This paper X.", "The paper by Kurt Gödel et al. X."),
        ("This surpasses every method we tried by 3%.", "This surpasses every method they tried by 3%."),
        ("A “we-mode” and a Type I error differ.", "A “we-mode” and a Type I error differ."),
        ("Our method beats all of ours.", "TernBench beats all of TernBench."),
        ("The proposed framework beats X.", "TernBench beats X."),
        ("Our method of choice is X.", "Their method of choice is X."),
        ("X holds for us.", "X holds for them."),
        ("X holds.", "X holds."),
    ],
)
def test_several_authors_are_named_in_the_third_person(sentence: str, expected: str) -> None:
    """The first `we` is their names, later ones are `they`, and their method goes by its own name."""
    assert third_person(sentence, TERN, "TernBench") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We introduce X and show that it wins.", "Sofya Kovalevskaya introduces X and shows that it wins."),
        ("We also carefully analyze X.", "Sofya Kovalevskaya carefully analyzes X."),
        ("We have found X.", "Sofya Kovalevskaya has found X."),
        ("Here, we study X.", "Here, Sofya Kovalevskaya studies X."),
        ("We introduce X and study designs.", None),
        ("We gladly X.", None),
    ],
)
def test_a_single_author_gets_singular_verbs_or_nothing(sentence: str, expected: str | None) -> None:
    """Where a word may be a noun as well as a verb, the sentence is given up rather than broken."""
    told = third_person(stripped(sentence) if sentence.startswith("We") else sentence, HERON, "")

    assert told == expected or (sentence.startswith("Here") and told is None)


def test_a_method_without_a_name_stays_theirs() -> None:
    """`our method` is `their method` where the paper has no name for it."""
    assert third_person("Our method beats X.", TERN, "") == "Their method beats X."


def test_acronyms_never_used_again_and_closing_remarks_go_when_it_is_too_long() -> None:
    """A paper's own name in brackets stays, a used acronym stays, a remark goes only when needed."""
    sentence = "They reduce Job Time (JT) by Sparse Gradient Probing (SGP), enabling wide use of both."

    assert shortened(sentence, ("SGP",), 200) == (
        "They reduce Job Time by Sparse Gradient Probing (SGP), enabling wide use of both."
    )
    assert shortened(sentence, ("SGP",), 40) == "They reduce Job Time by Sparse Gradient Probing (SGP)."


def test_an_aside_goes_when_it_is_too_long() -> None:
    """Examples in brackets are the first to go."""
    assert shortened("It works on loads (e.g., heating) too.", (), 10) == "It works on loads too."


@given(st.text(alphabet=st.sampled_from("we our us I We Our show find introduce and, . X"), max_size=120))
def test_nothing_is_ever_told_in_the_first_person(sentence: str) -> None:
    """Whatever comes, either nobody says `we` any more, or there is no sentence."""
    for paper in (HERON, TERN, replace(MARLIN, authors=())):
        told = third_person(sentence, paper, "")

        assert told is None or not set(told.replace(".", " ").replace(",", " ").split()) & {
            "we",
            "We",
            "our",
            "Our",
            "I",
        }
