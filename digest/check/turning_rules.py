"""Results in a claim: none is told the other way round, up for down, reached for compared, least for most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.check.changes import changes
from digest.check.direction import bound, clauses, opposed, sense
from digest.check.pairs import pairs, swapped

if TYPE_CHECKING:
    from digest.check.claims import Claim
    from digest.check.evidence import Sources
    from digest.check.pairs import Pair


def turns_a_result_round(claim: Claim, sources: Sources) -> str | None:
    """What a source reports as a fall isn't told as a rise, nor the other way; the same for better, faster and kept."""
    for start, end in clauses(claim.low):
        for number in claim.numbers:
            if not start <= number.start < end or (not number.unit and number.value in claim.setting.counts):
                continue
            told = sense(claim.low[start:end], number.start - start, number.end - start)
            if told and opposed(told, frozenset(one for source in sources for one in source.senses(number))):
                return f"{number.value}{number.unit} is reported the other way round"
    return None


def turns_a_change_round(claim: Claim, sources: Sources) -> str | None:
    """What a source improves isn't told as made worse, nor the other way, numbers or not."""
    said = changes(claim.low)
    reported = {change for source in sources for change in source.changes()} if said else set()
    for told, what in said - reported:
        if (-told, what) in reported:
            return f"{what.lstrip('~^')} is reported to change the other way"
    return None


def swaps_a_comparison(claim: Claim, sources: Sources) -> str | None:
    """What a method reaches isn't told as what it is held against."""
    own: frozenset[str] = frozenset().union(*(source.own for source in sources))
    said = pairs(claim.low, claim.numbers, own)
    reported: frozenset[Pair] = frozenset().union(*(source.pairs() for source in sources)) if said else frozenset()
    pair = swapped(said, reported)
    return f"{pair[0]} and {pair[1]} are reported the other way round" if pair else None


def turns_a_bound_round(claim: Claim, sources: Sources) -> str | None:
    """At least isn't told as at most."""
    for number in claim.numbers:
        told = bound(claim.low, number.start)
        if told and {-told} == {side for source in sources for side in source.bounds(number)}:
            return f"{number.value}{number.unit} is reported as a {'most' if told > 0 else 'least'}"
    return None
