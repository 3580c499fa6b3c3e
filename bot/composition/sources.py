"""Where papers come from: arXiv as this installation asks it, its pages, and files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from adapters.sources.arxiv.fetching import ArxivRetryPolicy, user_agent
from adapters.sources.arxiv.oai import ArxivOai
from adapters.sources.arxiv.pages import BASE_URL, ArxivPages
from adapters.sources.arxiv.settings import CONTACT, OAI_URL, QUERY_URL
from adapters.sources.arxiv.source import ArxivSource

if TYPE_CHECKING:
    from adapters.settings import Settings
    from adapters.sources.pages import FullTextPages
    from adapters.sources.ports import BulkSource, PaperSource
    from adapters.sources.rate_limit import RequestGate
    from adapters.store.ports import KeyValueStore


def live(settings: Settings, seconds: float | None = None, gate: RequestGate | None = None) -> PaperSource:
    """The live source as this installation asks it; with `seconds`, for somebody who waits no longer than that.

    Where nobody is there to answer, such a one is told after a second try and not at the end of the time. Sources of
    one process share a gate, since arXiv counts the requests of all of them.
    """
    # Nothing to spread by chance: it is one person who waits.
    hurried = ArxivRetryPolicy(seconds=seconds or 0.0, absences=2, chance=lambda: 0.0)
    policy = ArxivRetryPolicy() if seconds is None else hurried
    return ArxivSource(contact=settings[CONTACT], base_url=settings[QUERY_URL], gate=gate, patience=policy)


def bulk(settings: Settings, gate: RequestGate) -> BulkSource | None:
    """All that changes at arXiv, day by day; None where it is switched off, or where arXiv's other interface is elsewhere."""
    elsewhere = settings[QUERY_URL] != QUERY_URL.default and settings[OAI_URL] == OAI_URL.default
    if elsewhere or not settings[OAI_URL]:
        return None
    return ArxivOai(contact=settings[CONTACT], base_url=settings[OAI_URL], gate=gate)


def full_text(settings: Settings, gate: RequestGate, cache: KeyValueStore) -> FullTextPages:
    """Whole papers as arXiv's pages, at the place where arXiv is for this installation."""
    place = urlsplit(settings[QUERY_URL])
    base = BASE_URL if (place.hostname or "").endswith("arxiv.org") else f"{place.scheme}://{place.netloc}/html/"
    return ArxivPages(gate, cache, user_agent=user_agent(settings[CONTACT]), base_url=base)
