"""How numbers and changes are told: directions, bounds, comparisons, measures, and other languages' spellings."""

from __future__ import annotations

import pytest

from digest.check import quantities
from digest.check.changes import changes
from digest.check.direction import Sense, bound, opposed, sense
from digest.check.measures import measure
from digest.check.naming import writes_nouns_large
from digest.check.pairs import pairs, swapped


def value(text: str) -> list[tuple[str, str]]:
    """Values and units read out of a statement."""
    return [(number.value, number.unit) for number in quantities.read(quantities.plain(text))]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1,2 % et 0,91", [("1.2", "%"), ("0.91", "")]),
        ("5,000 rows", [("5000", "")]),
        ("a hundred and thirty hours", [("130", "")]),
        ("three hundred and twenty-one", [("321", "")]),
        ("two hundred papers", [("200", "")]),
        ("by a factor of five", [("5", "×")]),
        ("nine times out of ten", [("9", ""), ("10", "")]),
        ("620個の物体", [("620", "")]),
        ("减少４１％", [("41", "%")]),
        ("um 1,4 Prozentpunkte", [("1.4", "points")]),
        ("41 Prozent", [("41", "%")]),
    ],
)
def test_numbers_are_read_in_many_spellings(text: str, read: list[tuple[str, str]]) -> None:
    """Commas, words, factors, scripts and units of other languages."""
    assert value(text) == read


def told(text: str) -> frozenset[Sense]:
    """How the first number of a clause is told."""
    number = quantities.read(text)[0]
    return sense(text, number.start, number.end)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gains 13 points", "loses 13 points"),
        ("training is 37% shorter", "training becomes 37% longer"),
        ("it is 4.6 points better", "it is 4.6 points worse than before"),
        ("task success falls by 2.5 points", "task success improves by 2.5 points"),
        ("keeps 93%", "loses 93%"),
        ("reduces forgetting by 58%", "worsens forgetting by 58%"),
        ("prevents 5% of all failures", "causes 5% of all failures"),
        ("8× faster", "8× slower"),
        ("senkt den fehler auf 11%", "erhöht den fehler auf 11%"),
    ],
)
def test_opposites_are_told_apart(one: str, other: str) -> None:
    """The same number told the other way round is opposed, and told the same way isn't."""
    assert opposed(told(one), told(other))
    assert not opposed(told(one), told(one))


def test_what_cant_be_compared_isnt_opposed() -> None:
    """Different axes, bounds and plain mentions say nothing of direction."""
    assert not opposed(told("8× faster"), told("time falls by 8×"))
    assert told("less than 3% of the rows") == frozenset()
    assert told("on 24 tasks") == frozenset()


def test_bounds() -> None:
    """At least and at most are known; a place above or below isn't a bound."""
    texts = ("at least 80%", "more than ~80%", "no more than 80%", "less than 80%", "above 80%", "some 80%")
    found = [bound(text, quantities.read(text)[0].start) for text in texts]

    assert found == [1, 1, -1, -1, 0, 0]


def compared(text: str, *own: str) -> frozenset[tuple[str, str]]:
    """The pairs of a text."""
    return pairs(text, quantities.read(text), own)


@pytest.mark.parametrize(
    "text",
    [
        "accuracy rises from 12% to 31%",
        "31% of them, up from 12%",
        "it reaches 31% instead of 12%",
        "owl keeps 31%, compared with 12% for plain addition",
        "plain addition keeps 12%, compared with 31% for owl",
        "ordinary tuning keeps 12%, while ours keeps 31%",
        "die quote steigt von 12% auf 31%",
    ],
)
def test_pairs_know_what_is_reached(text: str) -> None:
    """The value reached comes first, whichever way round it is told."""
    assert compared(text, "owl") == {("31", "12")}


def test_swapped_pairs_are_found() -> None:
    """A pair is swapped only where the sources never tell it this way; unlike units aren't compared."""
    source = compared("accuracy rises from 12% to 31%")

    assert swapped(compared("it goes from 31% to 12%"), source) == ("12", "31")
    assert swapped(source, source) is None
    assert compared("12% rather than 3× as much") == frozenset()


def test_changes_with_and_without_objects() -> None:
    """What is changed, and what changes by itself, are kept apart; a turn in the same sentence counts both ways."""
    assert (-1, "damage") in changes("it removes most of the damage")
    assert (1, "accuracy") in changes("it improves average accuracy")
    assert (-1, "error") in changes("it improves the error")
    assert (1, "^bias") in changes("the bias grows with size")
    assert {(1, "^trust"), (-1, "^trust")} <= changes("trust rose among some, but fell among others")
    assert (-1, "~likely") in changes("words become less likely")


def test_measures() -> None:
    """Words and signs of one unit are one; none is none."""
    found = [measure(text, 1) for text in ("5 ms", "5 milliseconds", "5 s", "5-hour", "5 GB", "5 kB", "5 cats", "5")]

    assert found == ["ms", "ms", "s", "h", "GB", "kB", "", ""]


def test_german_is_told_by_its_small_words() -> None:
    """Where all nouns are large, a capital says nothing."""
    assert writes_nouns_large("Der Rang erklärt nur 6 % der Varianz, die Lernrate dagegen 41 %.")
    assert not writes_nouns_large("Rank explains six percent of the variance, and Adam the rest.")
