"""`paperround check`: statements from a file, held against the papers that they cite."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from adapters.platforms.terminal.progress import ProgressMeter
from adapters.present.printable import visible
from bot.cli import from_files, output
from bot.knowledge import knowledge
from digest.check.checker import Checker
from digest.check.claims import ClaimContext
from digest.errors import PaperroundError
from digest.statement_file import statements_in

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from adapters.settings import Settings
    from bot.cli.main import Streams
    from digest.check.case import CheckVerdict
    from digest.model import Paper
    from digest.roundup import Statement

_FORM = 'It is a roundup\'s JSON, or {"statements": [{"text": "…", "cites": ["2605.13162"]}]}.'
_LARGEST = 50_000_000


class NoStatements(PaperroundError):  # noqa: N818 - a plain sentence
    """Raised for a file that has no statements to check."""


def check(args: argparse.Namespace, streams: Streams, settings: Settings) -> int:
    """Answer `paperround check FILE`; 1 where a statement is refused."""
    output.check(args.output)
    statements = _statements(args.file, streams)
    papers = _papers(args, statements, streams, settings)
    checker = Checker(papers, setting=ClaimContext(sources=knowledge().sources))
    verdicts = [checker.verdict(statement) for statement in statements]
    made = _json(statements, verdicts) if args.format == "json" else _text(statements, verdicts)
    output.write(made, args.output, streams.stdout)
    return int(any(verdict.ruling == "refused" for verdict in verdicts))


def _statements(file: str, streams: Streams) -> tuple[Statement, ...]:
    name = "stdin" if file == "-" else file
    try:
        read = streams.stdin.read(_LARGEST + 1) if file == "-" else _contents(Path(file))
        found = statements_in(msgspec.json.decode(read))
    except OSError as error:
        raise NoStatements(f"{name} can't be read: {error.strerror or error}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NoStatements(f"{name} can't be understood: {error}. {_FORM}") from error
    if not found:
        raise NoStatements(f"{name} has no statements. {_FORM}")
    return found


def _contents(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST + 1)


def _papers(
    args: argparse.Namespace, statements: Sequence[Statement], streams: Streams, settings: Settings
) -> dict[str, Paper]:
    """The papers in the files, or those cited as arXiv has them now."""
    if args.papers:
        meter = ProgressMeter(streams.stderr)
        with meter.under_way("Reading papers"):
            return {paper.id: paper for paper in from_files.read(args.papers, streams, meter)}
    from bot.cli import from_sources  # noqa: PLC0415 - the store and the sources take a while to import

    cited = tuple(dict.fromkeys(cite for statement in statements for cite in statement.cites))
    return {paper.id: paper for paper in from_sources.papers(cited, streams, settings)}


def _json(statements: Sequence[Statement], verdicts: Sequence[CheckVerdict]) -> str:
    told: list[dict[str, Any]] = [
        {"text": one.text, "verdict": verdict.ruling, "reasons": list(verdict.reasons)}
        for one, verdict in zip(statements, verdicts, strict=True)
    ]
    return output.as_json({"statements": told})


def _text(statements: Sequence[Statement], verdicts: Sequence[CheckVerdict]) -> str:
    lines = []
    for one, verdict in zip(statements, verdicts, strict=True):
        lines += [f"{verdict.ruling:<10}{visible(' '.join(one.text.split()))}"]
        lines += [f"{'':<10}– {visible(reason)}" for reason in verdict.reasons]
    refused = sum(verdict.ruling == "refused" for verdict in verdicts)
    counted = f"{refused} of {len(verdicts)} refused" if refused else f"None of {len(verdicts)} refused"
    return "\n".join([*lines, "", f"{counted}. Checked by code against titles and abstracts."]) + "\n"
