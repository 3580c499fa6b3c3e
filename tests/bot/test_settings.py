"""What the environment may say."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path

from bot.settings import CATEGORIES, read


def test_an_empty_environment_gives_what_works_at_once() -> None:
    """The embedded store in the system's own place for data, the real arXiv, no contact."""
    settings = read({})

    assert settings.data == user_data_path("paperround", appauthor=False)
    assert settings.redis_url is None
    assert settings.contact == ""
    assert settings.categories == CATEGORIES
    assert settings.arxiv_url == "https://export.arxiv.org/api/query"


def test_each_variable_is_heard() -> None:
    """A leading tilde is the home folder, and categories may be parted by commas or spaces."""
    settings = read(
        {
            "PAPERROUND_DATA": "~/rounds",
            "REDIS_URL": "redis://store:6379/1",
            "PAPERROUND_CONTACT": "team@example.org",
            "PAPERROUND_CATEGORIES": "cs.CL, math.*  q-bio.NC,",
            "PAPERROUND_ARXIV_URL": "http://mirror/api",
        }
    )

    assert settings.data == Path.home() / "rounds"
    assert settings.redis_url == "redis://store:6379/1"
    assert settings.contact == "team@example.org"
    assert settings.categories == ("cs.CL", "math.*", "q-bio.NC")
    assert settings.arxiv_url == "http://mirror/api"


def test_an_empty_variable_counts_as_unset() -> None:
    """As files of settings often have them."""
    names = ("PAPERROUND_DATA", "REDIS_URL", "PAPERROUND_CONTACT", "PAPERROUND_CATEGORIES", "PAPERROUND_ARXIV_URL")

    assert read(dict.fromkeys(names, "")) == read({})
