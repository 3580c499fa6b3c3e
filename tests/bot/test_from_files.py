"""Windows and weeks out of files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.cli import from_files
from bot.cli.main import Streams
from bot.knowledge import topics
from bot.settings import read
from digest.model import Window
from tests.adapters.sources.arxiv_papers import papers
from tests.bot.console import row
from tests.clock import SetClock

if TYPE_CHECKING:
    from pathlib import Path

    from digest.roundup import Roundup

EARLY, FIRST, MIDDLE, LAST, LATE = (date(2026, 5, day) for day in (1, 11, 13, 15, 31))
NOW = datetime(2026, 5, 18, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "window"),
    [
        (None, None, (FIRST, LAST)),
        (MIDDLE, None, (MIDDLE, LAST)),
        (None, MIDDLE, (FIRST, MIDDLE)),
        (EARLY, LATE, (EARLY, LATE)),
        (LATE, None, (LATE, LATE)),
        (None, EARLY, (EARLY, EARLY)),
    ],
)
def test_a_window_is_what_was_asked_or_as_far_as_papers_reach(
    start: date | None, end: date | None, window: tuple[date, date]
) -> None:
    """And its end is never before its start."""
    assert from_files.whole(papers(10), start, end) == Window(start=window[0], end=window[1])


def test_one_paper_is_a_window_of_a_day() -> None:
    """The day it was listed."""
    assert from_files.whole(papers(1)).start == from_files.whole(papers(1)).end


class TestHistory:
    """Earlier weeks, counted back from the window."""

    def made(self, tmp_path: Path, *days: str, start: date | None = None, end: date | None = None) -> Roundup:
        """A roundup of 11 to 15 May, or of other days, with a history of adapters listed on these days."""
        week, before = tmp_path / "week.jsonl", tmp_path / "before.jsonl"
        week.write_text(
            row(1, "Adapter tuning of language models", "Adapters are tuned on text.", listed="2026-05-11")
            + row(2, "Adapter merging of language models", "Adapters are merged on text.", listed="2026-05-15")
        )
        before.write_text(
            "".join(
                row(10 + n, f"Adapter tuning {n}", f"Adapters are tuned on text {n}.", listed=day)
                for n, day in enumerate(days)
            )
        )
        with (tmp_path / "silence").open("w+") as silence:
            made, _ = from_files.roundup(
                topics().resolve("adapter"),
                [str(week)],
                [str(before)],
                start=start,
                end=end,
                limit=100,
                streams=Streams(stdin=silence, stdout=silence, stderr=silence),
                clock=SetClock(NOW),
                settings=read({}),
            )
        return made

    def test_weeks_end_the_day_before_the_window(self, tmp_path: Path) -> None:
        """4 to 10 May is the week before, 27 April to 3 May the one before that."""
        trend = self.made(tmp_path, "2026-05-10", "2026-05-04", "2026-05-03", "2026-04-27").trend

        assert trend is not None
        assert trend.counts == (2, 2, 2)

    def test_twelve_weeks_are_looked_back_at(self, tmp_path: Path) -> None:
        """Older ones and those of the window itself don't count."""
        trend = self.made(tmp_path, "2026-02-16", "2026-02-15", "2026-05-12").trend

        assert trend is not None
        assert trend.counts == (1, 2)

    def test_two_weeks_are_compared_with_two(self, tmp_path: Path) -> None:
        """The same length each time."""
        trend = self.made(tmp_path, "2026-05-01", "2026-04-24", "2026-04-17", end=date(2026, 5, 22)).trend

        assert trend is not None
        assert trend.counts == (2, 1, 2)

    def test_a_few_days_are_not_compared_with_weeks(self, tmp_path: Path) -> None:
        """That would always look like a decline."""
        assert self.made(tmp_path, "2026-05-06", start=date(2026, 5, 13)).trend is None

    def test_a_history_without_a_week_before_makes_no_trend(self, tmp_path: Path) -> None:
        """There is nothing to compare with."""
        made = self.made(tmp_path, "2026-05-12")

        assert made.trend is None
        assert made.generated_at == NOW
