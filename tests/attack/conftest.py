"""The store that attacks are played on."""

from __future__ import annotations

from tests.adapters.store.redis.conftest import server, store

__all__ = ["server", "store"]
