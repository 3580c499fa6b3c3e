"""What several people do is told of one in the singular, verb by verb, or not at all."""

from __future__ import annotations

import pytest

from digest.extract.agreement import singular


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("introduce a rule and show that it holds", "introduces a rule and shows that it holds"),
        ("derive bounds, verify them on tasks, and show", "derives bounds, verifies them on tasks, and shows"),
        ("derive bounds, prove they hold, and demonstrate it", "derives bounds, proves they hold, and demonstrates it"),
        ("build tools to cut costs and improve recall", None),
        ("build tools to cut costs and reduce waste", "builds tools to cut costs and reduce waste"),
        ("build tools to cut costs and show gains", "builds tools to cut costs and shows gains"),
        ("show that people write letters and present them", None),
        ("trained a model and found gains", "trained a model and found gains"),
    ],
)
def test_each_verb_of_the_subject_agrees_with_it(several: str, one: str | None) -> None:
    """Also in a list, but not one of an infinitive or of a clause; where nobody can tell, nothing is told."""
    assert singular(several) == one
