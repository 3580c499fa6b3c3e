"""Whether sources bear an amount out: as it stands, rounded, or by arithmetic, each within a tolerance written here."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import TYPE_CHECKING

from digest.check.units import YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from digest.check.amounts import Amount

ROUNDED = 0.06
"""How far, as a part of it, a number may lie from one that is told with `about`, `roughly` and the like, or in letters."""
SHARE = 0.04
"""How far, as a part of the whole, a share may lie from the fraction that it is told as: `a third` for 30 %."""
SMALL_SHARE = 0.2
"""And as a part of the fraction itself: `a tenth` for 9 %."""
RATIO = 0.12
"""How far, as a part of it, a ratio may lie from the multiple that it is told as: `three times` for 3.3."""
BELOW = 0.12
"""How far below a bound the number may lie: `nearly 80%` for 74 %."""
BEYOND = 0.35
"""How far off a bound told as a share or a multiple it may lie: `over half` for 62 %, `less than a hundredth` for 0.7 %."""
_SAME = 1e-9
_WHOLE = {"%": 100.0, "share": 1.0}
_RELATIVE = frozenset({"%", "points", "×", "share"})
_SCORES = frozenset({"%", "points"})
_HUNDRED = 100
_CALENDAR = range(1900, 2101)
_LARGE = 20
"""Products below are met by chance."""
_FEW = 5
"""And quotients."""
_AT_A_BOUND = 0.02
"""How far beyond a bound the number may lie all the same, as a part of it: `up to 240 times` for 240.1."""


_CONVERSIONS: dict[tuple[str, str], Callable[[float], tuple[float, ...]]] = {
    ("share", "%"): lambda value: (value / 100,),
    ("share", "×"): lambda value: (1 / value,),
    ("×", "share"): lambda value: (1 / value,),
    ("share", ""): lambda value: (value,),
    ("%", "share"): lambda value: (value * 100,),
    ("%", ""): lambda value: (value * 100,),
    ("points", ""): lambda value: (value, value * 100),
    ("%", "points"): lambda value: (value,),
    ("×", ""): lambda value: (1 / value,) if value < 1 else (),
    ("%", "×"): lambda value: ((value - 1) * 100, (1 - 1 / value) * 100),
    ("Hz", "s"): lambda value: (1 / value,),
    ("×", "%"): lambda value: (100 / value, 1 + value / 100),
}
"""What an amount in one unit, first, says in another; a bare number must be a score."""


def borne_out(stated: Amount, given: Sequence[Amount]) -> bool:
    """Whether some amounts bear one out."""
    return is_reported(stated, given) or any(is_near(stated, value) for value in _derivations(stated, given))


def is_reported(stated: Amount, given: Sequence[Amount]) -> bool:
    """Whether one of some amounts is this one, as it stands or rounded."""
    return any(same(stated, own) for own in given) or any(is_near(stated, value) for value in _alone(stated, given))


def same(stated: Amount, own: Amount) -> bool:
    """Whether one amount is another as it stands; a bare number may be told without its unit, a bare score as points."""
    bare = not stated.unit and not own.spelled and 0 < stated.face == stated.value
    if bare and abs(stated.face - own.face) <= _SAME * own.face:
        return True  # `from 56 to 20 GB`: what one unit says of two numbers stands at the second
    if abs(stated.value - own.value) > _SAME * max(1.0, abs(own.value)):
        return False
    return (
        stated.unit == own.unit
        or (not stated.unit and not own.spelled)
        or (stated.unit == "points" and not own.unit)
        or (not own.unit and not own.spelled and (stated.unit not in _RELATIVE or own.step < 1))
    )


def _alone(stated: Amount, given: Iterable[Amount]) -> Iterable[float]:
    """Each reported amount in the stated unit, where it has one."""
    return (value for own in given for value in _conversions(stated, own))


def _conversions(stated: Amount, own: Amount) -> tuple[float, ...]:
    if not stated.unit:
        return (own.value, own.face) if own.face else (own.value,)
    if stated.unit == own.unit:
        return (own.value,)
    if stated.unit == "%" and not own.unit and 1 < own.value <= _WHOLE["%"] and own.step < 1:
        return (own.value,)  # a score whose unit is left to the reader
    turn = _CONVERSIONS.get((stated.unit, own.unit))
    if turn is None or (not own.unit and own.step >= 1) or (stated.unit == "%" and not own.unit and own.value > 1):
        return ()
    return turn(own.value) if own.value else ()


def _derivations(stated: Amount, given: Sequence[Amount]) -> Iterable[float]:
    """What follows from two reported amounts of one kind, and the rest of a share."""
    if stated.unit == "share":
        yield from (1 - value for value in _alone(stated, given))
    if stated.unit == "%":  # the rest of a whole, and what is above it: `3% above` for 103% of it
        yield from (
            abs(_HUNDRED - one.value) for one in given if one.unit == "%" and (stated.of_whole or one.value > _HUNDRED)
        )
    if stated.unit == "s":
        yield from _years(given)
    if _is_count(stated):
        yield from _sums([own for own in given if _is_count(own)], [own for own in given if own.unit == "%"])
    if stated.value >= _LARGE and stated.unit not in _RELATIVE:
        # A round figure would have room for too many.
        yield from (value for value in _products(stated, given) if abs(value - stated.value) <= ROUNDED * stated.value)
    if stated.value >= _FEW and stated.unit not in _RELATIVE:
        yield from (value for value in _apiece(stated, given) if abs(value - stated.value) <= ROUNDED * stated.value)
    for first, second in permutations(given, 2):
        yield from _of_two(stated, first, second)


def _of_two(stated: Amount, first: Amount, second: Amount) -> Iterable[float]:
    """What two reported amounts of one kind come to."""
    # A count and a score have nothing to do with each other.
    alike = first.unit == second.unit and (first.unit or (first.step < 1) == (second.step < 1))
    if alike or (_is_score(first) and _is_score(second)):
        yield from _ratios(stated.unit, first.value, second.value)
        yield from _differences(stated, first, second)
    if alike and stated.unit in _WHOLE and first.unit not in _RELATIVE:
        yield _WHOLE[stated.unit] * first.value / (first.value + second.value or 1)  # a part of both together
    if second.unit == "%" and 0 < second.value < _HUNDRED and stated.unit == first.unit:
        yield from (first.value / (1 + sign * second.value / _HUNDRED) for sign in (-1, 1))  # before the change


def _is_score(amount: Amount) -> bool:
    return amount.unit in _SCORES or (not amount.unit and amount.step < 1 < amount.value)


def _is_count(amount: Amount) -> bool:
    return not amount.unit and amount.value.is_integer() and amount.value > 1 and amount.step >= 1


def _sums(counts: Sequence[Amount], shares: Sequence[Amount]) -> Iterable[float]:
    """What counts come to: three of them added, what two leave of one, and a part of one rounded to whole things."""
    for three in zip(counts, counts[1:], counts[2:], strict=False):
        total = sum(one.value for one in three)
        yield from (total, 2 * max(one.value for one in three) - total)
    parts = [*(one.value for one in shares), *(one.value - two.value for one, two in permutations(shares, 2))]
    yield from (float(round(count.value * part / _HUNDRED)) for count in counts for part in parts if part > 0)


def _products(stated: Amount, given: Sequence[Amount]) -> Iterable[float]:
    """What a count comes to, so many times: `480 GPU hours` for 60 hours on 8 GPUs."""
    for times, each in permutations(given, 2):
        if _is_count(times) and not each.of_whole and each.unit in {"", stated.unit}:
            yield times.value * each.value
        elif _is_count(times) and not stated.unit and each.unit not in _RELATIVE:
            yield times.value * each.face


def _years(given: Sequence[Amount]) -> Iterable[float]:
    """The time from one calendar year to another, the last one counted or not."""
    dates = sorted({one.value for one in given if not one.unit and one.value in _CALENDAR})
    return ((last - first + whole) * YEAR for first, last in combinations(dates, 2) for whole in (0, 1))


def _apiece(stated: Amount, given: Sequence[Amount]) -> Iterable[float]:
    """What one of some things has on average: `830 frames each` for 2 billion in 2.4 million trajectories."""
    counts = [one for one in given if _is_count(one)]
    if stated.unit == "Hz":  # a second each
        return (whole.value / time.value for whole in counts for time in given if time.unit == "s" and time.value)
    wholes = counts if _is_count(stated) else [one for one in given if one.unit and one.unit == stated.unit]
    return (whole.value / things.value for whole in wholes for things in counts if things is not whole)


def _ratios(unit: str, first: float, second: float) -> Iterable[float]:
    if not second:
        return
    ratio = first / second
    if unit in {"×", "share"}:
        yield ratio
    if whole := _WHOLE.get(unit):
        yield from (whole * ratio, whole * (ratio - 1), whole * (1 - ratio))


def _differences(stated: Amount, first: Amount, second: Amount) -> Iterable[float]:
    is_score = first.unit in {"%", "points", "share"} or (not first.unit and min(first.step, second.step) < 1)
    if is_score and stated.unit in {"%", "points", ""}:
        of_one = first.unit in {"", "share"} and max(first.value, second.value) <= 1
        yield (first.value - second.value) * (100 if of_one else 1)
        if of_one and not stated.unit:
            yield first.value - second.value
    elif stated.unit == "share" and first.unit == "%":
        yield (first.value - second.value) / 100
    elif stated.unit == first.unit and stated.unit not in {"×", "share"}:
        yield first.value - second.value
        yield first.value + second.value


def is_near(stated: Amount, value: float) -> bool:
    """Whether a value may be told so: `nearly` from below, `more than` from above, bare figures rounded to their last digit."""
    if value < 0:
        return False
    size = max(abs(stated.value), 1e-12)
    off, slack = (value - stated.value) / size, _slack(stated, size)
    wide = stated.unit in {"share", "×"} or stated.spelled
    if stated.bound == "least":
        return -_SAME <= off <= max(BEYOND if wide else ROUNDED, slack)
    if stated.bound in {"most", "nearly"}:
        below = BEYOND if wide and stated.bound == "most" else BELOW
        return -max(below, slack) <= off <= (slack if stated.unit == "share" else min(_AT_A_BOUND, slack))
    return abs(off) <= slack


def _slack(stated: Amount, size: float) -> float:
    if stated.unit == "share":
        return min(SHARE / size, SMALL_SHARE)
    if stated.unit == "×" and (stated.spelled or 1 <= stated.step <= stated.value < _LARGE):
        return RATIO
    rounding = 0.5 * stated.step / size * 1.001
    return max(ROUNDED, rounding) if stated.bound == "about" or stated.spelled else rounding
