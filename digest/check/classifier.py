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

    from digest.check.case import Case, Ruling

WEIGHTS: Mapping[str, float] = {
    "makes_up_a_name": 1.90,
    "makes_up_a_number": 1.16,
    "boasts": 2.55,
    "cites_the_wrong_paper": 1.66,
    "premise_as_result": 4.55,
    "others_work_as_own": 6.26,
    "plan_as_done": 7.39,
    "denied_as_so": 1.37,
    "gives_a_cause": 2.06,
    "told_as_proved": 1.68,
    "is_anothers": 5.07,
    "unborne_number": 1.79,
    "unqualified": 2.24,
}
BIAS = -2.07
REFUSED = 0.06
"""The score from which on at most 3 in 100 true statements are refused, of sets that the weights weren't learned from."""


def weigh(case: Case) -> CheckVerdict:
    """The verdict on a claim in English against which no sure rule speaks, and its reasons, the weightiest first."""
    found = {name: measure(case) for name, measure in FEATURES.items()}
    parts = {name: WEIGHTS[name] * one.strength for name, one in found.items() if one.strength > 0}
    telling = sorted((name for name in parts if found[name].reason), key=lambda name: -parts[name])
    if not telling:
        return CheckVerdict(ruling="supported")
    ruling: Ruling = "refused" if BIAS + sum(parts.values()) >= REFUSED else "unsure"
    return CheckVerdict(ruling=ruling, reasons=tuple(found[name].reason for name in telling))
