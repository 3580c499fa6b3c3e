"""The program as people start it: in a pipe, on a terminal, beside another one, and stopped at any moment."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.bot.console import NOWHERE, Console, lately
from tests.servers.arxiv import ArxivServer, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PROGRAM = (sys.executable, "-m", "bot")
PROMPT = "you › "
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
WEEK = [
    lately(1, "PondLoRA: Low-Rank Fine-Tuning", "We propose PondLoRA. It gains 4.5% in ponds."),
    # What the program asks for to find out whether arXiv is there.
    replace(lately(2, "Something that has been there for long", "We ask."), id="0704.0001"),
]
# A shell that runs the program in the foreground, so that ^C reaches it as it would from any terminal.
ON_TERMINAL = "import os, sys; os.close(os.open(os.ttyname(0), os.O_RDWR)); os.execv(sys.executable, sys.argv[1:])"


def environment(data: Path, arxiv: str = NOWHERE) -> dict[str, str]:
    """All that the program is told of the outside."""
    return {
        "PATH": os.defpath,
        "HOME": str(data.parent),
        "TERM": "xterm-256color",
        "NO_COLOR": "1",
        "PROMPT_TOOLKIT_NO_CPR": "1",
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(data.parent / "tmp"),
        "PAPERROUND_DATA": str(data),
        "PAPERROUND_ARXIV_URL": arxiv,
    }


def ran(*argv: str, data: Path, arxiv: str = NOWHERE, typed: bytes = b"") -> subprocess.CompletedProcess[str]:
    """The program in a pipe, to its end."""
    return subprocess.run(  # noqa: S603 - this very project
        [*PROGRAM, *argv],
        cwd=data.parent,
        env=environment(data, arxiv),
        input=typed.decode(),
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )


@contextmanager
def started(*argv: str, data: Path, arxiv: str = NOWHERE) -> Iterator[subprocess.Popen[str]]:
    """The program in a pipe, while it runs."""
    with subprocess.Popen(  # noqa: S603 - this very project
        [*PROGRAM, *argv],
        cwd=data.parent,
        env=environment(data, arxiv),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as program:
        try:
            yield program
        finally:
            end(program)


def end(program: subprocess.Popen[Any]) -> None:
    """End a program that a failed test has left, in good order where it still can."""
    program.terminate()
    try:
        program.wait(10)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait(10)


class Terminal:
    """The program on a pseudo-terminal of 80 columns: press keys, wait for words."""

    def __init__(self, *argv: str, data: Path, arxiv: str = NOWHERE) -> None:
        self._ours, theirs = pty.openpty()
        self.program = subprocess.Popen(  # noqa: S603 - this very project
            [sys.executable, "-c", ON_TERMINAL, *PROGRAM, *argv],
            cwd=data.parent,
            env={**environment(data, arxiv), "COLUMNS": "80", "LINES": "50"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.seen = ""
        self._read_to = 0

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self._ours, keys.encode())

    def wait(self, words: str) -> str:
        """What is shown from here on up to these words; fails when they don't come."""
        end = time.monotonic() + 20
        while (at := self.seen.find(words, self._read_to)) < 0:
            assert time.monotonic() < end, f"{words!r} didn't come: {self.seen}"
            if not self._more():
                pytest.fail(f"{words!r} didn't come before the end: {self.seen}")
        shown = self.seen[self._read_to : at]
        self._read_to = at + len(words)
        return shown

    def ended(self) -> int:
        """The exit code, once all that was shown has been read."""
        while self._more():
            pass
        return self.program.wait(20)

    def close(self) -> None:
        """End the program, where it hasn't ended by itself."""
        end(self.program)
        os.close(self._ours)

    def _more(self) -> bool:
        if not select.select([self._ours], [], [], 20)[0]:
            return False
        try:
            self.seen += ESCAPES.sub("", os.read(self._ours, 65_536).decode("utf-8", "replace"))
        except OSError:  # the program has closed its side
            return False
        return True


@contextmanager
def terminal(*argv: str, data: Path, arxiv: str = NOWHERE) -> Iterator[Terminal]:
    """The program on a terminal, while it runs; whatever happens there, nobody sees a traceback."""
    opened = Terminal(*argv, data=data, arxiv=arxiv)
    try:
        yield opened
        assert "Traceback" not in opened.seen
    finally:
        opened.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A place for a data folder."""
    return tmp_path / "data"


class TestInAPipe:
    """Without a terminal."""

    def test_a_conversation_is_played_though_nobody_is_at_arxiv(self, data: Path) -> None:
        """It says so within seconds, goes on with the sample week, and ends well; what is piped in isn't read."""
        done = ran("try", data=data, typed=b"/papers help\n")

        words = " ".join(done.stdout.split())
        assert (done.returncode, done.stderr) == (0, "")
        assert words.startswith("arXiv can't be reached (the connection was refused). Going on with the sample week")
        assert "you › /papers roundup fine-tuning" in done.stdout
        assert "/papers help" not in done.stdout.partition(PROMPT)[2]
        assert "\x1b" not in done.stdout

    def test_a_dash_is_a_script_from_the_pipe(self, data: Path) -> None:
        """Lines are answered as they come."""
        done = ran("try", "--papers", "sample", "--script", "-", data=data, typed=b"/papers list\n# no\n> 3\n")

        assert (done.returncode, done.stderr) == (0, "")
        assert re.findall(r"^you › (.*)$", done.stdout, re.MULTILINE) == ["/papers list", "> 3"]

    def test_a_reader_who_leaves_is_no_failure(self, data: Path) -> None:
        """As with `| head -1`: no message, no traceback."""
        with started("roundup", "fine-tuning", "--papers", "sample", data=data) as program:
            assert program.stdout is not None
            assert program.stderr is not None
            program.stdout.close()

            assert program.wait(20) == 0
            assert program.stderr.read() == ""

    def test_closed_streams_are_no_failure(self, data: Path) -> None:
        """As with `<&- >&-` in a shell."""
        done = subprocess.run(  # noqa: S603 - this very project
            ["/bin/sh", "-c", '"$@" <&- >&- 2>&-', "sh", *PROGRAM, "try", "--papers", "sample"],
            cwd=data.parent,
            env=environment(data),
            timeout=30,
            check=False,
        )

        assert done.returncode == 0


class TestSideBySide:
    """Two at once on one data folder."""

    def test_what_only_looks_works_beside_it_and_a_second_workspace_does_not(self, data: Path) -> None:
        """Export, import, doctor and a roundup use the owner's server and leave it running; `try` says who owns it."""
        with ArxivServer(WEEK) as arxiv, started("try", "--script", "-", data=data, arxiv=arxiv.url) as first:
            subscribed(first)
            second = ran("try", data=data, arxiv=arxiv.url)
            roundup = ran("roundup", "fine-tuning", data=data, arxiv=arxiv.url)
            exported = ran("subscriptions", "export", str(data / "all.json"), data=data)
            imported = ran("subscriptions", "import", str(data / "all.json"), data=data)
            doctor = ran("doctor", data=data, arxiv=arxiv.url)
            left = ended(first)

        assert second.returncode == 1
        assert f"already running on {data} (process {first.pid})" in second.stderr
        assert (roundup.returncode, "PondLoRA" in roundup.stdout) == (0, True)
        assert "without keeping" not in roundup.stderr
        assert "1 subscription exported" in exported.stderr
        assert "0 subscriptions added, 1 that were there replaced" in imported.stderr
        assert re.search(r"well +store", doctor.stdout)
        assert (doctor.returncode, "bad" in doctor.stdout, left) == (0, False, 0)
        # The first has left, and all is free again.
        assert '"fine-tuning"' in ran("subscriptions", "export", "-", data=data).stdout


def subscribed(first: subprocess.Popen[str]) -> None:
    """Let a workspace in the terminal keep a subscription."""
    assert first.stdin is not None
    assert first.stdout is not None
    first.stdin.write("/papers subscribe fine-tuning\n")
    first.stdin.flush()
    while "now subscribed" not in first.stdout.readline():
        pass


def ended(first: subprocess.Popen[str]) -> int:
    """Let it find its own store still there, and leave; its exit code."""
    assert first.stdin is not None
    assert first.stdout is not None
    first.stdin.write("/papers list\n")
    first.stdin.flush()
    while "This channel's subscriptions" not in first.stdout.readline():
        pass
    first.stdin.close()
    return first.wait(20)


class TestStopped:
    """^C, wherever it comes."""

    @pytest.mark.parametrize("argv", [("try",), ("roundup", "fine-tuning"), ("doctor",)], ids=lambda argv: argv[0])
    def test_while_arxiv_is_slow(self, data: Path, argv: tuple[str, ...]) -> None:
        """Exit code 130 and one word; nothing stays behind that would hold the data folder."""
        with (
            ArxivServer(WEEK, always=Fault(kind="stall")) as arxiv,
            started(*argv, data=data, arxiv=arxiv.url) as program,
        ):
            assert program.stderr is not None
            assert arxiv.was_asked.wait(20)
            program.send_signal(signal.SIGINT)

            assert program.wait(20) == 130
            assert program.stderr.read() == "Stopped.\n"
        assert Console(data.parent)("subscriptions", "export", "-").code == 0

    @pytest.mark.parametrize("after", [0.05, 0.1, 0.2, 0.4, 0.6])
    def test_at_any_moment_of_a_roundup(self, data: Path, after: float) -> None:
        """Also while the program is still being loaded: at most a word, never a traceback."""
        with started("roundup", "fine-tuning", "--papers", "sample", data=data) as program:
            time.sleep(after)
            program.send_signal(signal.SIGINT)
            _, err = program.communicate(timeout=20)

        # Before its first line Python itself ends: by the signal, or with 1 where it was still setting itself up.
        starting = any(word in err for word in ("import_site", "init_sys_streams", "import runpy module"))
        assert program.returncode in {0, 130, -signal.SIGINT} or starting
        assert "Traceback" not in err or starting or after <= 0.1

    @pytest.mark.parametrize(
        ("argv", "told_by"),
        [(("--papers", "sample"), signal.SIGHUP), ((), signal.SIGTERM)],
        ids=["files, its terminal is gone", "arxiv"],
    )
    def test_a_workspace_that_is_told_to_end_leaves_nothing_behind(
        self, data: Path, argv: tuple[str, ...], told_by: signal.Signals
    ) -> None:
        """Neither a server nor a temporary folder, even where its terminal is gone."""
        temporary = data.parent / "tmp"
        temporary.mkdir()
        with ArxivServer(WEEK) as arxiv, started("try", "--script", "-", *argv, data=data, arxiv=arxiv.url) as program:
            assert program.stdin is not None
            assert program.stdout is not None
            program.stdin.write("/papers list\n")
            program.stdin.flush()
            while "subscri" not in program.stdout.readline():
                pass
            program.send_signal(told_by)

            assert program.wait(20) == 130
        assert list(temporary.iterdir()) == []
        assert not list(data.glob("store/socket"))


class TestAtATerminal:
    """With somebody who types."""

    def test_a_conversation(self, data: Path) -> None:
        """Subscribe, roundup with a folded thread, a reply in it, and ^D; what was typed is kept for the next time."""
        data.mkdir()
        with terminal("try", "--papers", "sample", data=data) as here:
            here.wait(PROMPT)
            here.press("/papers subscribe fine-tuning\r")
            here.wait("This channel is now subscribed to fine-tuning.")
            here.wait(PROMPT)
            here.press("/papers roundup\r")
            here.wait("in the thread")
            here.wait(PROMPT)
            here.press("> 3\r")
            card = here.wait("Categories")
            here.wait(PROMPT)
            here.press("/papers list\x03")
            here.press("\x04")

            assert here.ended() == 0
            assert "Submitted" not in card
            assert "Next dates" not in here.seen
        assert "+> 3" in (data / "history").read_text()

    def test_interrupting_an_answer_ends_only_that(self, data: Path) -> None:
        """^C while arXiv is slow says that it stopped; the next command is answered; ^C twice leaves."""
        with ArxivServer(WEEK) as arxiv, terminal("try", data=data, arxiv=arxiv.url) as here:
            here.wait(PROMPT)
            arxiv.always = Fault(kind="stall")
            arxiv.was_asked.clear()
            here.press("/papers roundup fine-tuning\r")
            assert arxiv.was_asked.wait(20)
            here.press("\x03")
            here.wait("Stopped.")
            here.wait(PROMPT)
            here.press("/papers list\r")
            here.wait("subscri")
            here.wait(PROMPT)
            here.press("\x03")
            here.wait("Press ^C again")
            here.wait(PROMPT)
            here.press("\x03")

            assert here.ended() == 0

    def test_progress_and_colour_keep_out_of_a_file(self, data: Path) -> None:
        """With stdout in a file and stderr on the terminal, the file has the document and nothing else."""
        file = data.parent / "out.json"
        with terminal(
            "roundup", "fine-tuning", "--papers", "sample", "--format", "json", "-o", str(file), data=data
        ) as at:
            assert at.ended() == 0
            # What takes longer than a second shows how far it is, on a busy machine.
            assert "fine-tuning" not in at.seen
        assert file.read_text().startswith('{\n "schema": "paperround.roundup/1"')


class TestBadPlaces:
    """Data folders that can't be used."""

    @pytest.mark.parametrize(
        "argv", [("try",), ("subscriptions", "export", "-"), ("doctor",)], ids=lambda argv: argv[0]
    )
    def test_a_file_in_its_place_is_said(self, data: Path, argv: tuple[str, ...]) -> None:
        """A sentence that says what to do, and exit code 1."""
        data.write_text("I am a file.")
        with ArxivServer(WEEK, always=Fault(kind="refuse")) as arxiv:
            done = ran(*argv, data=data, arxiv=arxiv.url)

        said = done.stdout if argv == ("doctor",) else done.stderr
        assert done.returncode == 1
        assert f"The data folder {data} can't be used: a file is in its place." in said
        assert "Traceback" not in done.stderr
