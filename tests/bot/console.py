"""The command line with streams in memory, in an environment of its own where nothing outside can be reached."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from typing import TYPE_CHECKING

import jsonschema

from bot.cli.main import Streams, run
from bot.clock import SystemClock
from tests.adapters.sources.arxiv_papers import paper

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from digest.model import Paper

NOWHERE = "http://127.0.0.1:9/api/query"
"""Nobody listens at the port of the old discard service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, object]:
        """What it wrote as JSON."""
        read: dict[str, object] = json.loads(self.out)
        return read


class Console:
    """Types commands; `environ` is all they know of the outside."""

    def __init__(self, home: Path, arxiv: str = NOWHERE) -> None:
        self.data = home / "data"
        self.environ = {
            "PAPERROUND_DATA": str(self.data),
            "PAPERROUND_ARXIV_URL": arxiv,
            "PAPERROUND_CATEGORIES": "cs.*",
            "PAPERROUND_CONTACT": "team@example.org",
        }

    def __call__(self, *argv: object, typed: bytes = b"") -> Told:
        """Run one command."""
        stdin = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
        stdout, stderr = io.StringIO(), io.StringIO()
        code = run([str(word) for word in argv], Streams(stdin=stdin, stdout=stdout, stderr=stderr), self.environ)
        return Told(code=code, out=stdout.getvalue(), err=stderr.getvalue())


def today() -> date:
    """The day by the clock that the program itself reads."""
    return SystemClock().now().date()


def lately(number: int, title: str, abstract: str, days_ago: int = 3) -> Paper:
    """An invented paper of the last days."""
    day = today() - timedelta(days=days_ago)
    return paper(number, title=title, abstract=abstract, published=day, listed=day)


def row(
    number: int, title: str, abstract: str = "We study an invented question.", *, listed: str = "2026-05-13"
) -> str:
    """A line of the public snapshot."""
    fields = {
        "id": f"2605.{number:05}",
        "authors": "Ada Lovelace, Alan Turing",
        "title": title,
        "categories": "cs.CL cs.LG",
        "abstract": abstract,
        "versions": [{"version": "v1", "created": "Mon, 11 May 2026 10:00:00 GMT"}],
        "update_date": listed,
        "authors_parsed": [["Lovelace", "Ada", ""], ["Turing", "Alan", ""]],
    }
    return json.dumps(fields) + "\n"


def assert_fits_schema(document: object, part: str = "") -> None:
    """Fail unless the document is as the shipped schema, or one of its definitions, says."""
    schema = json.loads(files("digest").joinpath("roundup.schema.json").read_text("utf-8"))
    if part:
        schema = {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": f"#/$defs/{part}"}
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)
