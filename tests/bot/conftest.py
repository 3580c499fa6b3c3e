"""The real embedded server, for the tests of what runs by itself; and stand-ins that needn't be asked slowly."""

from __future__ import annotations

from functools import partial

import pytest

from adapters.sources.rate_limit import LocalSourceRateLimit
from bot.composition import sources
from tests.adapters.store.redis.conftest import server, store

__all__ = ["server", "store", "unpaced"]


@pytest.fixture(autouse=True)
def unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in needs no three seconds between two requests; its own tests and the whole program's have them."""
    monkeypatch.setattr(sources, "LocalSourceRateLimit", partial(LocalSourceRateLimit, pause=0.0))
