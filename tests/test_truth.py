"""The truth sets: large enough, of enough kinds, and judged as the check promises."""

from __future__ import annotations

from collections import Counter

from tests import truth


def test_the_sets_are_large_and_of_many_kinds() -> None:
    """At least 150 planted errors of 12 kinds or more, and 300 true statements."""
    kinds = Counter(case.kind for case in truth.planted_cases())

    assert kinds.total() >= 150
    assert len(kinds) >= 12
    assert len(truth.true_cases()) >= 300


def test_nearly_all_errors_are_refused_and_nearly_no_truth() -> None:
    """At least 95 of 100 errors, and at most 5 of 100 true statements."""
    planted, true = truth.judged(truth.planted_cases()), truth.judged(truth.true_cases())

    assert sum(outcome.reason is not None for outcome in planted) >= truth.REFUSED_AT_LEAST * len(planted)
    assert sum(outcome.reason is not None for outcome in true) <= truth.WRONGLY_AT_MOST * len(true)
