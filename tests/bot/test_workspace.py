"""`paperround try` without a terminal: on files, on the stand-in arXiv, and without either."""

from __future__ import annotations

import fcntl
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from adapters.sources.rate_limit import LocalSourceRateLimit
from bot.composition import sources
from tests.bot.console import Console, lately
from tests.servers import models
from tests.servers.arxiv import ArxivServer, Fault
from tests.servers.openai import ModelServer

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = ("--papers", "sample")


@pytest.fixture
def say(tmp_path: Path) -> Console:
    """A command line in an empty place, with arXiv out of reach."""
    return Console(tmp_path)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A place for a script."""
    return tmp_path / "script.txt"


def test_without_a_terminal_a_conversation_is_played(say: Console) -> None:
    """The shipped one: subscribe, roundup, and answers in its thread; then it is over, and that is no failure."""
    told = say("try", *SAMPLE)

    assert (told.code, told.err) == (0, "")
    assert "you › /papers subscribe fine-tuning" in told.out
    assert "This channel is now subscribed to fine-tuning." in told.out
    assert "you › /papers roundup fine-tuning" in told.out
    assert "↳ Papers" in told.out
    assert "you › > bibtex 3" in told.out
    assert "@" in told.out.partition("you › > bibtex 3")[2]
    assert "\x1b" not in told.out


def test_files_need_no_folder_for_data(say: Console) -> None:
    """What is subscribed to while trying them is forgotten with the visit."""
    say("try", "graphs", *SAMPLE)

    assert not say.data.exists()


def test_a_topic_is_subscribed_to_at_once(say: Console, script: Path) -> None:
    """As if it had been typed first."""
    script.write_text("/papers list\n")

    told = say("try", "retrieval", *SAMPLE, "--script", script)

    first, _, listed = told.out.partition("you › /papers list")
    assert "you › /papers subscribe retrieval" in first
    assert "every Monday at 09:00" in listed


def test_a_script_is_played_to_its_end_or_to_its_leaving(say: Console, script: Path) -> None:
    """Comments and blank lines aside; a line that means nothing is answered like any other."""
    script.write_text("# first\n\n/papers help\nhello\nquit\n/papers list\n")

    told = say("try", *SAMPLE, "--script", script)

    assert told.code == 0
    assert "you › hello\nCommands start with a slash." in told.out
    assert "# first" not in told.out
    assert told.out.endswith("you › quit\n")


def test_a_thread_opens_papers_of_its_roundup(say: Console, script: Path) -> None:
    """`> 3` after a roundup is the paper with that number; before any roundup it says what is missing."""
    script.write_text("> 3\n/papers roundup fine-tuning\n> 3\n> 999\n")

    told = say("try", *SAMPLE, "--script", script)
    roundup, opened, beyond = told.out.split("you › > ")[1:]
    third = next(line for line in roundup.splitlines() if line.strip().startswith("[3]")).partition("[3]")[2].strip()

    assert "roundup" in roundup.partition("you › /papers roundup")[0]
    assert third[:30] in opened
    assert "Submitted" in opened
    assert "999" in beyond


def test_a_question_in_a_thread_goes_to_the_model_that_is_set(say: Console, script: Path) -> None:
    """On files as on arXiv: what it says of the papers that fit is checked, and its name stands under it."""
    script.write_text("/papers roundup fine-tuning\n> which adapters need less memory?\n")

    with ModelServer(model=models.honest) as server:
        say.environ |= {"PAPERROUND_MODEL": "stand-in", "OPENAI_BASE_URL": server.url}
        told = say("try", *SAMPLE, "--script", script)

    answer = told.out.partition("you › > which adapters")[2]
    assert told.code == 0
    assert "written by stand-in" in answer
    assert "checked against the abstracts" in answer


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", "folder"])
def test_a_script_that_cannot_be_read_is_said(say: Console, script: Path, content: bytes | str | None) -> None:
    """Missing, not text, or a folder: exit code 1, before anything is opened."""
    if isinstance(content, bytes):
        script.write_bytes(content)
    elif content:
        script.mkdir()

    told = say("try", "--script", script)

    assert (told.code, told.out) == (1, "")
    assert str(script) in told.err


def test_bad_files_are_said_as_anywhere(say: Console, tmp_path: Path) -> None:
    """Exit code 1 with the file's name."""
    told = say("try", "--papers", tmp_path / "none.jsonl")

    assert (told.code, told.out) == (1, "")
    assert "There is no file" in told.err


class TestLive:
    """On what arXiv lists now."""

    def test_the_last_days_are_read(self, tmp_path: Path, script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Once for the whole conversation; a question before it finds out whether arXiv is there, at arXiv's pace."""
        monkeypatch.setattr(sources, "LocalSourceRateLimit", LocalSourceRateLimit)
        script.write_text("/papers roundup fine-tuning\n/paper PondLoRA\n/papers search ponds\n")
        paper = lately(1, "PondLoRA: Low-Rank Fine-Tuning", "We propose PondLoRA. It gains 4.5% in ponds.")
        known = lately(2, "Something that has been there for long", "We ask.", days_ago=9)
        with ArxivServer([paper, replace(known, id="0704.0001")], pace=2.9) as arxiv:
            say = Console(tmp_path, arxiv.url)

            told = say("try", "--script", script)

            assert (told.code, told.err) == (0, "")
            # The card's page is asked for, too; it has no query.
            questions = [asked.params for asked in arxiv.asked if asked.params]
            assert [bool(question.get("id_list")) for question in questions] == [True, False]
        assert "sample week" not in told.out
        assert told.out.count("PondLoRA: Low-Rank Fine-Tuning") >= 3

    def test_without_arxiv_the_sample_week_is_tried(self, say: Console, script: Path) -> None:
        """It says why, and that its papers are invented; subscriptions are kept all the same."""
        script.write_text("/papers roundup fine-tuning\n")
        with ArxivServer([]) as arxiv:
            arxiv.always = Fault(kind="refuse")
            say.environ["PAPERROUND_ARXIV_URL"] = arxiv.url

            told = say("try", "graphs", "--script", script)
            again = say("try", "--script", script)

        words = " ".join(told.out.split())
        assert told.code == again.code == 0
        assert words.startswith("arXiv refused the question")
        assert "Going on with the sample week: invented papers" in words
        assert "11–15 May 2026" in words or "9–15 May 2026" in words
        assert '"graphs"' in say("subscriptions", "export", "-").out

    def test_a_second_visit_is_told_who_has_the_store(self, say: Console) -> None:
        """Exit code 1, with the owner and what to do."""
        store = say.data / "store"
        store.mkdir(parents=True)
        with (store / "owner.lock").open("w") as lock, ArxivServer([]) as arxiv:
            lock.write("4242")
            lock.flush()
            fcntl.flock(lock, fcntl.LOCK_EX)
            arxiv.always = Fault(kind="refuse")
            say.environ["PAPERROUND_ARXIV_URL"] = arxiv.url

            told = say("try")

        assert told.code == 1
        assert "already running" in told.err
        assert "(process 4242)" in told.err
        assert "PAPERROUND_DATA" in told.err

    def test_a_data_folder_that_cannot_be_is_said(self, say: Console) -> None:
        """Exit code 1, and what would mend it."""
        say.data.write_text("I am a file.")
        with ArxivServer([]) as arxiv:
            arxiv.always = Fault(kind="refuse")
            say.environ["PAPERROUND_ARXIV_URL"] = arxiv.url

            told = say("try")

        assert told.code == 1
        assert "a file is in its place. Choose another one with PAPERROUND_DATA" in told.err
