"""What every test may ask for: the real weeks, where they are at hand."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from coverage import Coverage
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Generator

# A shell that starts the suite in the background has ^C ignored, which every program that a test starts would inherit.
with contextlib.suppress(ValueError):
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples every time, so that a change that breaks nothing fails nothing; `--hypothesis-profile default`
# looks for new ones. Examples are bounded by number alone: a busy machine is no failure.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

DATA = Path(os.environ.get("PAPERROUND_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))  # noqa: TID251 - the one test setting


def pytest_configure(config: pytest.Config) -> None:
    """Leave the programs that tests start unmeasured: their imports alone cost more under the tracer than the test does.

    Their code is measured where tests call it, in the suite's own workers.
    """
    if hasattr(config, "workerinput"):
        os.environ.pop("COVERAGE_PROCESS_CONFIG", None)  # noqa: TID251 - coverage's own, for whatever is started


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real weeks; tests that ask for it are skipped where there is none."""
    if not (DATA / "arxiv-2026-W19.jsonl.gz").is_file():
        pytest.skip(f"no real weeks at {DATA}")
    return DATA


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool, bool]:
    """Real weeks show how good the engine is, on code that is covered without them: they go through it unmeasured.

    Measured, they take two to three times as long.
    """
    measuring = Coverage.current() if "data" in getattr(item, "fixturenames", ()) else None
    if measuring:
        measuring.stop()
    try:
        return (yield)
    finally:
        if measuring:
            measuring.start()
