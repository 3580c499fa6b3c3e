"""arXiv as the registry lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from adapters.settings import Setting, url
from adapters.sources.arxiv.profile import ArxivProfile
from adapters.sources.ports import ConnectedSource, SourceDeclaration
from adapters.sources.settings import CONTACT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.settings import Settings
    from adapters.sources.fetching import SourceRetryPolicy
    from adapters.sources.ports import BulkSource, FileReading, FullTextPages, Progress, SourceRateLimit
    from adapters.store.ports import KeyValueStore


def _oai_url(value: str) -> str:
    return "" if value.casefold() == "off" else url(value)


QUERY_URL = Setting(
    name="PAPERROUND_ARXIV_URL",
    meaning="where arXiv's query interface is",
    parse=url,
    default="https://export.arxiv.org/api/query",
)

OAI_URL = Setting(
    name="PAPERROUND_ARXIV_OAI_URL",
    meaning="where arXiv's OAI-PMH interface is, which the daily reading for all topics uses; `off`: the query interface does",
    parse=_oai_url,
    default="https://oaipmh.arxiv.org/oai",
)

HTML_URL = Setting(
    name="PAPERROUND_ARXIV_HTML_URL",
    meaning="where arXiv's HTML pages of whole papers are",
    parse=url,
    default="",
    shown="`https://arxiv.org/html/`, or `/html/` beside another query interface than arXiv's",
)

SETTINGS = (QUERY_URL, OAI_URL, HTML_URL)


def _connect(
    settings: Settings, rate_limit: SourceRateLimit, cache: KeyValueStore | None, seconds: float | None
) -> ConnectedSource:
    # Imported here because the arxiv package takes a while, and many commands ask nobody.
    from adapters.sources.arxiv.source import ArxivSource  # noqa: PLC0415

    policy = _policy(seconds)
    return ConnectedSource(
        papers=ArxivSource(
            contact=settings[CONTACT], base_url=settings[QUERY_URL], rate_limit=rate_limit, patience=policy
        ),
        bulk=_bulk(settings, rate_limit, policy),
        pages=_pages(settings, rate_limit, cache) if cache else None,
    )


def _policy(seconds: float | None) -> SourceRetryPolicy:
    """Who waits no longer than these seconds is told at once that nobody is there, not at their end."""
    from adapters.sources.fetching import SourceRetryPolicy  # noqa: PLC0415 - as above

    # Nothing to spread by chance: it is one person who waits. A second try would be due three seconds later, by arXiv's rule.
    hurried = SourceRetryPolicy(seconds=seconds or 0.0, absences=1, chance=lambda: 0.0)
    return SourceRetryPolicy() if seconds is None else hurried


def _bulk(settings: Settings, rate_limit: SourceRateLimit, policy: SourceRetryPolicy) -> BulkSource | None:
    """None where it is switched off, or where arXiv's other interface is elsewhere for this installation."""
    from adapters.sources.arxiv.oai import ArxivOai  # noqa: PLC0415 - as above

    elsewhere = settings[QUERY_URL] != QUERY_URL.default and settings[OAI_URL] == OAI_URL.default
    if elsewhere or not settings[OAI_URL]:
        return None
    return ArxivOai(contact=settings[CONTACT], base_url=settings[OAI_URL], rate_limit=rate_limit, patience=policy)


def _pages(settings: Settings, rate_limit: SourceRateLimit, cache: KeyValueStore) -> FullTextPages:
    """At the place where arXiv is for this installation."""
    from adapters.sources.arxiv.pages import BASE_URL, ArxivPages  # noqa: PLC0415 - as above
    from adapters.sources.fetching import user_agent  # noqa: PLC0415 - as above

    place = urlsplit(settings[QUERY_URL])
    beside = BASE_URL if (place.hostname or "").endswith("arxiv.org") else f"{place.scheme}://{place.netloc}/html/"
    base = f"{settings[HTML_URL].rstrip('/')}/" if settings[HTML_URL] else beside
    return ArxivPages(rate_limit, cache, user_agent=user_agent(settings[CONTACT]), base_url=base)


def _files(names: Sequence[str], progress: Progress) -> FileReading:
    from adapters.sources.arxiv.snapshot import files  # noqa: PLC0415 - as above

    return files.read_all(names, progress)


DECLARATION = SourceDeclaration(
    profile=ArxivProfile(),
    settings=SETTINGS,
    example="0704.0001",
    address=lambda settings: settings[QUERY_URL],
    connect=_connect,
    files=_files,
)
