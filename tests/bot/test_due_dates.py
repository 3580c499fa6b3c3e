"""When subscriptions are due, over whole years and both changes of the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.chat import Channel
from adapters.store.ports import Cadence, Subscription
from bot.due_dates import missed, next_dates, reading_window, spread, window_before
from digest.model import Window

CREATED = datetime(2026, 1, 1, 12, tzinfo=UTC)
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")


def wish(
    zone: str = "Europe/Berlin",
    at: time = time(9),
    *,
    cadence: Cadence = "weekly",
    weekday: int = 0,
    created: datetime = CREATED,
) -> Subscription:
    """A subscription of which only the timing matters."""
    return Subscription(
        channel=Channel(platform="test", workspace="w", id="c"),
        topic="fine-tuning",
        query="fine-tuning",
        cadence=cadence,
        weekday=weekday,
        at=at,
        zone=zone,
        created=created,
    )


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", [time(0), time(1, 45), time(2, 15), time(2, 30), time(9), time(23, 59)])
def test_a_weekly_subscription_is_due_once_each_week_of_the_year(zone: str, at: time) -> None:
    """Neither change of the clocks drops or doubles a week, and the local day is always the asked one."""
    due = next_dates(wish(zone, at, weekday=6), CREATED, 53)

    assert {later.date() - earlier.date() for earlier, later in pairwise(due)} == {timedelta(days=7)}
    assert {moment.weekday() for moment in due} == {6}


@pytest.mark.parametrize("zone", ["America/Santiago", "Asia/Beirut", "Africa/Cairo"])
def test_a_midnight_that_the_clocks_jump_over_is_not_lost(zone: str) -> None:
    """Some zones change at midnight, so that 00:00 doesn't exist on one day."""
    due = next_dates(wish(zone, time(0), cadence="daily"), CREATED, 260)

    assert all((later.date() - earlier.date()).days in (1, 3) for earlier, later in pairwise(due))


def test_a_wall_time_that_does_not_exist_is_due_after_the_jump() -> None:
    """On the last Sunday of March 2026 there is no 02:30 in Berlin: it is due at 03:30, summer time."""
    due = next_dates(wish(at=time(2, 30), weekday=6), datetime(2026, 3, 28, tzinfo=UTC), 2)

    assert [moment.isoformat() for moment in due] == ["2026-03-29T03:30:00+02:00", "2026-04-05T02:30:00+02:00"]


def test_a_moment_moved_by_the_jump_is_still_found_just_before_it() -> None:
    """Asked between the jump and the moved moment, the answer is that moment, not next week's."""
    asked = datetime(2026, 3, 29, 1, 10, tzinfo=UTC)

    assert next_dates(wish(at=time(2, 30), weekday=6), asked, 1)[0].astimezone(UTC) == asked.replace(minute=30)


def test_a_wall_time_shown_twice_is_due_the_first_time_only() -> None:
    """On the last Sunday of October 2026 Berlin has 02:30 twice."""
    due = next_dates(wish(at=time(2, 30), weekday=6), datetime(2026, 10, 24, tzinfo=UTC), 2)
    between = next_dates(wish(at=time(2, 30), weekday=6), due[0] + timedelta(minutes=5), 1)

    assert [moment.isoformat() for moment in due] == ["2026-10-25T02:30:00+02:00", "2026-11-01T02:30:00+01:00"]
    assert between == due[1:]


def test_half_an_hour_of_daylight_saving_is_right() -> None:
    """Lord Howe jumps from 02:00 to 02:30: 02:15 is due at 02:45."""
    due = next_dates(wish("Australia/Lord_Howe", time(2, 15), weekday=6), datetime(2026, 10, 3, tzinfo=UTC), 1)

    assert due[0].isoformat() == "2026-10-04T02:45:00+11:00"


def test_daily_means_working_days() -> None:
    """Nothing is listed on weekends, so Friday's roundup is followed by Monday's."""
    due = next_dates(wish(cadence="daily"), datetime(2026, 5, 14, 12, tzinfo=UTC), 3)

    assert [moment.date() for moment in due] == [date(2026, 5, 15), date(2026, 5, 18), date(2026, 5, 19)]


def test_biweekly_counts_from_the_beginning() -> None:
    """Every second week stays the same second week, whenever one asks."""
    every_second = wish(cadence="biweekly")
    year = next_dates(every_second, CREATED, 26)
    later = next_dates(every_second, year[9] + timedelta(days=3), 1)

    assert year[0].date() == date(2026, 1, 5)
    assert {b.date() - a.date() for a, b in pairwise(year)} == {timedelta(days=14)}
    assert later[0] == year[10]


@settings(max_examples=60)
@given(
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    after=st.integers(0, 1_500 * 24 * 60).map(lambda minutes: CREATED + timedelta(minutes=minutes)),
    cadence=st.sampled_from(["daily", "weekly", "biweekly"]),
)
def test_dates_are_after_the_moment_asked_and_in_order(zone: str, at: time, after: datetime, cadence: Cadence) -> None:
    """Whatever is asked, three rising moments come back, in the subscription's own zone."""
    due = next_dates(wish(zone, at, cadence=cadence), after)

    assert after < due[0] < due[1] < due[2]
    assert {moment.tzinfo for moment in due} == {ZoneInfo(zone)}


@pytest.mark.parametrize(
    ("day", "cadence", "window"),
    [
        (18, "weekly", (11, 17)),
        (18, "biweekly", (4, 17)),
        (18, "daily", (15, 17)),
        (19, "daily", (18, 18)),
        (17, "daily", (15, 16)),
    ],
)
def test_a_window_ends_the_day_before(day: int, cadence: Cadence, window: tuple[int, int]) -> None:
    """Weekly covers seven days, biweekly fourteen, daily one, and Monday reaches back to Friday."""
    covered = window_before(datetime(2026, 5, day, 9, tzinfo=ZoneInfo("Asia/Tokyo")), cadence)

    assert covered == Window(start=date(2026, 5, window[0]), end=date(2026, 5, window[1]))


def test_the_spread_is_stable_and_within_minutes() -> None:
    """The same subscription is always as late, and many are spread over four minutes."""
    spreads = {spread(replace(wish(), topic=f"topic {n}")) for n in range(200)}

    assert spread(replace(wish(), topic="Fine-Tuning")) == spread(wish())
    assert all(timedelta() <= one < timedelta(minutes=4) for one in spreads)
    assert len(spreads) > 80


def test_only_the_newest_missed_moment_is_caught_up_and_only_while_it_is_worth_it() -> None:
    """After three weeks away one roundup comes, and none when the last one was due three days ago."""
    monday = datetime(2026, 5, 18, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    long_ago = monday - timedelta(days=30)

    assert missed(wish(), long_ago, monday + timedelta(hours=47)) == monday
    assert missed(wish(), long_ago, monday + timedelta(days=2)) is None
    assert missed(wish(), monday, monday + timedelta(hours=1)) is None


def test_windows_of_following_roundups_overlap_by_four_days() -> None:
    """What arXiv listed late for one week is read again with the next."""
    slot = datetime(2026, 5, 18, 7, tzinfo=UTC)

    this, following = (reading_window(slot + timedelta(days=7 * n), wish()) for n in range(2))

    assert this == Window(start=date(2026, 5, 7), end=date(2026, 5, 17))
    assert (this.end - following.start).days + 1 == 4
