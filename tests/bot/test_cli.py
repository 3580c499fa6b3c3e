"""What may be typed, and how the program ends."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from bot.__main__ import main
from bot.cli.main import Streams, run
from bot.registry import platform_names, roles
from tests.bot.console import Console

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = ("try", "roundup", "paper", "search", "run", "doctor", "subscriptions", "mail")
OPTIONS = {
    "try": ("TOPIC", "--papers", "--script"),
    "roundup": (
        "TOPIC",
        *("--papers", "--history", "--from", "--to", "--limit", "--writer", "--format", "-o"),
        "text",
        "json",
        "markdown",
        "html",
        *platform_names(),
        *("extract", "model"),
    ),
    "paper": ("REF", "--papers", "--format", "text", "json", "bibtex"),
    "search": ("QUERY", "--papers", "--format", "text", "json"),
    "run": ("ROLE", *roles()),
    "doctor": (),
    "subscriptions": ("export", "import", "FILE"),
    "mail": ("bounce", "FILE", "75"),
}


@pytest.fixture
def say(tmp_path: Path) -> Console:
    """A command line in an empty place."""
    return Console(tmp_path)


class TestHelp:
    """What somebody reads first."""

    def test_without_a_word_it_is_shown(self, say: Console, monkeypatch: pytest.MonkeyPatch) -> None:
        """`paperround` alone says what there is, on stdout, and that is no failure."""
        monkeypatch.setenv("COLUMNS", "80")

        told = say()

        assert (told.code, told.err) == (0, "")
        assert all(f"\n    {command}" in told.out for command in COMMANDS)

    @pytest.mark.parametrize("command", COMMANDS)
    def test_each_command_has_one(
        self, say: Console, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It names everything of the contract, says a sentence on what it is for, and fits 80 columns."""
        monkeypatch.setenv("COLUMNS", "80")

        told = say(command, "--help")
        shown = capsys.readouterr().out

        assert told.code == 0
        assert shown.startswith(f"usage: paperround {command} ")
        assert all(option in shown for option in OPTIONS[command])
        assert ".\n\n" in shown
        assert max(map(len, shown.splitlines())) <= 80

    def test_the_version_is_that_of_the_package(self, say: Console, capsys: pytest.CaptureFixture[str]) -> None:
        """`--version` says it on stdout."""
        assert say("--version").code == 0
        assert capsys.readouterr().out == f"paperround {version('paperround')}\n"

    def test_nothing_heavy_is_imported_for_it(self) -> None:
        """`--help` must not wait for libraries that it doesn't need."""
        program = (
            "import sys, atexit\n"
            "heavy = {'numpy', 'redis', 'rich', 'arxiv', 'msgspec', 'requests', 'asyncio', 'prompt_toolkit'}\n"
            "atexit.register(lambda: print(sorted(heavy & set(sys.modules)), file=sys.stderr))\n"
            "sys.argv = ['paperround', '--help']\n"
            "from bot.__main__ import main\n"
            "main()\n"
        )

        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - this very project

        assert done.stderr == "[]\n"
        assert "COMMAND" in done.stdout


class TestWrongUsage:
    """Exit code 2, the reason on stderr, nothing on stdout."""

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("fly", "invalid choice: 'fly'"),
            ("roundup", "required: TOPIC"),
            ("roundup a b", "unrecognized arguments: b"),
            ("roundup a --from May", "“May” is no date; write it as 2026-05-04"),
            ("roundup a --to 2026-02-30", "“2026-02-30” is no date"),
            ("roundup a --limit 0", "“0” is no number from 1 to 100"),
            ("roundup a --limit 101", "“101” is no number from 1 to 100"),
            ("roundup a --limit ²", "“²” is no number from 1 to 100"),
            ("roundup a --limit -3", "“-3” is no number from 1 to 100"),
            ("roundup a --format pdf", "invalid choice: 'pdf'"),
            ("roundup a --writer poet", "invalid choice: 'poet'"),
            ("roundup a --papers", "--papers: expected at least one argument"),
            ("roundup a --form json", "unrecognized arguments: --form json"),
            ("paper", "required: REF"),
            ("paper a --format markdown", "invalid choice: 'markdown'"),
            ("search", "required: QUERY"),
            ("search a --format bibtex", "invalid choice: 'bibtex'"),
            ("subscriptions", "required: direction, FILE"),
            ("subscriptions mail here", "invalid choice: 'mail'"),
            ("doctor who", "unrecognized arguments: who"),
        ],
    )
    def test_it_is_said_with_where_help_is(self, say: Console, line: str, reason: str) -> None:
        """The sentence names what is wrong and the help to look at."""
        told = say(*line.split())

        assert (told.code, told.out) == (2, "")
        assert reason in told.err
        assert told.err.rstrip().endswith("--help")


class _Closed(io.StringIO):
    """A stream that fails as told when it is written to."""

    def __init__(self, failure: BaseException) -> None:
        super().__init__()
        self._failure = failure

    @override
    def write(self, text: str) -> int:
        raise self._failure


class TestEnds:
    """Endings that aren't the command's own."""

    @pytest.mark.parametrize(
        ("failure", "code", "said"),
        [
            (KeyboardInterrupt(), 130, "Stopped.\n"),
            (BrokenPipeError(), 0, ""),
            (
                OSError(28, "No space left on device"),
                1,
                "The output can't be written: No space left on device.\n",
            ),
        ],
    )
    @pytest.mark.parametrize("format_", ["text", "json"])
    def test_an_output_that_fails_ends_it(
        self, say: Console, failure: BaseException, code: int, said: str, format_: str
    ) -> None:
        """^C is 130, a reader that has left is no failure, a full disk is one; none is a traceback."""
        stderr = io.StringIO()
        streams = Streams(stdin=io.StringIO(), stdout=_Closed(failure), stderr=stderr)

        ended = run(["search", "adapters", "--papers", "sample", "--format", format_], streams, say.environ)

        assert ended == code
        assert stderr.getvalue() == said

    def test_messages_cannot_command_the_terminal(self, say: Console) -> None:
        """Control sequences in what was typed are left out of the sentence about it."""
        told = say("paper", "No\x1b[31mSuch\x07Thing", "--papers", "sample")

        assert told.code == 1
        assert "“NoSuchThing”" in told.err
        assert "\x1b" not in told.err


class _Flushed(io.StringIO):
    """A stream that takes everything and fails as told in the end."""

    def __init__(self, failure: BaseException) -> None:
        super().__init__()
        self._failure = failure

    @override
    def flush(self) -> None:
        raise self._failure

    @override
    def fileno(self) -> int:
        return os.open(os.devnull, os.O_WRONLY)


class TestMain:
    """The program around the command line."""

    def left(self, monkeypatch: pytest.MonkeyPatch, *argv: str) -> object:
        """The exit code of the program with these words."""
        monkeypatch.setattr(sys, "argv", ["paperround", *argv])
        with pytest.raises(SystemExit) as ending:
            main()
        return ending.value.code

    def test_the_words_of_the_process_are_read(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """And its exit code is that of the command."""
        assert self.left(monkeypatch) == 0
        assert self.left(monkeypatch, "fly") == 2
        assert "COMMAND" in capsys.readouterr().out

    def test_streams_that_were_closed_are_done_without(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As `>&-` does it in a shell."""
        for name in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(sys, name, None)

        code = self.left(monkeypatch)
        for name in ("stdin", "stdout", "stderr"):
            getattr(sys, name).close()

        assert code == 0

    @pytest.mark.parametrize(
        ("failure", "code"), [(BrokenPipeError(), 0), (OSError(28, "No space left"), 0), (KeyboardInterrupt(), 130)]
    )
    def test_an_end_at_the_last_moment_is_quiet(
        self, monkeypatch: pytest.MonkeyPatch, failure: BaseException, code: int
    ) -> None:
        """When all has been said and only buffers are left to be emptied."""
        monkeypatch.setattr(sys, "stdout", _Flushed(failure))

        assert self.left(monkeypatch) == code
