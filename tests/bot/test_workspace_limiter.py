"""Room for each workspace."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

from bot.delivery.workspace_limiter import WorkspaceLimiter
from tests.bot.runtime import LAB

ELSEWHERE = replace(LAB, workspace="elsewhere")


def test_a_full_workspace_waits_and_leaves_room_for_others() -> None:
    """Two channels of one are served, the third is told to come again, and another workspace isn't touched."""
    lanes = WorkspaceLimiter(widest=2)
    with lanes.inside(LAB), lanes.inside(LAB):
        assert lanes.wait(LAB) > 0
        assert lanes.wait(ELSEWHERE) == 0

    assert lanes.wait(LAB) == 0


def test_the_more_are_waiting_the_later_each_comes_again_within_bounds() -> None:
    """A thousand waiting channels don't ask all the time, and none is put off for long."""
    lanes = WorkspaceLimiter(widest=1)
    with lanes.inside(LAB):
        waits = [lanes.wait(LAB) for _ in range(1000)]

    assert waits[0] < waits[3]
    assert max(waits) <= 5


def test_failures_narrow_and_successes_widen() -> None:
    """A broken workspace takes up one place in the end, and a mended one all of them again."""
    lanes = WorkspaceLimiter(widest=8)
    for _ in range(5):
        lanes.went_wrong(LAB)
    with lanes.inside(LAB):
        assert lanes.wait(LAB) > 0

    for _ in range(5):
        lanes.went_well(LAB)
    with ExitStack() as stack:
        for _ in range(7):
            stack.enter_context(lanes.inside(LAB))
        assert lanes.wait(LAB) == 0
