"""Says whether a topic's volume is up or down against earlier weeks, and which terms rise."""

from __future__ import annotations

from itertools import chain
from math import sqrt
from typing import TYPE_CHECKING

from digest.roundup import Trend
from digest.trend.rising import rising

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Paper, Shortlist

_SURE = 2.0
"""Standard errors from which a change is called one: chance alone would bring it in one week of twenty."""
_WEEK = range(4, 9)
"""Days: a listing week has five, and some windows overlap."""
_STEPS = "▁▂▃▄▅▆▇█"
_SPELT = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}


def trend(now: Shortlist, before: Sequence[Shortlist]) -> Trend | None:
    """How a topic fares against earlier weeks, oldest first; None without any that has papers.

    Weeks differ in size, so volume is the share of all papers read that are on topic. It is up or down only where
    the difference is two standard errors or more.
    """
    weeks = [week for week in before if week.found]
    if not weeks or not now.found:
        return None
    terms = rising(_papers([now]), _papers(weeks), now.topic.name)
    more = f"; rising: {', '.join(terms)}" if terms else ""
    counts = (*(week.matched for week in weeks), now.matched)
    return Trend(counts=counts, rising=terms, sentence=f"{_volume(now, weeks)}{more}.")


def sparkline(counts: Sequence[int]) -> str:
    """Counts as a small picture in text, from nothing to the most: `▁▂▅█`."""
    most = max(counts, default=0)
    return "".join(_STEPS[round(count / most * (len(_STEPS) - 1)) if most else 0] for count in counts)


def _papers(weeks: Sequence[Shortlist]) -> Sequence[Paper]:
    return [pick.paper for pick in chain.from_iterable(week.picks for week in weeks)]


def _volume(now: Shortlist, weeks: Sequence[Shortlist]) -> str:
    papers = "1 paper" if now.matched == 1 else f"{now.matched:,} papers"
    before = _percent(sum(week.matched for week in weeks), sum(week.found for week in weeks))
    many, span = _SPELT.get(len(weeks), str(len(weeks))), _span(now)
    against = (
        f"{before} the {span} before" if len(weeks) == 1 else f"{before} on average over the {many} {span}s before"
    )
    verb = {"up": "up from", "down": "down from", "steady": "about the same as"}[_change(now, weeks)]
    return f"{papers} on {now.topic.name}, {_percent(now.matched, now.found)} of the {span}, {verb} {against}"


def _span(shortlist: Shortlist) -> str:
    days = (shortlist.window.end - shortlist.window.start).days + 1
    return "day" if days == 1 else "week" if days in _WEEK else "window"


def _percent(part: int, whole: int) -> str:
    share = 100 * part / whole
    return f"{share:.1f}%" if share >= 0.1 or not part else "under 0.1%"  # noqa: PLR2004 - what one decimal can show


def _change(now: Shortlist, weeks: Sequence[Shortlist]) -> str:
    """Two proportions compared; where the earlier weeks scatter more than chance does, the error grows with them."""
    found, matched = sum(week.found for week in weeks), sum(week.matched for week in weeks)
    pooled = (matched + now.matched) / (found + now.found)
    spread = pooled * (1 - pooled)
    if not spread:
        return "steady"
    share = matched / found
    scatter = sum((week.matched - share * week.found) ** 2 / (spread * week.found) for week in weeks)
    excess = max(1.0, scatter / (len(weeks) - 1)) if len(weeks) > 1 else 1.0
    error = sqrt(spread * excess * (1 / now.found + 1 / found))
    difference = now.matched / now.found - share
    if abs(difference) < _SURE * error:
        return "steady"
    return "up" if difference > 0 else "down"
