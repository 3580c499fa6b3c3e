"""The settings of arXiv."""

from __future__ import annotations

from adapters.settings import Setting, text, url


def _categories(value: str) -> tuple[str, ...]:
    return tuple(value.replace(",", " ").split()) or CATEGORIES.default


CONTACT = Setting(
    name="PAPERROUND_CONTACT",
    meaning="an address that arXiv can write to, sent with every request",
    parse=text,
    default="",
)
CATEGORIES: Setting[tuple[str, ...]] = Setting(
    name="PAPERROUND_CATEGORIES",
    meaning="the arXiv categories that are read whole; a topic's own `cat:` filters are read besides",
    parse=_categories,
    default=("cs.*", "stat.ML", "eess.*", "quant-ph"),
    shown="`cs.*, stat.ML, eess.*, quant-ph`",
)
QUERY_URL = Setting(
    name="PAPERROUND_ARXIV_URL",
    meaning="where arXiv's query interface is",
    parse=url,
    default="https://export.arxiv.org/api/query",
)

SETTINGS = (CONTACT, CATEGORIES, QUERY_URL)
