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
    "premise_as_result": 4.02,
    "others_work_as_own": 7.89,
    "plan_as_done": 7.33,
    "denied_as_so": 2.26,
    "goes_further": 1.73,
    "gives_a_cause": 1.85,
    "told_as_shown": 0.58,
    "told_as_proved": 1.19,
    "turned_comparison": 0.69,
    "is_anothers": 7.02,
    "unborne_number": 4.02,
    "unquoted_numbers": 1.18,
    "unqualified": 2.71,
}
BIAS = -2.84
REFUSED: Mapping[bool, float] = {False: 0.64, True: 1.54}
"""The score from which on at most 3 in 100 true statements were refused, of weeks that the weights weren't learned from:
where the evidence is found by code, and where it is given."""
UNSURE: Mapping[bool, float] = {False: -0.23, True: 0.07}
"""The score from which on at most 12 in 100 were."""


def weigh(case: Case) -> CheckVerdict:
    """The verdict on a claim in English against which no rule speaks, and its reasons, the weightiest first."""
    if not case.sources or not case.is_english:
        return CheckVerdict(ruling="supported")
    found = {name: measure(case) for name, measure in FEATURES.items()}
    parts = {name: WEIGHTS[name] * one.strength for name, one in found.items() if one.strength > 0}
    score = BIAS + sum(parts.values())
    given = bool(case.quoted())
    if score < UNSURE[given]:
        return CheckVerdict(ruling="supported")
    telling = sorted((name for name in parts if parts[name] > 0), key=lambda name: -parts[name])
    reasons = tuple(found[name].reason for name in telling if found[name].reason)
    if not reasons:
        return CheckVerdict(ruling="supported")
    return CheckVerdict(ruling="refused" if score >= REFUSED[given] else "unsure", reasons=reasons)
