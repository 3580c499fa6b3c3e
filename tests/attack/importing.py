"""An installation moves with all of its subscriptions, too many for the suite."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Channel
from adapters.store import subscription_file
from tests.bot.console import Console
from tests.bot.runtime import wish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MANY = 20_000
WANTED = 5.0
"""Seconds."""


def test_all_of_them_are_there_afterwards(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """Each in its own channel."""
    say = Console(tmp_path)
    file = tmp_path / "all.json"
    channels = (Channel(platform="slack", workspace="T1", id=f"C{number:06}") for number in range(MANY))
    file.write_text(subscription_file.write(tuple(replace(wish(), channel=channel) for channel in channels)))

    began = time.monotonic()
    told = say("subscriptions", "import", str(file))
    seconds = time.monotonic() - began
    record_property("figure", f"{MANY:,} in {seconds:.1f} s, {WANTED:.0f} s wanted")

    assert told.code == 0, told.err
    assert f"{MANY} subscriptions added" in told.err
    assert seconds <= WANTED
