"""Features of a claim's numbers: signs that they stand for something else than in its sources, by the words around them."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from digest.check.alignment import around, likeness
from digest.check.arithmetic import borne_out, same
from digest.check.case import Feature
from digest.check.number_rules import is_free, shown

if TYPE_CHECKING:
    from digest.check.amounts import Amount
    from digest.check.case import Case
    from digest.check.sources import Source

_FAINT = 0.2
"""Likeness below which a comparison says little."""
_MOST = 4


def misplaced_number(case: Case) -> Feature:
    """Another number of the kind fits the surroundings better than the one that is told."""
    found = Feature()
    for amount in case.amounts:
        surroundings = around(case.claim.text, amount.start)
        for source in case.clause_at(amount.start).about if _is_figure(amount) else ():
            own = _fit(surroundings, amount, source)
            rival, other = _rival(surroundings, amount, source, case)
            if own and rival - own > found.strength:
                reason = f"the paper gives {other} for what {shown(amount, case)} is told of"
                found = Feature(rival - own, reason)
    return found


def swapped_numbers(case: Case) -> Feature:
    """Two numbers of a kind fit each other's surroundings better than their own, as a part of their common likeness."""
    found = Feature()
    told = [amount for amount in case.amounts if _is_figure(amount)]
    surroundings = {amount: around(case.claim.text, amount.start) for amount in told}
    for first, second in combinations(told, 2):
        for source in case.sources if first.unit == second.unit and not same(first, second) else ():
            if not all(any(same(one, own) for own in source.amounts) for one in (first, second)):
                continue
            kept = _fit(surroundings[first], first, source) + _fit(surroundings[second], second, source)
            turned = _fit(surroundings[first], second, source) + _fit(surroundings[second], first, source)
            strength = (turned - kept) / (turned + kept + _FAINT)
            if strength > found.strength:
                found = Feature(
                    strength, f"{shown(first, case)} and {shown(second, case)} are reported the other way round"
                )
    return found


def unquoted_numbers(case: Case) -> Feature:
    """Numbers that the paper has, and the evidence given hasn't."""
    quoted = [own for source in case.sources for passage in source.quoted for own in passage.amounts]
    if not any(source.quoted for source in case.sources):
        return Feature()
    absent = [one for one in case.amounts if not is_free(one, case) and not borne_out(one, quoted)]
    reason = f"the number {shown(absent[0], case)} isn't in what is quoted" if absent else ""
    return Feature(min(_MOST, len(absent)) ** 2 / _MOST, reason)


def _is_figure(amount: Amount) -> bool:
    return bool(amount.unit) or not amount.spelled


def _fit(surroundings: dict[str, float], amount: Amount, source: Source) -> float:
    """How well some words fit those around a number in a paper, where it fits best."""
    return max(
        (
            likeness(surroundings, near_by)
            for passage in source.passages
            for own, near_by in zip(passage.amounts, passage.surroundings, strict=True)
            if same(amount, own)
        ),
        default=0.0,
    )


def _rival(surroundings: dict[str, float], amount: Amount, source: Source, case: Case) -> tuple[float, str]:
    """The number of the same kind, not told itself, that fits some words best."""
    found = (0.0, "")
    for passage in source.passages:
        for own, near_by in zip(passage.amounts, passage.surroundings, strict=True):
            if own.unit == amount.unit and not any(borne_out(told, (own,)) for told in case.amounts):
                found = max(found, (likeness(surroundings, near_by), passage.text[own.start : own.end].strip()))
    return found
