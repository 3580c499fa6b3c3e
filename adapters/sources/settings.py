"""The settings that all sources share."""

from __future__ import annotations

from adapters.settings import Setting, text


def _categories(value: str) -> tuple[str, ...]:
    return tuple(value.replace(",", " ").split())


CONTACT = Setting(
    name="PAPERROUND_CONTACT",
    meaning="an address that arXiv can write to, sent with every request",
    parse=text,
    default="",
)
CATEGORIES: Setting[tuple[str, ...]] = Setting(
    name="PAPERROUND_CATEGORIES",
    meaning="the categories that are read whole; a topic's own `cat:` filters are read besides",
    parse=_categories,
    default=(),  # those that the sources name
)

SETTINGS = (CONTACT, CATEGORIES)
