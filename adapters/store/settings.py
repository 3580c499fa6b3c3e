"""The settings of a store of one's own."""

from __future__ import annotations

from adapters.settings import Setting, text, whole_number, yes_or_no

REDIS_URL = Setting(
    name="REDIS_URL",
    meaning="a Redis or Valkey of your own (`redis://`, `rediss://`, `unix://`, `redis+sentinel://host:26379,host:26379/name`, `rediss+sentinel://…`)",
    parse=text,
    default="",
    shown="the embedded store",
    is_secret=True,
)
REPLICAS: Setting[int | None] = Setting(
    name="PAPERROUND_STORE_REPLICAS",
    meaning="replicas that must have a write about deliveries, subscriptions, pages or installations before it counts",
    parse=whole_number,
    default=None,
    shown="`1` behind Sentinel and in a cluster with replicas, else `0`",
)
UNFIT_STORE = Setting(
    name="PAPERROUND_UNFIT_STORE",
    meaning="`1`: run also on a store that forgets what it holds when its memory is full, or can only be read",
    parse=yes_or_no,
    default=False,
    shown="it isn't run on",
)
SETTINGS = (REDIS_URL, REPLICAS, UNFIT_STORE)
