"""Amounts in prose: how they are read, and which sources bear them out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.check.amounts import read
from digest.check.arithmetic import borne_out
from digest.check.quantities import plain

BORNE_OUT = [
    ("44.5%", "44.5 percent"),
    ("44.5%", "0.445"),
    ("12,000 papers", "11,980 papers"),
    ("a third of them", "31%"),
    ("more than half", "54.6%"),
    ("two thirds", "67%"),
    ("three in five", "326 of 547"),
    ("nine of ten", "90.2%"),
    ("one in seven", "14.8%"),
    ("nearly 80%", "79.3%"),
    ("8.5 points", "from 66.4 to 74.9"),
    ("twice as many", "16 and 32 of them"),
    ("more than four times", "4.33×"),
    ("two and a half times", "32% and 80%"),
    ("under a fifteenth", "more than 15× lower"),
    ("a fifth of a second", "200 ms"),
    ("400 milliseconds", "sub-0.4 s"),
    ("about 7,000", "7,040"),
    ("a quarter is left", "reduces it by 75%"),
    ("14 of them", "14B to 235B parameters"),
    ("7.8%", "a WER of 7.8"),
    ("4,096 tokens", "a 4096-token cache"),
    ("840 times in all", "840 reconstructions"),
    ("1,200 records", "500 signs, 300 plants, and 400 scenes"),
    ("one patient in 200", "0.5%"),
    ("six of them", "75% of 8 attacks"),
    ("480 GPU hours", "60 hours on 8 GPUs"),
    ("within 0.01 of it", "0.663 beside 0.673"),
    ("some ten thousand times", "four orders of magnitude"),
    ("up to 29%", "29.21%"),
    ("less than a hundredth", "0.7%"),
    ("close to twenty times faster", "a 19.7 times algorithmic speedup"),
    ("1.1 points", "an absolute +1.1% improvement"),
    ("3% above it", "103.0% of the average"),
    ("7 centimetres", "0.07 m"),
    ("0.4 points", "8.29% beside 8.70"),
    ("some 0.14 before", "an error of 0.066, a 52% reduction"),
    ("11 more of them", "62.0% and 56.5% of 200 trials"),
    ("the remaining 59", "400 pairs, 283 wins, and 58 losses"),
    ("nine seconds each", "7,488 clips of 18.5 hours"),
    ("eight years", "from 2018 to 2025"),
    ("one week", "a week"),
    ("12 months", "a year of data"),
    ("a second and a half", "1,480 ms"),
    ("just under 28 hours", "27.8 hrs"),
    ("more than 25 decisions a second", "a latency below 38.6 ms"),
    ("half as often again", "from 22.0% to 32.1%"),
    ("about ten a second", "1M frames (27.8 hrs)"),
    ("16 each", "1,000 profiles and 15,800 pairs"),
    ("one two-hundredth", "202× less"),
    ("some 830 apiece", "2.4M trajectories with 2.0B frames"),
    ("a quarter of the hours", "4.53K hours beside 1.48K hours"),
    ("17 points", "absolute success rate increases of up to 17%"),
]
NOT_BORNE_OUT = [
    ("51%", "44.5%"),
    ("45%", "44.4%"),
    ("44.5%", "44.5×"),
    ("60 points", "60%"),
    ("2.7 milliseconds", "2.7 microseconds"),
    ("200 seconds", "200 ms"),
    ("8 sentences", "8 tokens"),
    ("one day", "1 hour"),
    ("12 weeks", "12 models"),
    ("three consecutive weeks", "three consecutive days"),
    ("713 kilowatts", "713 MW"),
    ("1.58 billion", "1.58 trillion"),
    ("83 times faster", "83% less"),
    ("a third", "52%"),
    ("nearly 80%", "81%"),
    ("more than 80%", "79%"),
    ("up to 70 billion", "35B"),
    ("nearly triples", "from 41% to 84%"),
]


@pytest.mark.parametrize(("stated", "given_"), BORNE_OUT)
def test_what_follows_from_a_source_may_be_said(stated: str, given_: str) -> None:
    """Rounded, as a fraction, or by the arithmetic of two numbers."""
    (amount,) = read(plain(stated))

    assert borne_out(amount, read(plain(given_), inside_names=True))


@pytest.mark.parametrize(("stated", "given_"), NOT_BORNE_OUT)
def test_what_does_not_follow_may_not(stated: str, given_: str) -> None:
    """Another value, another unit, or the wrong side of a bound."""
    (amount,) = read(plain(stated))

    assert not borne_out(amount, read(plain(given_), inside_names=True))


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """Amounts come in order, inside the text, none within another; each bears itself out."""
    found = read(plain(text))

    assert all(0 <= one.start < one.end <= len(plain(text)) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(borne_out(one, found) for one in found)
