"""`paperround ask`: what papers say on a question, by a model or in their own sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.console import Console, row
from tests.servers import models
from tests.servers.openai import ModelServer

if TYPE_CHECKING:
    from pathlib import Path

WEEK = (
    row(1, "PondLoRA: Low-Rank Fine-Tuning in Shallow Ponds", "We propose PondLoRA. It gains 4.5% in shallow ponds.")
    + row(2, "ReedTune: Instruction Tuning with Reeds", "We introduce ReedTune. It filters reeds by length.")
    + row(3, "LilyGraph: Attention on Water Lilies", "We propose LilyGraph. Lilies are sorted by colour.")
)


@pytest.fixture
def say(tmp_path: Path) -> Console:
    """A command line in an empty place."""
    return Console(tmp_path)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A snapshot of three papers."""
    file = tmp_path / "week.jsonl"
    file.write_text(WEEK)
    return file


def test_without_a_model_the_nearest_sentences_answer(say: Console, week: Path) -> None:
    """The paper that has the question's rare words comes first, and its own sentence is the answer."""
    told = say("ask", "How much is gained in shallow ponds?", "--papers", week, "--format", "json")

    assert told.code == 0
    assert told.document["question"] == "How much is gained in shallow ponds?"
    assert told.document["papers"][0] == "2605.00001"  # type: ignore[index]
    assert told.document["answer"] == [{"text": "It gains 4.5% in shallow ponds.", "cites": ["2605.00001"]}]
    assert told.document["answered"] is True


def test_what_nobody_says_is_said_so(say: Console, week: Path) -> None:
    """No answer is better than a wrong one, and is no failure."""
    told = say("ask", "Who plays chess against grandmasters?", "--papers", week, "--format", "json")
    shown = say("ask", "Who plays chess against grandmasters?", "--papers", week, "--topic", "fine-tuning")

    assert (told.code, told.document["answered"], told.document["answer"]) == (0, False, [])
    assert "No paper here" in shown.out


def test_a_model_is_asked_where_one_is_set(say: Console, week: Path) -> None:
    """It sees the papers that fit, and what it says of them is checked and shown with who said it."""
    with ModelServer(model=models.honest) as server:
        say.environ |= {"PAPERROUND_MODEL": "stand-in", "OPENAI_BASE_URL": server.url}
        told = say("ask", "How much is gained in shallow ponds?", "--papers", week)

    assert told.code == 0
    assert "It gains 4.5% in shallow ponds. [2605.00001]" in told.out
    assert "written by stand-in" in told.out


def test_what_the_model_says_wrong_is_mended_once(say: Console, week: Path) -> None:
    """The model is told what doesn't hold; what it then says is held against the abstracts again."""
    with ModelServer(model=models.mending_answers) as server:
        say.environ |= {"PAPERROUND_MODEL": "stand-in", "OPENAI_BASE_URL": server.url}
        told = say("ask", "How much is gained in shallow ponds?", "--papers", week, "--format", "json")

    assert told.document["answered"] is True
    assert told.document["answer"] == [{"text": "It gains 4.5% in shallow ponds.", "cites": ["2605.00001"]}]
