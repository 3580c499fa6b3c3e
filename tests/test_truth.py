"""The check on statements that were written without sight of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests import truth

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.data
def test_false_statements_are_refused_and_true_ones_pass(data: Path) -> None:
    """By code alone half of the false ones, and at most 4 in 100 of the true."""
    cases = json.loads((data / "truth" / "statements.json").read_text())

    false, true = truth.rates(truth.judged(cases, truth.papers_of(cases)))

    assert false >= 0.5
    assert true <= 0.04


def test_the_report_says_how_many_of_each_kind() -> None:
    """A kind's count stands beside its name, and what was judged wrongly is shown when asked for."""
    outcomes = (
        truth.Outcome(
            kind="unit-changed",
            true=False,
            text="It took 3 s.",
            ruling="refused",
            reasons=("the number 3 is in no paper",),
        ),
        truth.Outcome(kind="honest", true=True, text="It works.", ruling="refused", reasons=("no",)),
    )

    said = truth.report(outcomes, verbose=True)

    assert "unit-changed" in said
    assert "false refused 100.0%, true refused 100.0%" in said
    assert "wrong: honest | It works. | no" in said
