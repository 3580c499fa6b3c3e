"""A small classifier over the features: logistic regression, whose weights were learned from statements with their truth.

`make classifier` fits the numbers below on the sets named to it and prints them; no weight is negative, since each
feature can only speak against a claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.check.case import CheckVerdict
from digest.check.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.check.case import Case

WEIGHTS: Mapping[str, float] = {
    "premise_as_result": 4.50,
    "others_work_as_own": 10.94,
    "plan_as_done": 8.96,
    "denied_as_so": 2.23,
    "goes_further": 1.69,
    "gives_a_cause": 2.74,
    "drops_a_reservation": 0.31,
    "is_anothers": 3.19,
    "is_unquoted": 0.65,
    "misplaced_number": 0.81,
    "swapped_numbers": 6.83,
    "unquoted_numbers": 0.74,
}
BIAS = -0.95
REFUSED = 1.66
"""The score from which on at most 3 in 100 true statements were refused, of weeks that the weights weren't learned from."""
UNSURE = -0.23
"""The score from which on at most 12 in 100 were."""


def weigh(case: Case) -> CheckVerdict:
    """The verdict on a claim in English against which no rule speaks, and its reasons, the weightiest first."""
    if not case.sources or not case.is_english:
        return CheckVerdict(ruling="supported")
    found = {name: measure(case) for name, measure in FEATURES.items()}
    parts = {name: WEIGHTS[name] * one.strength for name, one in found.items() if one.strength > 0}
    score = BIAS + sum(parts.values())
    if score < UNSURE:
        return CheckVerdict(ruling="supported")
    telling = sorted((name for name in parts if parts[name] > 0), key=lambda name: -parts[name])
    reasons = tuple(found[name].reason for name in telling)
    return CheckVerdict(ruling="refused" if score >= REFUSED else "unsure", reasons=reasons)
