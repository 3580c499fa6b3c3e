"""`paperround check`: statements from a file, held against the papers that they cite."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.bot.console import Console, row

if TYPE_CHECKING:
    from pathlib import Path

WEEK = row(1, "PondLoRA: Low-Rank Fine-Tuning in Shallow Ponds", "We propose PondLoRA. It gains 4.5% over full tuning.")
TRUE = {"text": "PondLoRA gains 4.5% over full tuning.", "cites": ["2605.00001"]}
FALSE = {"text": "PondLoRA gains 9.5% over full tuning.", "cites": ["2605.00001"]}


@pytest.fixture
def say(tmp_path: Path) -> Console:
    """A command line in an empty place."""
    return Console(tmp_path)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A snapshot of one paper."""
    file = tmp_path / "week.jsonl"
    file.write_text(WEEK)
    return file


def written(folder: Path, document: object) -> Path:
    """A file with this document."""
    file = folder / "statements.json"
    file.write_text(json.dumps(document))
    return file


def test_what_holds_is_supported_and_ends_with_0(say: Console, week: Path, tmp_path: Path) -> None:
    """Each statement has its verdict, in the order given."""
    told = say("check", written(tmp_path, {"statements": [TRUE]}), "--papers", week, "--format", "json")

    assert told.code == 0
    assert told.document == {"statements": [{"text": TRUE["text"], "verdict": "supported", "reasons": []}]}


def test_what_does_not_hold_is_refused_with_its_reason_and_ends_with_1(
    say: Console, week: Path, tmp_path: Path
) -> None:
    """A person is told what is wrong."""
    told = say("check", written(tmp_path, {"statements": [TRUE, FALSE]}), "--papers", week)

    assert told.code == 1
    assert "9.5%" in told.out
    assert "1 of 2 refused" in told.out


def test_a_roundup_can_be_checked(say: Console, tmp_path: Path) -> None:
    """What `roundup --format json` writes goes in as it is, and holds."""
    made = say("roundup", "fine-tuning", "--papers", "sample", "--format", "json")

    told = say("check", written(tmp_path, made.document), "--papers", "sample")

    assert (told.code, told.err) == (0, "")


@pytest.mark.parametrize("document", [{}, {"statements": []}, {"statements": [{"text": 3}]}, [1]])
def test_a_file_without_statements_is_said_so(say: Console, week: Path, tmp_path: Path, document: object) -> None:
    """The form that is wanted is shown."""
    told = say("check", written(tmp_path, document), "--papers", week)

    assert (told.code, told.out) == (1, "")
    assert '"statements"' in told.err


def test_a_statement_longer_than_any_is_said_so(say: Console, week: Path, tmp_path: Path) -> None:
    """Before anything reads it."""
    file = written(tmp_path, {"statements": [TRUE, {"text": "exceed" * 10_000, "cites": ["2605.00001"]}]})

    told = say("check", file, "--papers", week)

    assert (told.code, told.out) == (1, "")
    assert "Statement 2 has 60,000 characters where 4,000 are enough" in told.err


def test_statements_are_read_from_stdin_too(say: Console, week: Path) -> None:
    """A dash stands for stdin, as in many programs; what isn't there is said."""
    typed = json.dumps({"statements": [TRUE]}).encode()

    assert say("check", "-", "--papers", week, typed=typed).code == 0
    assert "can't be read" in say("check", "nowhere.json", "--papers", week).err
