"""`make attack`: every attack with its figure in one table; 1 where one of them wasn't held.

Most are tests of the suite, which record their figures as properties (`record_property("figure", …)`); a row says the
figures of its tests, or else how many there are, how long they took and how much memory they had at most.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import textwrap
import time
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.attack.rows import ROWS, Row

ROOT = Path(__file__).parents[2]
_WIDTHS = (3, 22, 28, 16, 4)
"""Of the columns, which make eighty with what stands between them."""
_MB = 1_024


def main() -> int:
    """Play the rows and say what came of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, help="only these rows")
    parser.add_argument("--verbose", action="store_true", help="show what the tests say")
    asked = parser.parse_args()
    began, failed = time.monotonic(), 0
    _say("row", "attack", "figure", "wanted", "held")
    _say(*("-" * width for width in _WIDTHS))
    for row in ROWS:
        if asked.numbers and row.number not in asked.numbers:
            continue
        figure, is_held = _played(row, verbose=asked.verbose)
        failed += not is_held
        _say(str(row.number), row.attack, figure, row.wanted, "yes" if is_held else "NO")
    sys.stdout.write(f"{failed} not held, in {time.monotonic() - began:.0f} s\n")
    return 1 if failed else 0


def _say(*cells: str) -> None:
    """A line of the table, as many lines high as its fullest cell."""
    wrapped = [textwrap.wrap(cell, width) for cell, width in zip(cells, _WIDTHS, strict=True)]
    for line in zip_longest(*wrapped, fillvalue=""):
        padded = (part.ljust(width) for part, width in zip(line, _WIDTHS, strict=True))
        sys.stdout.write(" ".join(padded).rstrip() + "\n")
    sys.stdout.flush()


def _played(row: Row, *, verbose: bool) -> tuple[str, bool]:
    """A row's figure, and whether it held."""
    with tempfile.TemporaryDirectory(prefix="paperround-attack-") as folder:
        report = Path(folder) / "report.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-o",
            "junit_family=xunit1",
            f"--junitxml={report}",
            *row.tests,
        ]
        began = time.monotonic()
        process = subprocess.Popen(  # noqa: S603 - this Python and the rows
            command, cwd=ROOT, stdout=None if verbose else subprocess.DEVNULL, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds, most = time.monotonic() - began, used.ru_maxrss // _MB
        cases = ET.parse(report).getroot().findall(".//testcase") if report.exists() else []  # noqa: S314 - pytest's own
    figures = [
        said.get("value", "") for case in cases for said in case.iter("property") if said.get("name") == "figure"
    ]
    wrong = [
        case.get("name", "") for case in cases if case.find("failure") is not None or case.find("error") is not None
    ]
    usual = f"{len(cases)} attacks in {seconds:.0f} s, {most} MB"
    figure = "; ".join(figures) or usual
    return (f"{figure}; not held: {', '.join(wrong)}" if wrong else figure), process.returncode == 0 and bool(cases)


if __name__ == "__main__":
    sys.exit(main())
