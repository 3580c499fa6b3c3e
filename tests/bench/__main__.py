"""`make bench`: every row beside its reference and its target."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from tests.bench import delivery, jobs, memory, slack, store_size, web
from tests.bench.processes import in_turn
from tests.bench.topics import compare
from tests.conftest import DATA

if TYPE_CHECKING:
    from pathlib import Path

TOPIC = "fine-tuning"
TIMES = 7
TOPICS = 24
CHANNELS = 2_000
UNLIMITED = 400
MANY = 10_000
_MB = 1_000_000


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
    ours, theirs, ratio = web.compare(week, TOPIC)
    _row("a roundup's page a second : a plain text", ratio, "≥ 0.5", "{:,.0f} : {:,.0f}", (ours, theirs))
    drawn = in_turn(["-m", "tests.bench.picture"], ["-m", "tests.bench.picture", "blank"], TIMES)
    _row("a roundup's picture, cold : a blank one", drawn.ratio, "≤ 1.5", "{:.3f} s : {:.3f} s", drawn.seconds)
    large, small = memory.compare()
    _row("memory of run, both platforms, idle", large / small, "≤ 1.5", "{:.0f} MB : {:.0f} MB", (large, small))
    _jobs()
    _delivery()
    _sizes(week)
    return 0


def _jobs() -> None:
    """Jobs of a worker beside a list, and a quick workspace beside one that hangs."""
    found = jobs.compare()
    ours, plain = found.jobs
    _row("jobs a second : LPUSH and BRPOP alone", ours / plain, "≥ 0.5", "{:,.0f} : {:,.0f}", found.jobs)
    beside, alone = found.waits
    words = f"{1000 * beside:.1f} ms : {1000 * alone:.1f} ms, target + 100 ms"
    sys.stdout.write("a quick workspace's longest wait beside a stuck one".ljust(60) + words + "\n")


def _delivery() -> None:
    """A round to two thousand channels beside the platforms' own limit, then without limits, then one look."""
    for workers in (1, 2, 4):
        made = asyncio.run(delivery.deliver(CHANNELS, workers, limited=True))
        words = f"{CHANNELS:,} channels, workers: {workers}"
        _row(
            words,
            made.seconds / made.minimum,
            "≤ 1.11",
            "{:.1f} s : {:.1f} s, the limit's own",
            (made.seconds, made.minimum),
        )
    for workers in (1, 2, 4):
        made = asyncio.run(delivery.deliver(UNLIMITED, workers, limited=False))
        speed = (made.posts / made.seconds, 1000 * made.cpu / made.posts)
        sys.stdout.write(
            f"without limits, workers: {workers}".ljust(60) + "{:.0f} posts/s, {:.1f} ms CPU a post\n".format(*speed)
        )
    few, many = (asyncio.run(delivery.look(number)) for number in (MANY // 10, MANY))
    figures = (1000 * many.seconds, 1000 * few.seconds)
    _row(
        f"one look, 10 due among {MANY:,} : {MANY // 10:,}",
        many.seconds / few.seconds,
        "",
        "{:.1f} ms : {:.1f} ms",
        figures,
    )
    sys.stdout.write("a subscription in Redis".ljust(60) + f"{many.bytes_each:.0f} bytes\n")


def _sizes(week: Path) -> None:
    """What roundups take in the store, and that questions don't make it grow without end."""
    sizes = asyncio.run(store_size.measure(week, TOPICS))
    sys.stdout.write("a roundup in Redis, with its papers".ljust(60) + f"{sizes.each:,.0f} bytes\n")
    _row(
        "600 questions in a workspace : 200",
        sizes.many / sizes.few,
        "≤ 1.1",
        "{:.1f} MB : {:.1f} MB",
        (sizes.many / _MB, sizes.few / _MB),
    )


def _head() -> None:
    sys.stdout.write(f"{'work':<40} {'ratio':>7}  {'target':<8} ours : reference\n")


def _row(work: str, ratio: float, target: str, form: str, figures: tuple[float, float]) -> None:
    sys.stdout.write(f"{work:<40} {ratio:>6.2f}×  {target:<8} {form.format(*figures)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
