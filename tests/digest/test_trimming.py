"""What says nothing is cut from a sentence, and nothing else."""

from __future__ import annotations

import pytest

from digest.extract.trimming import trimmed, unlabelled, unmarked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Ballast** is *very* fast on `Tern`.", "Ballast is very fast on Tern."),
        ("The C*-algebra and 3 * 4 * 5 stay.", "The C*-algebra and 3 * 4 * 5 stay."),
        ("A* search and D* Lite stay.", "A* search and D* Lite stay."),
        ("***Both*** go.", "Both go."),
    ],
)
def test_markdown_goes_and_mathematics_stays(text: str, expected: str) -> None:
    """Emphasis is cut only in pairs around words."""
    assert unmarked(text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Methods: We do X.", "We do X."),
        ("RESULTS. We do X.", "We do X."),
        ("Main results: 3 of 4 gain.", "3 of 4 gain."),
        ("Methods of moments gain.", "Methods of moments gain."),
    ],
)
def test_the_label_of_a_structured_abstract_goes(sentence: str, expected: str) -> None:
    """A word that only opens the sentence stays."""
    assert unlabelled(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Ballast gains 3.1 points on four sets of tasks, paving the way for wide use.",
            "Ballast gains 3.1 points on four sets of tasks.",
        ),
        (
            "Ballast gains 3.1 points on four sets of tasks, underscoring its potential as a bridge.",
            "Ballast gains 3.1 points on four sets of tasks.",
        ),
        (
            "Ballast gains 3.1 points on four sets of tasks, demonstrating the effectiveness of Ballast.",
            "Ballast gains 3.1 points on four sets of tasks.",
        ),
        (
            "Ballast gains 3.1 points on four sets of tasks, showing the robustness of 12 layers.",
            "Ballast gains 3.1 points on four sets of tasks, showing the robustness of 12 layers.",
        ),
        (
            "Ballast gains 3.1 points, showing that the layers differ, except on speech.",
            "Ballast gains 3.1 points, showing that the layers differ, except on speech.",
        ),
        (
            "We propose Ballast, a rule for placement augmented with two novel stages.",
            "We propose Ballast, a rule for placement augmented with two novel stages.",
        ),
        ("We adapt Ballast to a novel one.", "We adapt Ballast to a novel one."),
        (
            "We present Ballast, a rule for placement that integrates three key innovations.",
            "We present Ballast, a rule for placement.",
        ),
        (
            "We present Ballast, a rule for placement with three stages of probing.",
            "We present Ballast, a rule for placement with three stages of probing.",
        ),
        ("We address this gap by presenting Ballast, a rule.", "We present Ballast, a rule."),
        ("We address this gap by introducing Ballast, a rule.", "We introduce Ballast, a rule."),
        ("We present a novel architecture and a novel rule.", "We present an architecture and a rule."),
        ("A simple yet novel rule wins.", "A rule wins."),
        ("Fine, paving the way.", "Fine, paving the way."),
        (
            "Ballast gains 3.1 points on four sets of tasks and opens new doors for all of us.",
            "Ballast gains 3.1 points on four sets of tasks.",
        ),
        (
            "Tests of four tasks show reliable doors, and the framework opens a door.",
            "Tests of four tasks show reliable doors, and the framework opens a door.",
        ),
    ],
)
def test_what_says_nothing_goes(sentence: str, expected: str) -> None:
    """Boasts and counts without a list go; conditions, exceptions and figures stay."""
    assert trimmed(sentence) == expected
