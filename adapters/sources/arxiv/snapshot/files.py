"""Files of papers: the public arXiv snapshot, saved Atom answers, and the sample week that ships with the product."""

from __future__ import annotations

import gzip
import zlib
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.errors import BadFile
from adapters.sources.arxiv.entry import newest
from adapters.sources.arxiv.snapshot.row import BadRow, entry
from adapters.sources.ports import FileReading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from io import BufferedReader

    from adapters.sources.ports import Progress
    from digest.model import Paper, Window

SAMPLE = "sample"
LONGEST_LINE = 4_000_000  # bytes; the longest real line has 80,000
LARGEST_ANSWER = 100_000_000  # bytes of a saved Atom answer; 2,000 papers have 8 million
LONGEST_SILENCE = 64_000_000  # bytes, unpacked, without a paper; what unpacks to more than that is no snapshot
MOST_SILENT_LINES = 100_000
SPELLED_OUT = 20
_STEP = 500  # papers between two tellings of progress
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_GZIP = b"\x1f\x8b"
_BROKEN_GZIP = (EOFError, zlib.error, gzip.BadGzipFile)


def read(source: Path | str, progress: Progress | None = None, window: Window | None = None) -> FileReading:
    """The papers of one file, or of the sample week where `source` is `"sample"`; raises `BadFile`.

    A file of any size is read line by line. With a window only papers listed in it are kept.
    """
    run = _Run(str(source), progress or (lambda _done, _total: None), window)
    with _opened(source) as file:
        head = file.peek(1)
        if not head:
            raise BadFile(f"{source} is empty.")
        if head.startswith(_UTF_16):
            raise BadFile(f"{source} is written in UTF-16, not in UTF-8.")
        if head.removeprefix(_BOM).lstrip().startswith(b"<"):
            return run.answer(file)
        return run.lines(file)


def read_all(
    sources: Sequence[Path | str], progress: Progress | None = None, window: Window | None = None
) -> FileReading:
    """The papers of several files, each paper once in its newest version; raises `BadFile` for the first bad file."""
    papers: list[Paper] = []
    complaints: list[str] = []
    for source in sources:
        reading = read(source, progress and _counting_from(len(papers), progress), window)
        papers += reading.papers
        complaints += reading.complaints
    return FileReading(papers=tuple(newest(papers).values()), complaints=tuple(complaints))


def _counting_from(before: int, progress: Progress) -> Progress:
    return lambda done, total: progress(before + done, total)


@contextmanager
def _opened(source: Path | str) -> Iterator[BufferedReader | gzip.GzipFile]:
    try:
        with _path(source) as path, _regular(path).open("rb") as raw:
            if raw.peek(2).startswith(_GZIP):
                with gzip.open(raw) as unpacked:
                    yield unpacked
            elif str(source).endswith(".gz") and raw.peek(1):
                raise BadFile(f"{source} is not gzip, whatever its name says.")
            else:
                yield raw
    except FileNotFoundError as error:
        raise BadFile(f"There is no file {source}.") from error
    except IsADirectoryError as error:
        raise BadFile(f"{source} is a folder, not a file.") from error
    except (*_BROKEN_GZIP, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is damaged"
        raise BadFile(f"{source} can't be read: {reason}.") from error


def _regular(path: Path) -> Path:
    """The path, unless it is a pipe or a device, which opening or reading could wait for without an end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise BadFile(f"{path} is a pipe or a device, not a file; write what it says to a file first.")
    return path


def _path(source: Path | str) -> AbstractContextManager[Path]:
    return (
        as_file(files("adapters.sources.arxiv.snapshot") / "sample.jsonl")
        if source == SAMPLE
        else nullcontext(Path(source))
    )


class _Run:
    """The reading of one file."""

    def __init__(self, name: str, progress: Progress, window: Window | None) -> None:
        self._name = name
        self._progress = progress
        self._window = window
        self._papers: dict[str, Paper] = {}
        self._complaints: list[str] = []
        self._bad = 0
        self._good = 0
        self._silence = _Silence()

    def answer(self, file: BufferedReader | gzip.GzipFile) -> FileReading:
        """A saved Atom answer."""
        text = file.read(LARGEST_ANSWER + 1)
        if len(text) > LARGEST_ANSWER:
            raise BadFile(f"{self._name} is larger than any answer of arXiv.")
        from adapters.sources.arxiv import atom  # noqa: PLC0415 - brings requests and lxml, which a snapshot doesn't need

        page = atom.read(text)
        if page.error:
            raise BadFile(f"{self._name} is an error message of arXiv: {page.error}.")
        if not page.papers:
            raise BadFile(f"{self._name} holds no papers" + ("." if page.whole else ": it is no Atom answer of arXiv."))
        for paper in page.papers:
            self._keep(paper)
        if not page.whole:
            self._complaints.append(f"{self._name} is cut short; what came before the cut was read.")
        elif lost := page.entries - len(page.papers):
            self._complaints.append(f"{self._name}: {lost} of {page.entries} entries can't be read; skipped.")
        return self._reading()

    def lines(self, file: BufferedReader | gzip.GzipFile) -> FileReading:
        """A snapshot."""
        number = 0
        try:
            for number, line in enumerate(_lines(file, self._silence), 1):
                self._line(number, line)
        except _BROKEN_GZIP:
            self._complaints.append(
                f"{self._name} is cut short or damaged after line {number}; what came before was read."
            )
        if self._silence.is_too_long:
            self._complaints.append(f"{self._name} has no paper for a long while after line {number}; left there.")
        if self._bad > SPELLED_OUT:
            self._complaints.append(f"{self._name}: {self._bad - SPELLED_OUT} more lines skipped.")
        if not self._good:
            reason = f": {self._complaints[0]}" if self._complaints else "."
            raise BadFile(f"{self._name} holds no papers{reason}")
        return self._reading()

    def _line(self, number: int, line: bytes | None) -> None:
        try:
            if line is None:
                raise BadRow(f"longer than {LONGEST_LINE // 1_000_000} MB")  # noqa: TRY301 - one way to complain
            if line.isspace():
                return
            found = entry(line)
        except BadRow as bad:
            self._bad += 1
            if self._bad <= SPELLED_OUT:
                self._complaints.append(f"{self._name} line {number}: {bad}; skipped.")
            return
        self._good += 1
        self._silence.broken()
        if self._good % _STEP == 0:
            self._progress(self._good, None)
        if self._window is None or found.listed in self._window:
            self._keep(found.paper())

    def _keep(self, paper: Paper) -> None:
        known = self._papers.get(paper.id)
        if known is None or paper.version >= known.version:
            self._papers[paper.id] = paper

    def _reading(self) -> FileReading:
        self._progress(max(self._good, len(self._papers)), None)
        return FileReading(papers=tuple(self._papers.values()), complaints=tuple(self._complaints))


@dataclass(slots=True)
class _Silence:
    """How much was read since the last paper."""

    size: int = 0
    lines: int = 0

    @property
    def is_too_long(self) -> bool:
        return self.size > LONGEST_SILENCE or self.lines > MOST_SILENT_LINES

    def lasts(self, line: bytes) -> None:
        self.size += len(line)
        self.lines += 1

    def broken(self) -> None:
        self.size = self.lines = 0


def _lines(file: BufferedReader | gzip.GzipFile, silence: _Silence) -> Iterator[bytes | None]:
    """The lines until a silence is too long, None in place of one that is too long to be a paper and to be kept."""
    if file.peek(len(_BOM)).startswith(_BOM):
        file.read(len(_BOM))
    is_rest = False
    while not silence.is_too_long and (line := file.readline(LONGEST_LINE)):
        silence.lasts(line)
        is_whole = len(line) < LONGEST_LINE or line.endswith(b"\n")
        if not is_rest:
            yield line if is_whole else None
        is_rest = not is_whole
