"""The settings of arXiv."""

from __future__ import annotations

from adapters.settings import Setting, url


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

SETTINGS = (QUERY_URL, OAI_URL)
