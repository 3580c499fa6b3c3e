"""`roundup`, `paper` and `search` on files: what is written where, in which form, and what is said of bad input."""

from __future__ import annotations

import gzip
import json
import re
import socket
from typing import TYPE_CHECKING, Any

import pytest

from adapters.sources.arxiv.snapshot import files
from tests.adapters.sources.arxiv_papers import papers
from tests.bot.console import Console, assert_fits_schema, row
from tests.servers import arxiv_atom
from tests.servers.arxiv import ArxivServer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.console import Told

SAMPLE = ("--papers", "sample")
WEEK = (
    row(1, "PondLoRA: Low-Rank Fine-Tuning in Shallow Ponds", "We propose PondLoRA. It gains 4.5% over full tuning.")
    + row(2, "ReedTune: Instruction Tuning with Reeds", "We introduce ReedTune, which filters.", listed="2026-05-14")
    + row(3, "LilyGraph: Attention on Graphs of Water Lilies", "We propose LilyGraph for graphs.", listed="2026-05-15")
)


@pytest.fixture
def say(tmp_path: Path) -> Console:
    """A command line in an empty place."""
    return Console(tmp_path)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A snapshot of three papers, two of them on fine-tuning."""
    file = tmp_path / "week.jsonl"
    file.write_text(WEEK)
    return file


def roundup(told: Told) -> dict[str, Any]:
    """The roundup that was written, once it has been found to be as the schema says."""
    assert (told.code, told.err) == (0, "")
    document: dict[str, Any] = told.document
    assert_fits_schema(document)
    return document


class TestRoundup:
    """`paperround roundup TOPIC --papers FILE…`."""

    def test_json_is_as_the_schema_says(self, say: Console) -> None:
        """Its numbers fit together: what is cited is listed, and what is listed was found."""
        document = roundup(say("roundup", "fine-tuning", *SAMPLE, "--format", "json"))
        listed = {paper["id"] for paper in document["papers"]}
        cited = {one for section in document["sections"] for said in section["statements"] for one in said["cites"]}

        assert document["schema"] == "paperround.roundup/1"
        assert document["topic"]["name"] == "fine-tuning"
        assert cited <= listed
        assert document["counts"]["cited"] == len(cited)
        assert document["counts"]["selected"] == len(listed) > 5
        assert document["counts"]["found"] >= 60
        assert document["written_by"] == {"kind": "extract", "model": None, "prompt": None}
        assert [paper["number"] for paper in document["papers"]] == list(range(1, len(listed) + 1))

    def test_text_reads_at_eighty_columns(self, say: Console, monkeypatch: pytest.MonkeyPatch) -> None:
        """The opening, its coverage line, the themes and the papers follow one another, without an escape."""
        monkeypatch.setenv("COLUMNS", "80")

        told = say("roundup", "fine-tuning", *SAMPLE)

        assert (told.code, told.err) == (0, "")
        assert max(map(len, told.out.splitlines())) <= 80
        assert any("80 read" in line for line in told.out.splitlines()[:5])
        assert 0 < told.out.index("Under the hood") < told.out.index("\nPapers\n") < told.out.rindex("[1] ")
        assert "extracted from abstracts" in told.out
        assert "\x1b" not in told.out

    def test_markdown_has_headings_and_links(self, say: Console) -> None:
        """The same document for a wiki."""
        told = say("roundup", "fine-tuning", *SAMPLE, "--format", "markdown")

        assert told.code == 0
        assert re.match(r"# \S.{20,210}\n\n\*fine-tuning · ", told.out)
        assert "\n## Under the hood\n" in told.out
        assert "https://arxiv.org/abs/2605.900" in told.out

    @pytest.mark.parametrize("format_", ["html", "slack", "discord"])
    def test_the_other_formats_are_written_or_announced(self, say: Console, format_: str) -> None:
        """A platform's payloads are a list in posting order; what isn't there yet says so and what is there."""
        told = say("roundup", "fine-tuning", *SAMPLE, "--format", format_)

        if told.code == 1:
            assert told.out == ""
            assert "text, json and markdown" in told.err
        elif format_ == "html":
            assert "fine-tuning" in told.out.lower()
            assert "<" in told.out
        else:
            payloads = json.loads(told.out)
            assert isinstance(payloads, list)
            assert len(payloads) > 1

    def test_days_choose_the_papers(self, say: Console, week: Path) -> None:
        """`--from` and `--to` are listing days, both included, and the window says them."""
        told = say(
            "roundup", "tuning", "--papers", week, "--from", "2026-05-13", "--to", "2026-05-14", "--format", "json"
        )

        document = roundup(told)

        assert document["window"] == {"from": "2026-05-13", "to": "2026-05-14"}
        assert document["counts"]["found"] == 2

    @pytest.mark.parametrize(
        ("days", "window", "found"),
        [
            ((), ("2026-05-13", "2026-05-15"), 3),
            (("--from", "2026-05-14"), ("2026-05-14", "2026-05-15"), 2),
            (("--to", "2026-05-14"), ("2026-05-13", "2026-05-14"), 2),
            (("--from", "2027-01-01"), ("2027-01-01", "2027-01-01"), 0),
            (("--to", "2020-01-01"), ("2020-01-01", "2020-01-01"), 0),
        ],
    )
    def test_a_missing_day_is_as_far_as_the_papers_reach(
        self, say: Console, week: Path, days: tuple[str, ...], window: tuple[str, str], found: int
    ) -> None:
        """And a window never ends before it begins."""
        document = roundup(say("roundup", "fine-tuning", "--papers", week, *days, "--format", "json"))

        assert (document["window"]["from"], document["window"]["to"]) == window
        assert document["counts"]["found"] == found

    def test_days_the_wrong_way_round_are_refused(self, say: Console, week: Path) -> None:
        """With both days in the sentence."""
        told = say("roundup", "tuning", "--papers", week, "--from", "2026-05-14", "--to", "2026-05-13")

        assert (told.code, told.out) == (2, "")
        assert "--from 2026-05-14 is after --to 2026-05-13" in told.err

    @pytest.mark.parametrize("limit", [1, 5, 100])
    def test_the_limit_bounds_what_is_selected(self, say: Console, limit: int) -> None:
        """It is no wish for padding: fewer are selected where fewer are on topic."""
        counts = roundup(say("roundup", "fine-tuning", *SAMPLE, "--limit", limit, "--format", "json"))["counts"]

        assert counts["selected"] == min(limit, counts["matched"])

    @pytest.mark.parametrize("format_", ["text", "json"])
    def test_nothing_on_topic_is_said_and_no_failure(self, say: Console, format_: str) -> None:
        """Exit code 0, no papers, and a lead that says so."""
        told = say("roundup", "underwater basket weaving", *SAMPLE, "--format", format_)

        assert told.code == 0
        if format_ == "json":
            document = roundup(told)
            assert document["papers"] == []
            assert document["sections"][0]["kind"] == "lead"
            assert "Nothing on underwater basket weaving" in document["sections"][0]["statements"][0]["text"]
        else:
            assert "Nothing on underwater basket weaving was listed on 11–15 May 2026" in told.out

    def test_earlier_weeks_make_the_trend(self, say: Console, week: Path, tmp_path: Path) -> None:
        """`--history` is counted week by week, oldest first; without it there is no trend."""
        before = tmp_path / "before.jsonl"
        before.write_text(
            row(11, "OldLoRA: Low-Rank Fine-Tuning", listed="2026-05-06") + row(12, "Attic", listed="2026-04-29")
        )
        asked = ("roundup", "fine-tuning", "--papers", week, "--from", "2026-05-11", "--format", "json")

        without = roundup(say(*asked))
        with_history = roundup(say(*asked, "--history", before))

        assert without["trend"] is None
        assert with_history["trend"]["counts"] == [0, 1, with_history["counts"]["matched"]]
        assert with_history["trend"]["sentence"]

    def test_several_files_are_one_week(self, say: Console, week: Path, tmp_path: Path) -> None:
        """Packed or not, snapshot or Atom answer; a paper that is in two of them counts once."""
        packed, answer = tmp_path / "more.jsonl.gz", tmp_path / "answer.xml"
        packed.write_bytes(gzip.compress((row(1, "PondLoRA again") + row(9, "Adapters")).encode()))
        answer.write_bytes(arxiv_atom.feed(papers(30)[20:], total=10))

        document = roundup(say("roundup", "fine-tuning", "--papers", week, packed, answer, "--format", "json"))

        assert document["counts"]["found"] == 3 + 1 + 10

    def test_the_order_of_files_does_not_matter(self, say: Console, week: Path) -> None:
        """The same papers make the same roundup."""
        asked = ("roundup", "fine-tuning", "--format", "json", "--papers")

        one, other = say(*asked, week, "sample"), say(*asked, "sample", week)

        assert without_moment(one.out) == without_moment(other.out)

    @pytest.mark.parametrize(
        ("topic", "reason"),
        [
            ('"half a phrase', "quote"),
            ("", "no words"),
            ("-tuning", "-"),
            ("zebra\x00fish", "control characters"),
            ("cat:", "cat:"),
            ("a OR", "OR"),
        ],
    )
    @pytest.mark.parametrize("command", ["roundup", "search"])
    def test_a_query_that_cannot_be_read_comes_with_one_that_can(
        self, say: Console, command: str, topic: str, reason: str
    ) -> None:
        """Exit code 2, the reason, and an example."""
        told = say(command, *SAMPLE, "--", topic)

        assert (told.code, told.out) == (2, "")
        assert reason in told.err
        assert "Try: " in told.err

    def test_the_model_writer_is_there_or_announced(self, say: Console) -> None:
        """Without a model nothing but a sentence on what is missing is written."""
        told = say("roundup", "fine-tuning", *SAMPLE, "--writer", "model")

        assert (told.code, told.out) == (1, "")
        assert "model" in told.err


class TestNothingIsTouched:
    """With `--papers` there is neither network nor store."""

    @pytest.mark.parametrize(
        "line", [("roundup", "fine-tuning"), ("paper", "Ropewalk"), ("paper", "2605.90031"), ("search", "adapters")]
    )
    def test_by_any_command(self, tmp_path: Path, line: tuple[str, ...]) -> None:
        """Nobody calls the server of arXiv or the one of the store, and no data folder appears."""
        with ArxivServer(papers(3)) as arxiv, socket.create_server(("127.0.0.1", 0)) as redis:
            redis.settimeout(0.0)
            say = Console(tmp_path, arxiv.url)
            say.environ["REDIS_URL"] = f"redis://127.0.0.1:{redis.getsockname()[1]}"

            told = say(*line, *SAMPLE)

            with pytest.raises(BlockingIOError):
                redis.accept()
            assert arxiv.asked == []
        assert (told.code, told.err) == (0, "")
        assert list(tmp_path.iterdir()) == []


class TestBadFiles:
    """Whatever a file holds, there is a sentence that names it."""

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("empty.jsonl", b"", "is empty"),
            ("blank.jsonl", b"\n\n \n", "holds no papers"),
            ("words.txt", b"Dear diary\n", "line 1"),
            ("latin.jsonl", WEEK.encode().replace(b"Lovelace", b"L\xf6velace"), "line 1"),
            ("wide.jsonl", WEEK.encode("utf-16"), "UTF-16"),
            ("notgzip.jsonl.gz", WEEK.encode(), "is not gzip"),
            ("short.jsonl.gz", gzip.compress(WEEK.encode(), mtime=0)[:14], "short.jsonl.gz"),
            ("long.jsonl", b'{"id": "' + b"x" * 10_000_000 + b'"}\n', "longer than 4 MB"),
            ("page.html", b"<html><body>It works!</body></html>", "holds no papers"),
            ("error.xml", arxiv_atom.error("incorrect id format"), "incorrect id format"),
        ],
    )
    def test_a_file_without_a_good_paper_is_an_error(
        self, say: Console, tmp_path: Path, name: str, content: bytes, reason: str
    ) -> None:
        """Exit code 1, nothing on stdout."""
        (tmp_path / name).write_bytes(content)

        told = say("roundup", "fine-tuning", "--papers", tmp_path / name)

        assert (told.code, told.out) == (1, "")
        assert name in told.err
        assert reason in told.err

    def test_a_bad_line_is_named_and_skipped(self, say: Console, tmp_path: Path) -> None:
        """By its number, on stderr, while the good ones are used; even one of ten megabytes."""
        file = tmp_path / "week.jsonl"
        file.write_bytes(WEEK.encode() + b"{broken\n" + b"x" * 10_000_000 + b"\n" + row(7, "Otter").encode())

        told = say("search", "Otter OR LilyGraph", "--papers", file)

        assert told.code == 0
        assert "line 4" in told.err
        assert "line 5: longer than 4 MB" in told.err
        assert "Otter" in told.out
        assert "LilyGraph" in told.out

    def test_a_packed_file_cut_short_gives_what_came_before(self, say: Console, tmp_path: Path) -> None:
        """And says that it is cut."""
        file = tmp_path / "week.jsonl.gz"
        many = "".join(row(n, f"Adapter {n * 7919}") for n in range(1, 500))
        file.write_bytes(gzip.compress(many.encode())[:-2000])

        told = say("search", "adapter", "--papers", file, "--format", "json")

        assert told.code == 0
        assert "cut short or damaged" in told.err
        assert told.document["papers"]

    def test_a_missing_file_and_a_folder_are_told_apart(self, say: Console, tmp_path: Path) -> None:
        """Each has its own sentence."""
        missing = say("search", "ponds", "--papers", tmp_path / "none.jsonl")
        folder = say("search", "ponds", "--papers", tmp_path)

        assert (missing.code, folder.code) == (1, 1)
        assert f"There is no file {tmp_path / 'none.jsonl'}." in missing.err
        assert f"{tmp_path} is a folder" in folder.err

    def test_a_bad_file_of_history_is_an_error_too(self, say: Console, week: Path, tmp_path: Path) -> None:
        """A trend on half the weeks would be wrong."""
        told = say("roundup", "fine-tuning", "--papers", week, "--history", tmp_path / "none.jsonl")

        assert (told.code, told.out) == (1, "")
        assert "There is no file" in told.err


class TestPaper:
    """`paperround paper REF --papers FILE…`."""

    @pytest.mark.parametrize(
        "ref",
        [
            "2605.90031",
            "arXiv:2605.90031v1",
            "https://arxiv.org/pdf/2605.90031",
            "ropewalk",
            "Rope-Walk",
            "Ropewalkk",
            "Ropewalk: Sharing Low-Rank Factors Along the Depth of a Transformer",
        ],
    )
    def test_every_kind_of_reference_leads_to_it(self, say: Console, ref: str) -> None:
        """Id, link, name with another spelling or one slip, and title."""
        told = say("paper", ref, *SAMPLE, "--format", "json")

        assert (told.code, told.err) == (0, "")
        assert_fits_schema(told.document, "match")
        assert told.document["id"] == "2605.90031"

    def test_the_next_best_are_named_too(self, say: Console, tmp_path: Path) -> None:
        """Under `also`, in the same form."""
        file = tmp_path / "twins.jsonl"
        file.write_text(row(1, "Twin: Adapters") + row(2, "Twin: Routers"))

        told = say("paper", "Twin", "--papers", file, "--format", "json")

        also: Any = told.document["also"]
        assert_fits_schema(told.document, "match")
        assert {told.document["id"], *(one["id"] for one in also)} == {"2605.00001", "2605.00002"}

    def test_text_is_a_card(self, say: Console) -> None:
        """Title, authors, results and links, as in every workspace."""
        told = say("paper", "Ropewalk", *SAMPLE)

        assert told.code == 0
        assert told.out.startswith("Ropewalk: Sharing Low-Rank Factors Along the Depth of a Transformer\n")
        assert "Ilse Vanderhaegen" in told.out
        assert "Results as reported" in told.out
        assert "Related" in told.out

    def test_bibtex_is_one_entry(self, say: Console) -> None:
        """Ready to paste, and nothing else."""
        told = say("paper", "Ropewalk", *SAMPLE, "--format", "bibtex")

        assert told.out.startswith("@")
        assert told.out.endswith("}\n}\n")
        assert "eprint        = {2605.90031}" in told.out

    @pytest.mark.parametrize("ref", ["robots that need demonstrations", "2605.99999", "—", "NoSuchThingAnywhere" * 20])
    def test_an_unknown_one_is_an_error(self, say: Console, ref: str) -> None:
        """Exit code 1, nothing on stdout, what was asked in at most a line, and what to try."""
        told = say("paper", ref, *SAMPLE, "--format", "json")

        assert (told.code, told.out) == (1, "")
        assert told.err.startswith("No paper is called “")
        assert len(told.err.splitlines()[0]) < 200

    def test_the_nearest_are_offered_instead(self, say: Console) -> None:
        """By the words that they share with what was asked."""
        told = say("paper", "robots that need demonstrations", *SAMPLE)

        assert "The nearest are:" in told.err
        assert "2605.90052" in told.err


class TestSearch:
    """`paperround search QUERY --papers FILE…`."""

    def test_the_best_come_first(self, say: Console) -> None:
        """Each as in a roundup, with the query as it was understood."""
        told = say("search", "adapter  cat:cs.CL", *SAMPLE, "--format", "json")

        found: Any = told.document["papers"]
        assert told.document["query"] == "adapter cat:cs.CL"
        assert [paper["rank"] for paper in found] == list(range(1, len(found) + 1))
        assert all("cs.CL" in paper["categories"] for paper in found)
        for paper in found:
            assert_fits_schema(paper, "paper")

    def test_text_lists_them(self, say: Console) -> None:
        """Under a heading that repeats the query."""
        told = say("search", "Ropewalk", *SAMPLE)

        assert told.out.startswith("Papers that match Ropewalk\n")
        assert "2605.90031" in told.out

    @pytest.mark.parametrize("format_", ["text", "json"])
    def test_nothing_found_is_no_failure(self, say: Console, format_: str) -> None:
        """Exit code 0, and it is said; that the word's meaning isn't known is said on stderr."""
        told = say("search", "xylophone", *SAMPLE, "--format", format_)

        assert told.code == 0
        assert told.err.startswith("Not known: xylophone: counts only where a paper says it so")
        assert told.document["papers"] == [] if format_ == "json" else "Nothing matches xylophone." in told.out

    @pytest.mark.parametrize("command", ["search", "roundup"])
    def test_what_found_nothing_may_mean_something_else(self, say: Console, command: str) -> None:
        """A person's name is offered as an author, an author's as words, and another language is said to be one."""
        author = files.read("sample").papers[0].authors[0]
        asked = (author, 'author:"Nobody Atall"', "Spracherkennung auf Kleinstgeräten")
        person, nobody, german = (say(command, said, *SAMPLE, "--format", "json") for said in asked)

        assert (person.code, nobody.code, german.code) == (0, 0, 0)
        assert f'{author} is the name of an author: author:"{author}" finds the papers.' in person.err
        assert "Nobody called Nobody Atall wrote one of the papers read" in nobody.err
        assert "abstracts are in English" in german.err


class TestOutput:
    """`-o FILE`."""

    @pytest.mark.parametrize(
        "line", [("roundup", "fine-tuning"), ("paper", "Ropewalk"), ("search", "adapters")], ids=lambda line: line[0]
    )
    @pytest.mark.parametrize("format_", ["text", "json"])
    def test_the_file_gets_what_stdout_would(
        self, say: Console, tmp_path: Path, line: tuple[str, ...], format_: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And stdout gets nothing; the moment it was made may differ."""
        monkeypatch.setenv("COLUMNS", "80")
        file = tmp_path / "out"

        shown = say(*line, *SAMPLE, "--format", format_)
        told = say(*line, *SAMPLE, "--format", format_, "-o", file)

        assert (told.code, told.out, told.err) == (0, "", "")
        assert without_moment(file.read_text()) == without_moment(shown.out)

    def test_a_place_that_cannot_be_is_said_before_the_work(self, say: Console, tmp_path: Path) -> None:
        """A folder, or a file in a folder that isn't there: nothing has been read by then."""
        folder = say("roundup", "a", "--papers", "none", "-o", tmp_path)
        nowhere = say("paper", "a", "--papers", "none", "-o", tmp_path / "none" / "out")

        assert (folder.code, nowhere.code) == (1, 1)
        assert f"{tmp_path} is a folder" in folder.err
        assert f"There is no folder {tmp_path / 'none'}" in nowhere.err


def without_moment(document: str) -> str:
    """All lines but the one that says when it was made."""
    return "".join(line for line in document.splitlines(keepends=True) if "generated_at" not in line)


def test_words_that_no_abstract_has_are_named_where_nothing_is_found(say: Console) -> None:
    """A topic in another language that is written in Latin letters finds nothing, and a sentence says why."""
    told = say("roundup", "Verstärkendes Lernen", *SAMPLE)

    assert told.code == 0
    assert "abstracts are in English" in told.err
