"""`make bench`: every row beside its reference and its target."""

from __future__ import annotations

import sys

from tests.bench import slack
from tests.bench.processes import in_turn
from tests.bench.topics import compare
from tests.conftest import DATA

TOPIC = "fine-tuning"
TIMES = 7
TOPICS = 24


def main() -> int:
    """Print the rows; 1 where there is no real week to measure on."""
    week = DATA / "arxiv-2026-W19.jsonl.gz"
    if not week.is_file():
        sys.stderr.write(f"There is no real week at {week}; PAPERROUND_TEST_DATA names the folder.\n")
        return 1
    _head()
    cold = in_turn(
        ["-m", "bot", "roundup", TOPIC, "--papers", str(week), "--format", "json"],
        ["-m", "tests.bench.reference", str(week), TOPIC],
        TIMES,
    )
    _row("a roundup from a week's snapshot, cold", cold.ratio, "≤ 2", "{:.2f} s : {:.2f} s", cold.seconds)
    ours, theirs = cold.megabytes
    _row("  its largest memory", ours / theirs, "", "{:.0f} MB : {:.0f} MB", cold.megabytes)
    select, roundup, query = compare(week, TOPICS)
    _row("each further topic, selected", select / query, "≤ 20", "{:.1f} ms : {:.2f} ms", (select, query))
    _row("each further topic, written", roundup / query, "≤ 50 ms", "{:.1f} ms : {:.2f} ms", (roundup, query))
    usage = in_turn(["-m", "bot", "--help"], ["-c", "pass"], 3 * TIMES)
    _row("paperround --help", usage.ratio, "≤ 8", "{:.3f} s : {:.3f} s", usage.seconds)
    ours, theirs, ratio = slack.compare()
    _row("/papers list in Slack, 200 at once, p99", ratio, "≤ 1.5", "{:.0f} ms : {:.0f} ms", (ours, theirs))
    return 0


def _head() -> None:
    sys.stdout.write(f"{'work':<40} {'ratio':>7}  {'target':<8} ours : reference\n")


def _row(work: str, ratio: float, target: str, form: str, figures: tuple[float, float]) -> None:
    sys.stdout.write(f"{work:<40} {ratio:>6.2f}×  {target:<8} {form.format(*figures)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
