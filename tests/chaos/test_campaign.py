"""A short campaign, with the seeds of campaigns that once failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.chaos.campaign import run

if TYPE_CHECKING:
    from collections.abc import Callable

ONCE_FAILED = (4,)
"""4: a worker was killed while it made the roundup, and its lock outlived everybody's patience."""


@pytest.mark.parametrize("seed", ONCE_FAILED)
async def test_whatever_dies_and_breaks_each_message_stands_once_and_in_order(seed: int) -> None:
    """Workers, scheduler and store are killed while both platforms fail; sixteen channels get all of their messages."""
    outcome = await run(seed, channels=16, patience=60, storm=3)

    assert outcome.is_clean, outcome.wrong
    assert outcome.due >= 14 * 4
    assert outcome.faults.total() >= 5


@pytest.mark.parametrize("store", ["cluster", "sentinel"])
async def test_a_store_of_several_servers_may_fail_too(
    store: str, record_property: Callable[[str, object], None]
) -> None:
    """Nodes restart and slots move, or the primary fails over: each message stands once all the same."""
    outcome = await run(2, store=store, channels=16, patience=90, storm=6)
    figure = f"{outcome.lost} lost, {outcome.doubled} doubled, {outcome.out_of_order} out of order"
    record_property("figure", f"{outcome.due} due, {outcome.faults.total()} faults: {figure}")

    assert outcome.is_clean, outcome.wrong
    assert outcome.due >= 14 * 4
