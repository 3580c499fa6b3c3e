"""Times, weekdays and zones as people write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import when, zones
from digest.errors import Misunderstood
from tests.bot.runtime import wish


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("09:00", time(9)),
        ("9", time(9)),
        ("9am", time(9)),
        ("9:30 pm", time(21, 30)),
        ("9.30 p.m.", time(21, 30)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("14h", time(14)),
        ("14h30", time(14, 30)),
        ("0930", time(9, 30)),
        ("24:00", time(0)),
        ("noon", time(12)),
        ("midnight", time(0)),
        ("9 o'clock", time(9)),
    ],
)
def test_times_of_day_are_read_as_people_write_them(said: str, meant: time) -> None:
    """Twelve and twenty-four hours, with or without minutes."""
    assert when.looks_like_time(said)
    assert when.time_of_day(said) == meant


@pytest.mark.parametrize("said", ["25:00", "9:75", "13pm", "0am", "soon", "2599"])
def test_a_time_that_no_clock_shows_is_refused(said: str) -> None:
    """An impossible hour or minute is named, with an example that works."""
    with pytest.raises(Misunderstood, match="is not a time of day") as refused:
        when.time_of_day(said)

    assert said in refused.value.problem
    assert refused.value.example


@pytest.mark.parametrize(
    ("said", "number"),
    [("monday", 0), ("Mondays", 0), ("fri", 4), ("Thurs.", 3), ("SUNDAY", 6), ("someday", None), ("", None)],
)
def test_weekdays_are_read_short_long_and_in_the_plural(said: str, number: int | None) -> None:
    """Monday is 0."""
    assert when.weekday(said) == number


@pytest.mark.parametrize(
    ("said", "meant"),
    [("mondey", "monday"), ("wensday", "wednesday"), ("graph", None), ("fun", None), ("monday", None)],
)
def test_a_slip_in_a_weekday_is_seen(said: str, meant: str | None) -> None:
    """A near miss is recognised, another word isn't."""
    assert when.near_weekday(said) == meant


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("CET", "CET"),
        ("EST", "America/New_York"),
        ("utc", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("GMT-05:00", "Etc/GMT+5"),
        ("istanbul", "Europe/Istanbul"),
        ("Kolkata", "Asia/Kolkata"),
    ],
)
def test_zones_are_known_by_name_city_and_abbreviation(said: str, name: str) -> None:
    """Whatever case, an unambiguous name leads to one IANA zone."""
    assert zones.zone(said) == name


@pytest.mark.parametrize(("said", "near"), [("Europe/Berln", "Europe/Berlin"), ("Tokio", "Asia/Tokyo")])
def test_a_slip_in_a_zone_is_answered_with_the_nearest(said: str, near: str) -> None:
    """The example that works names the zone that must have been meant."""
    with pytest.raises(Misunderstood) as refused:
        zones.zone(said)

    assert near in refused.value.problem
    assert refused.value.example == f"tz {near}"


def test_an_abbreviation_of_several_zones_is_asked_about() -> None:
    """IST is India's, Israel's and Ireland's."""
    with pytest.raises(Misunderstood, match="Asia/Kolkata, Asia/Jerusalem or Europe/Dublin"):
        zones.zone("IST")


@pytest.mark.parametrize("said", ["", "nowhere at all", "localtime", "Factory", "UTC+99", "../etc/passwd", "🦉"])
def test_what_is_no_zone_is_refused(said: str) -> None:
    """No file name, no pseudo zone and nothing unknown gets through."""
    with pytest.raises(Misunderstood, match="I don't know the time zone"):
        zones.zone(said)


@given(st.text(max_size=60))
def test_no_zone_text_makes_it_fail_otherwise(said: str) -> None:
    """Any text is a zone that exists or is misunderstood."""
    try:
        name = zones.zone(said)
    except Misunderstood:
        return
    assert zones.zones_named(name) == (name,)


def test_moments_and_rhythms_are_written_plainly() -> None:
    """A date has its weekday, and a rhythm its day and time."""
    moment = datetime(2026, 5, 18, 9, 0, tzinfo=UTC)
    kept = replace(wish(), weekday=4, at=time(14, 5))

    assert when.moment(moment) == "Mon 18 May 2026, 09:00"
    assert when.day(moment) == "18 May 2026"
    assert replace(kept, cadence="biweekly").rhythm == "every second Friday at 14:05"
    assert replace(kept, cadence="daily").rhythm == "every working day at 14:05"
