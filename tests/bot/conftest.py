"""The real embedded server, for the tests of what runs by itself."""

from __future__ import annotations

from tests.adapters.store.redis.conftest import server, store

__all__ = ["server", "store"]
