"""The real embedded server, for the pages that are read from it."""

from __future__ import annotations

from tests.adapters.store.redis.conftest import server, store

__all__ = ["server", "store"]
