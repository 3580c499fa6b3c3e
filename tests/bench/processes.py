"""Runs commands as whole processes in turn, and takes the operating system's own account of each."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One finished process.

    Attributes:
        seconds: Wall time.
        megabytes: Its largest resident size.
    """

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Runs of ours and of the reference, taken in turn so that a change in the machine's mood meets both."""

    ours: tuple[Run, ...]
    reference: tuple[Run, ...]

    @property
    def ratio(self) -> float:
        """The median of the ratios, pair by pair."""
        pairs = zip(self.ours, self.reference, strict=True)
        return statistics.median(our.seconds / theirs.seconds for our, theirs in pairs)

    @property
    def seconds(self) -> tuple[float, float]:
        """The median times of both."""
        return _median(run.seconds for run in self.ours), _median(run.seconds for run in self.reference)

    @property
    def megabytes(self) -> tuple[float, float]:
        """The median sizes of both."""
        return _median(run.megabytes for run in self.ours), _median(run.megabytes for run in self.reference)


def in_turn(ours: Sequence[str], reference: Sequence[str], times: int) -> Pair:
    """Both commands (arguments of this Python), once for nothing and then so many times."""
    once(ours), once(reference)
    pairs = [(once(ours), once(reference)) for _ in range(times)]
    return Pair(ours=tuple(our for our, _ in pairs), reference=tuple(theirs for _, theirs in pairs))


def once(arguments: Sequence[str]) -> Run:
    """One process from start to end; raises where it fails."""
    # An installed program has its modules compiled, as the reference's package has them.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # noqa: TID251 - handed on
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, env=environment)  # noqa: S603 - our own words
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    return Run(seconds=time.perf_counter() - started, megabytes=usage.ru_maxrss / 1024)


def _median(values: Iterable[float]) -> float:
    return statistics.median(list(values))
