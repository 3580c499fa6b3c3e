"""What is said of where a field is going: a limit, a failure or an open question, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from digest.extract.outlook import outlook
from digest.extract.telling import Telling
from digest.facts import facts
from digest.model import Paper

DAY = date(2026, 5, 4)


def left_open(last: str) -> str | None:
    """What is told of an abstract that ends with this sentence."""
    paper = Paper(
        id="2605.00001", title="Rivers", abstract=f"Agents plan routes on rivers. We test six agents on routes. {last}",
        authors=("Ann Brook",), categories=(), published=DAY, listed=DAY, comment="",
    )  # fmt: skip
    found = outlook(Telling(paper, facts(paper)))
    return found[0] if found else None


@pytest.mark.parametrize(
    "sentence",
    [
        "Current agents still struggle with long routes, especially when a river bends.",
        "Our experiments show that no system exceeds a 50% pass rate, even with a map of the river.",
        "Current agents remain far from reliable on long routes, especially when a river bends.",
    ],
)
def test_a_limit_with_its_subject_is_told(sentence: str) -> None:
    """A failure, a bound that nothing passes, and what doesn't help are worth a reader's time."""
    said = left_open(sentence)
    assert said is not None
    assert sentence.removeprefix("Our experiments show that no ").rstrip(".") in said


@pytest.mark.parametrize(
    "sentence",
    [
        "The planner decides whether each route should be sailed or rowed, to reduce the time on the river.",
        "Language models can solve long routes through tool use without the need for training or fine-tuning.",
        "Lightweight models suffice on routes, eliminating the need for access to the content of the maps.",
        "Current agents still fall short across these dimensions of planning on long river routes.",
        "By overcoming the need for maps, language models achieve what still fails for planners on routes.",
    ],
)
def test_a_method_a_remedy_or_a_pointer_is_not(sentence: str) -> None:
    """`Should` within a method, a need that is gone and `these dimensions` leave nothing open that stands alone."""
    assert left_open(sentence) is None
