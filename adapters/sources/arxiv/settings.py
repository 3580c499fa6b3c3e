"""The settings of arXiv."""

from __future__ import annotations

from adapters.settings import Setting, text, url


def _categories(value: str) -> tuple[str, ...]:
    return tuple(value.replace(",", " ").split()) or CATEGORIES.default


def _oai_url(value: str) -> str:
    return "" if value.casefold() == "off" else url(value)


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

OAI_URL = Setting(
    name="PAPERROUND_ARXIV_OAI_URL",
    meaning="where arXiv's OAI-PMH interface is, which the daily reading for all topics uses; `off`: the query interface does",
    parse=_oai_url,
    default="https://oaipmh.arxiv.org/oai",
)

SETTINGS = (CONTACT, CATEGORIES, QUERY_URL, OAI_URL)
