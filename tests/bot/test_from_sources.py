"""`roundup`, `paper` and `search` on the stand-in arXiv, with the embedded store."""

from __future__ import annotations

import fcntl
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.bot.console import Console, assert_fits_schema, lately, today
from tests.servers.arxiv import ArxivServer, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WEEK = (
    lately(
        1, "PondLoRA: Low-Rank Fine-Tuning in Shallow Ponds", "We propose PondLoRA. It gains 4.5% over full tuning."
    ),
    lately(2, "ReedTune: Fine-Tuning with Reeds", "We introduce ReedTune, which fine-tunes on filtered instructions."),
    lately(3, "LilyGraph: Attention on Graphs", "We propose LilyGraph for graphs of lilies.", days_ago=4),
    lately(4, "OldLoRA: Low-Rank Fine-Tuning of Yore", "We propose OldLoRA for old ponds.", days_ago=11),
    lately(5, "DawnTune: Tuning before Breakfast", "We propose DawnTune, listed just now.", days_ago=0),
)


@pytest.fixture
def arxiv() -> Iterator[ArxivServer]:
    """A stand-in that has a few papers of the last days."""
    with ArxivServer(WEEK) as server:
        yield server


@pytest.fixture
def say(tmp_path: Path, arxiv: ArxivServer) -> Console:
    """A command line that reads it."""
    return Console(tmp_path, arxiv.url)


def ids(document: dict[str, Any]) -> set[str]:
    """The papers of a document."""
    return {paper["id"] for paper in document["papers"]}


class TestRoundup:
    """Without `--papers` the last seven days are read from arXiv."""

    def test_the_week_is_read_once(self, say: Console, arxiv: ArxivServer) -> None:
        """A second roundup, on whatever topic, asks for nothing that settled days have."""
        first = say("roundup", "fine-tuning", "--format", "json")
        asked = len(arxiv.asked)
        read = [one for one in arxiv.asked if not one.params.get("id_list")]  # the others ask whether arXiv is there
        say("roundup", "graphs", "--from", today() - timedelta(days=7), "--to", today() - timedelta(days=2))

        assert (first.code, first.err) == (0, "")
        assert_fits_schema(first.document)
        assert ids(first.document) == {"2605.00001", "2605.00002"}
        assert first.document["window"] == {
            "from": str(today() - timedelta(days=7)),
            "to": str(today() - timedelta(days=1)),
        }
        assert len(read) == 1
        assert len(arxiv.asked) == asked
        assert "team@example.org" in arxiv.asked[0].user_agent

    @pytest.mark.parametrize(
        ("days", "first", "last", "found"),
        [
            (("--from", 12, "--to", 10), 12, 10, 1),
            (("--from", 3), 3, 1, 2),
            (("--to", 10), 16, 10, 1),
            (("--from", 0), 0, 0, 1),
        ],
    )
    def test_days_may_be_asked_for(
        self, say: Console, days: tuple[str | int, ...], first: int, last: int, found: int
    ) -> None:
        """A first day alone reaches to yesterday, or is the only one; a last day alone ends a week."""
        told = say(
            "roundup",
            "fine-tuning",
            *(today() - timedelta(days=word) if isinstance(word, int) else word for word in days),
            *("--format", "json"),
        )

        window: Any = told.document["window"]
        counts: Any = told.document["counts"]
        assert told.code == 0
        assert window == {"from": str(today() - timedelta(days=first)), "to": str(today() - timedelta(days=last))}
        assert counts["found"] == found

    def test_a_store_in_use_is_worked_around(self, say: Console) -> None:
        """Another process owns it: what is read isn't kept, it is said, and the roundup is there all the same."""
        store = say.data / "store"
        store.mkdir(parents=True)
        with (store / "owner.lock").open("w") as lock:
            lock.write("4242")
            lock.flush()
            fcntl.flock(lock, fcntl.LOCK_EX)

            told = say("roundup", "fine-tuning", "--format", "json")

        assert told.code == 0
        assert "(process 4242)" in told.err
        assert "without keeping" in told.err
        assert ids(told.document) == {"2605.00001", "2605.00002"}

    def test_a_data_folder_that_cannot_be_is_said(self, say: Console, arxiv: ArxivServer) -> None:
        """Before anything is read."""
        say.data.write_text("I am a file.")

        told = say("roundup", "fine-tuning")

        assert (told.code, told.out) == (1, "")
        assert "a file is in its place. Choose another one with PAPERROUND_DATA" in told.err
        assert arxiv.asked == []

    def test_a_question_that_arxiv_refuses_is_told_at_once(self, say: Console, arxiv: ArxivServer) -> None:
        """It is never taken for a week without papers."""
        arxiv.always = Fault(kind="refuse")

        told = say("roundup", "fine-tuning", "--format", "json")

        assert (told.code, told.out) == (1, "")
        assert told.err.startswith("arXiv refused the question")

    def test_arxiv_away_leaves_what_was_read_before(self, say: Console, arxiv: ArxivServer) -> None:
        """The roundup is made of it, and says on stderr that it is partial."""
        say("roundup", "fine-tuning", "--from", today() - timedelta(days=5), "--to", today() - timedelta(days=2))
        arxiv.always = Fault(kind="refuse")

        told = say("roundup", "fine-tuning", "--format", "json")

        assert told.code == 0
        assert told.err.startswith("This roundup is partial. arXiv refused the question")
        assert ids(told.document) == {"2605.00001", "2605.00002"}


class TestPaper:
    """Papers by id come from arXiv one by one, by name from the last weeks."""

    def test_an_id_is_one_question(self, say: Console, arxiv: ArxivServer) -> None:
        """No week is read for it, and the next time not even the paper."""
        told = say("paper", "2605.00004", "--format", "json")
        again = say("paper", "https://arxiv.org/abs/2605.00004v2", "--format", "json")

        assert_fits_schema(told.document, "match")
        assert told.document["title"] == again.document["title"] == WEEK[3].title
        assert [asked.params.get("id_list") for asked in arxiv.asked] == ["2605.00004"]

    def test_a_name_is_looked_up_in_the_last_weeks(self, say: Console) -> None:
        """As it is found in files."""
        told = say("paper", "lilygraph")

        assert told.code == 0
        assert told.out.startswith("LilyGraph: Attention on Graphs\n")

    def test_an_unknown_name_is_an_error_with_the_nearest(self, say: Console) -> None:
        """Exit code 1."""
        told = say("paper", "a paper about graphs of something")

        assert (told.code, told.out) == (1, "")
        assert "The nearest are:\n  2605.00003  LilyGraph" in told.err


class TestSearch:
    """Papers of the last weeks."""

    def test_it_finds_what_was_listed_lately(self, say: Console) -> None:
        """In the window that was read for it."""
        told = say("search", "low-rank", "--format", "json")

        assert told.code == 0
        assert ids(told.document) == {"2605.00001"}
