"""Files of papers: good ones, bad ones, and everything between."""

from __future__ import annotations

import gzip
import json
import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from adapters.errors import BadFile
from adapters.sources.arxiv.snapshot.files import (
    LONGEST_LINE,
    LONGEST_SILENCE,
    MOST_SILENT_LINES,
    SAMPLE,
    read,
    read_all,
)
from digest.model import Window
from tests.adapters.sources.arxiv_papers import papers
from tests.servers import arxiv_atom

if TYPE_CHECKING:
    from pathlib import Path


def row(number: int = 1, /, **changes: object) -> bytes:
    """A line of the snapshot; a change to `...` leaves the field out."""
    fields: dict[str, object] = {
        "id": f"2605.{number:05}",
        "submitter": None,
        "authors": "Ada Lovelace, Alan Turing",
        "title": f"Invented paper {number}",
        "comments": None,
        "journal-ref": None,
        "doi": None,
        "categories": "cs.CL cs.LG",
        "abstract": "  We study an\n  invented question.\n",
        "versions": [{"version": "v1", "created": "Mon, 11 May 2026 23:59:59 GMT"}],
        "update_date": "2026-05-13",
        "authors_parsed": [["Lovelace", "Ada", ""], ["Turing", "Alan", "Jr."]],
    }
    return json.dumps({k: v for k, v in (fields | changes).items() if v is not ...}).encode() + b"\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A place for a snapshot."""
    return tmp_path / "week.jsonl"


class TestGoodFiles:
    """What can be read."""

    def test_a_row_becomes_a_paper(self, file: Path) -> None:
        """Every field that a paper has is taken from the row."""
        file.write_bytes(
            row(comments="Accepted at an invented venue", doi="10.1000/182", **{"journal-ref": "J. Inv. 1"})
        )

        paper = read(file).papers[0]

        assert (paper.id, paper.title, paper.abstract) == (
            "2605.00001",
            "Invented paper 1",
            "We study an invented question.",
        )
        assert paper.authors == ("Ada Lovelace", "Alan Turing Jr.")
        assert paper.categories == ("cs.CL", "cs.LG")
        assert (paper.published, paper.listed) == (date(2026, 5, 11), date(2026, 5, 13))
        assert (paper.comment, paper.doi, paper.journal_ref) == (
            "Accepted at an invented venue",
            "10.1000/182",
            "J. Inv. 1",
        )

    def test_the_sample_week_is_read_without_a_complaint(self) -> None:
        """What ships with the product is in order."""
        reading = read(SAMPLE)

        assert len(reading.papers) >= 60
        assert reading.complaints == ()

    def test_gzip_is_known_by_its_content(self, tmp_path: Path) -> None:
        """A packed file is unpacked whatever its name is."""
        named, unnamed = tmp_path / "week.jsonl.gz", tmp_path / "week"
        for file in (named, unnamed):
            file.write_bytes(gzip.compress(row(1) + row(2)))

        assert len(read(named).papers) == len(read(unnamed).papers) == 2

    def test_a_byte_order_mark_and_blank_lines_are_no_matter(self, file: Path) -> None:
        """Editors leave them behind."""
        file.write_bytes(b"\xef\xbb\xbf" + row(1) + b"\n  \n" + row(2).rstrip())

        reading = read(file)

        assert len(reading.papers) == 2
        assert reading.complaints == ()

    def test_saved_atom_answers_are_read(self, tmp_path: Path) -> None:
        """An answer of arXiv's API works like a snapshot, plain or packed."""
        plain, packed = tmp_path / "answer.xml", tmp_path / "answer.xml.gz"
        plain.write_bytes(arxiv_atom.feed(papers(3), total=3))
        packed.write_bytes(gzip.compress(arxiv_atom.feed(papers(3), total=3)))

        assert read(plain).papers == read(packed).papers == tuple(papers(3))

    def test_missing_and_null_fields_are_borne(self, file: Path) -> None:
        """Only id, title and one date must be there."""
        file.write_bytes(
            row(1, abstract=None, categories=..., authors_parsed=None, comments=...)
            + row(2, update_date=None)
            + row(3, versions=[])
            + row(4, versions=None, authors=None, authors_parsed=None)
        )

        found = read(file).papers

        assert (found[0].abstract, found[0].categories) == ("", ())
        assert found[0].authors == ("Ada Lovelace", "Alan Turing")
        assert found[1].listed == date(2026, 5, 11)
        assert found[2].published == date(2026, 5, 13)
        assert found[3].authors == ()

    def test_affiliations_come_from_the_fourth_element(self, file: Path) -> None:
        """Each place once, in order."""
        parsed = [
            ["Lovelace", "Ada", "", "Analytical Engines"],
            ["Turing", "Alan", "", "Bletchley", "Analytical Engines"],
        ]
        file.write_bytes(row(authors_parsed=parsed))

        assert read(file).papers[0].affiliations == ("Analytical Engines", "Bletchley")

    def test_a_group_without_a_first_name_is_an_author(self, file: Path) -> None:
        """Collaborations have a last name only; nobody at all is nobody."""
        file.write_bytes(row(authors_parsed=[["Invented Collaboration", "", ""], ["", "", ""], [None, None], []]))

        assert read(file).papers[0].authors == ("Invented Collaboration",)

    def test_the_newest_version_wins(self, file: Path, tmp_path: Path) -> None:
        """The same id twice, in one file or in several, is one paper."""
        second = [{"version": f"v{n}", "created": "Mon, 11 May 2026 01:00:00 GMT"} for n in (1, 2)]
        file.write_bytes(row(1, versions=second, title="New") + row(1, title="Old") + row(2))
        other = tmp_path / "other.jsonl"
        other.write_bytes(row(1, title="Old") + row(3))

        together = read_all([file, other])

        assert [(paper.id, paper.version) for paper in read(file).papers] == [("2605.00001", 2), ("2605.00002", 1)]
        assert {paper.id: paper.title for paper in together.papers}["2605.00001"] == "New"
        assert len(together.papers) == 3

    def test_a_window_keeps_what_was_listed_in_it(self, file: Path) -> None:
        """Papers listed on other days are read and left out; none at all is no error."""
        file.write_bytes(row(1) + row(2, update_date="2026-05-14"))

        assert [paper.id for paper in read(file, None, _days(14)).papers] == ["2605.00002"]
        assert read(file, None, _days(20)).papers == ()

    def test_progress_is_told(self, file: Path) -> None:
        """Now and then and at the end; over several files it goes on counting."""
        file.write_bytes(b"".join(row(number) for number in range(1, 1201)))
        told: list[int] = []

        read_all([file, file], lambda done, _total: told.append(done))

        assert told == [500, 1000, 1200, 1700, 2200, 2400]

    @pytest.mark.parametrize(
        ("created", "day"),
        [
            ("Mon, 11 May 2026 23:59:59 GMT", date(2026, 5, 11)),
            ("Fri, 1 May 2026 00:00:00 GMT", date(2026, 5, 1)),
            ("Mon, 11 May 2026 23:30:00 -0400", date(2026, 5, 12)),
            ("2026-05-10T12:00:00Z", date(2026, 5, 10)),
            ("Mon, 31 Feb 2026 00:00:00 GMT", date(2026, 5, 13)),
            ("soon", date(2026, 5, 13)),
        ],
    )
    def test_days_are_days_in_utc(self, file: Path, created: str, day: date) -> None:
        """Other zones are converted; where nothing can be read the day of listing stands in."""
        file.write_bytes(row(versions=[{"version": "v1", "created": created}]))

        assert read(file).papers[0].published == day

    def test_tex_is_gone_and_still_known(self, file: Path) -> None:
        """Titles, abstracts and names are plain; the source's title is kept where it differs."""
        file.write_bytes(
            row(title=r"A$_3$B$_2$: Wide", abstract=r"Gains of 8\%.", authors_parsed=[[r"Schr\"odinger", "E.", ""]])
        )

        paper = read(file).papers[0]

        assert (paper.title, paper.tex_title) == ("A3B2: Wide", r"A$_3$B$_2$: Wide")
        assert (paper.abstract, paper.authors) == ("Gains of 8%.", ("E. Schrödinger",))

    def test_real_weeks_are_read_whole(self, data: Path) -> None:
        """No line of a real week is complained about, and no TeX stays in a title."""
        weeks = sorted(data.glob("arxiv-*.jsonl.gz"))

        reading = read_all(weeks)

        assert len(reading.papers) > 10_000
        assert reading.complaints == ()
        assert not [paper.title for paper in reading.papers if "\\" in paper.title]


class TestBadLines:
    """What is skipped, and said."""

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            (b"{nonsense\n", "not JSON"),
            (b'{"x":' + b"[" * 100_000 + b"\n", "not JSON"),
            (b'["a", "list"]\n', "not the snapshot's form"),
            (row(title=...), "title"),
            (row(title=" "), "no title"),
            (row(id=...), "id"),
            (row(id=2605.1), "Expected `str`"),
            (row(id="17"), "is no arXiv id"),
            (row(versions="v1"), "Expected `array"),
            (row(versions=None, update_date=None), "no date"),
            (row(versions=None, update_date="someday"), "no date"),
            (row().replace(b"Invented", b"Inv\xffnted"), "not UTF-8"),
            (row(abstract="x" * 10_000_000), "longer than 4 MB"),
        ],
        ids=range(13),
    )
    def test_a_bad_line_is_named_and_skipped(self, file: Path, line: bytes, words: str) -> None:
        """Its number and what is wrong with it are told; the lines around it are read."""
        file.write_bytes(row(1) + line + row(3))

        reading = read(file)

        assert [paper.id for paper in reading.papers] == ["2605.00001", "2605.00003"]
        assert len(reading.complaints) == 1
        assert reading.complaints[0].startswith(f"{file} line 2: ")
        assert words in reading.complaints[0]
        assert reading.complaints[0].endswith("; skipped.")

    def test_many_bad_lines_are_counted(self, file: Path) -> None:
        """Twenty are spelled out, the others are a number."""
        file.write_bytes(b"nonsense\n" * 50 + row())

        complaints = read(file).complaints

        assert len(complaints) == 21
        assert complaints[-1] == f"{file}: 30 more lines skipped."

    def test_an_endless_last_line_is_skipped(self, file: Path) -> None:
        """A line without an end is as bad as one that is too long."""
        file.write_bytes(row() + b"x" * (LONGEST_LINE + 1))

        assert len(read(file).papers) == 1

    def test_a_truncated_gzip_gives_what_came_before(self, tmp_path: Path) -> None:
        """The papers before the cut count, and the cut is told."""
        file = tmp_path / "week.jsonl.gz"
        whole = gzip.compress(b"".join(row(number) for number in range(1, 3000)))
        file.write_bytes(whole[: len(whole) // 2])

        reading = read(file)

        assert 0 < len(reading.papers) < 2999
        assert "is cut short or damaged after line" in reading.complaints[-1]

    def test_a_damaged_gzip_gives_what_came_before(self, tmp_path: Path) -> None:
        """A wrong checksum at the end costs nothing but a complaint."""
        file = tmp_path / "week.jsonl.gz"
        file.write_bytes(gzip.compress(row(1) + row(2))[:-8] + b"\0" * 8)

        reading = read(file)

        assert len(reading.papers) == 2
        assert len(reading.complaints) == 1

    def test_entries_and_answers_that_are_not_whole_are_told(self, tmp_path: Path) -> None:
        """A saved answer with a bad entry, or without its end, gives its good papers and a complaint."""
        bad_entry, no_end = tmp_path / "entry.xml", tmp_path / "end.xml"
        feed = arxiv_atom.feed(papers(3), total=3)
        bad_entry.write_bytes(feed.replace(b"<title>Invented paper 2</title>", b""))
        no_end.write_bytes(feed[:-200])

        assert "1 of 3 entries" in read(bad_entry).complaints[0]
        assert "is cut short" in read(no_end).complaints[0]


class TestBadFiles:
    """What gives nothing is an error with a sentence."""

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("week.jsonl", b"", "is empty"),
            ("week.jsonl.gz", b"", "is empty"),
            ("week.jsonl.gz", gzip.compress(b"", mtime=0), "is empty"),
            ("week.jsonl.gz", row(), "is not gzip"),
            ("week.jsonl.gz", gzip.compress(row(), mtime=0)[:12], "can't be read: it is damaged"),
            ("week.jsonl.gz", b"\x1f\x8b" + b"\x00" * 50, "can't be read: it is damaged"),
            ("week.jsonl", b"\n \n", "holds no papers."),
            ("week.jsonl", b"some words\n", "line 1: not JSON; skipped."),
            ("week.jsonl", "naïve\n".encode("latin-1") * 3, "holds no papers"),
            ("week.jsonl", row().decode().encode("utf-16"), "UTF-16"),
            ("page.xml", b"<html></html>", "it is no Atom answer"),
            ("page.xml", arxiv_atom.feed((), total=0), "holds no papers."),
            ("page.xml", arxiv_atom.error("incorrect id"), "error message of arXiv: incorrect id."),
        ],
    )
    def test_a_file_with_nothing_good(self, tmp_path: Path, name: str, content: bytes, words: str) -> None:
        """The sentence names the file and says what is wrong with it."""
        file = tmp_path / name
        file.write_bytes(content)

        with pytest.raises(BadFile, match=r".") as bad:
            read(file)

        assert str(bad.value).startswith(str(file))
        assert words in str(bad.value)

    def test_no_file_and_a_folder(self, tmp_path: Path) -> None:
        """A missing file and a folder are told apart."""
        with pytest.raises(BadFile, match="There is no file"):
            read(tmp_path / "missing.jsonl")
        with pytest.raises(BadFile, match="is a folder, not a file"):
            read(tmp_path)

    def test_a_path_that_is_none(self, file: Path) -> None:
        """What the system says about an impossible path is passed on."""
        file.write_bytes(row())

        with pytest.raises(BadFile, match="can't be read: Not a directory"):
            read(file / "week.jsonl")

    def test_an_answer_larger_than_any(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """XML is read whole, so its size has a limit."""
        file = tmp_path / "answer.xml"
        file.write_bytes(arxiv_atom.feed(papers(3), total=3))
        monkeypatch.setattr("adapters.sources.arxiv.snapshot.files.LARGEST_ANSWER", 1000)

        with pytest.raises(BadFile, match="larger than any answer"):
            read(file)


def _days(day: int) -> Window:
    return Window(start=date(2026, 5, day), end=date(2026, 5, day))


class TestEndless:
    """What would keep a reader waiting or growing, and ends in a sentence."""

    def test_pipes_and_devices_are_refused_unopened(self, tmp_path: Path) -> None:
        """Opening a pipe that nobody writes to would wait for ever."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)

        for path in (pipe, "/dev/zero"):
            with pytest.raises(BadFile, match="a pipe or a device"):
                read(path)

    @pytest.mark.parametrize("filling", [b" ", b"\n", b"0"])
    def test_a_small_file_that_unpacks_to_a_large_one_is_left(self, tmp_path: Path, filling: bytes) -> None:
        """What comes without a paper for 64 MB or 100,000 lines is no snapshot."""
        bomb = tmp_path / "bomb.gz"
        with gzip.open(bomb, "wb", 1) as packed:
            packed.write(filling * (LONGEST_SILENCE + 1))

        with pytest.raises(BadFile, match="holds no papers"):
            read(bomb)

    def test_papers_before_a_long_silence_are_kept(self, file: Path) -> None:
        """And it is said where the reading ended."""
        file.write_bytes(row() + b"\n" * (MOST_SILENT_LINES + 5) + row(2))

        reading = read(file)

        assert [paper.id for paper in reading.papers] == ["2605.00001"]
        assert "left there" in reading.complaints[-1]

    def test_texts_longer_than_any_real_one_are_cut(self, file: Path) -> None:
        """So that nothing that reads them is kept busy."""
        file.write_bytes(
            row(
                title="t" * 10**6,
                abstract="{" * 10**6,
                comments="c" * 10**6,
                authors_parsed=...,
                authors="A B, " * 10**5,
            )
        )

        paper = read(file).papers[0]

        assert len(paper.title) < 5_000
        assert len(paper.abstract) < 50_000
        assert len(paper.comment) < 5_000
        assert len(paper.authors) <= 10_000
