"""The sample week is invented, says so, and has the form of the public snapshot."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[3] / "adapters" / "sources" / "arxiv" / "snapshot" / "sample.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
FIELDS = """\
id submitter authors title comments journal-ref doi report-no categories license abstract versions update_date
authors_parsed"""
MONDAY, FRIDAY = date(2026, 5, 11), date(2026, 5, 15)
OURS = re.compile(r"https://(github\.com|huggingface\.co(/datasets)?)/paperround-sample/[a-z0-9-]+")
CATEGORIES = re.compile(
    r"astro-ph\.(CO|GA|HE|IM)|cond-mat\.(mes-hall|mtrl-sci|soft|stat-mech)"
    r"|cs\.(AI|AR|CL|CR|CV|CY|DB|DC|ET|HC|IR|LG|MS|NA|PL|RO|SD|SE|SI)|econ\.EM|eess\.(AS|IV|SY)|math\.NA"
    r"|physics\.(app-ph|med-ph)|q-bio\.(BM|PE|QM)|quant-ph|stat\.(AP|ME|ML)"
)


def words(name: str) -> list[str]:
    """Return the parts of a name in any order, without accents in TeX or Unicode."""
    letters = "".join(
        c for c in unicodedata.normalize("NFKD", name) if c not in "\\\"'`^~" and not unicodedata.combining(c)
    )
    return sorted(letters.split())


def test_the_week_is_large_enough_and_nothing_comes_twice() -> None:
    """There are sixty papers or more, each with its own id, title and abstract."""
    assert len(ROWS) >= 60
    for field in ("id", "title", "abstract"):
        assert len({row[field] for row in ROWS}) == len(ROWS)


def test_papers_have_the_form_of_the_snapshot() -> None:
    """Fields, categories and authors are those of the public snapshot."""
    for row in ROWS:
        assert list(row) == FIELDS.split(), row["id"]
        assert all(CATEGORIES.fullmatch(category) for category in row["categories"].split())
        assert [words(name) for name in row["authors"].split(", ")] == [
            words(f"{first} {last}") for last, first, _ in row["authors_parsed"]
        ]


def test_papers_belong_to_the_week() -> None:
    """A paper is listed on a weekday of the week and was submitted a few days before."""
    for row in ROWS:
        listed = date.fromisoformat(row["update_date"])
        assert MONDAY <= listed <= FRIDAY
        for version in row["versions"]:
            created = datetime.strptime(version["created"], "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
            assert created.strftime("%a") == version["created"][:3]
            assert 0 <= (listed - created.date()).days <= 5


def test_papers_say_that_they_are_invented() -> None:
    """Submitter, comments, abstract and an id that arXiv never reaches label each paper."""
    for row in ROWS:
        assert re.fullmatch(r"2605\.900(0[1-9]|[1-7]\d|80)", row["id"])
        assert (row["submitter"], row["license"]) == ("Paperround sample", None)
        assert "Invented for the Paperround sample week" in row["comments"]
        assert row["abstract"].endswith(". This is an invented paper.")
        assert 90 <= len(row["abstract"].split()) <= 230


def test_papers_link_only_to_invented_places() -> None:
    """Every link leads to the organisation that stands for the sample."""
    for row in ROWS:
        text = f"{row['title']} {row['comments']} {row['abstract']}"
        assert all(OURS.fullmatch(link.rstrip(".,;")) for link in re.findall(r"(?:https?://|www\.)\S+", text))
