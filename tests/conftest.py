"""What every test may ask for: the real weeks, where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

DATA = Path(os.environ.get("PAPERROUND_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))  # noqa: TID251 - the one test setting


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real weeks; tests that ask for it are skipped where there is none."""
    if not (DATA / "arxiv-2026-W19.jsonl.gz").is_file():
        pytest.skip(f"no real weeks at {DATA}")
    return DATA
