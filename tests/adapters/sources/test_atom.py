"""Atom answers as papers."""

from __future__ import annotations

import inspect
from datetime import date

import arxiv

from adapters.sources.arxiv import atom
from tests.adapters.sources.arxiv_papers import paper, papers
from tests.servers import arxiv_atom


def test_every_field_of_a_paper_arrives() -> None:
    """A paper written as Atom and read again is the same paper."""
    given = paper(
        4,
        version=3,
        affiliations=("Analytical Engines Ltd", "Bletchley Park"),
        comment="Accepted at a venue of invention",
        journal_ref="J. Inv. 1 (2026)",
        doi="10.1000/182",
    )

    page = atom.read(arxiv_atom.feed([given], total=1))

    assert page == atom.AtomPage(papers=(given,), total=1, entries=1, error="", whole=True)


def test_tex_becomes_text_and_is_kept_beside_it() -> None:
    """The title is plain, and what the source had is still there to be searched."""
    given = paper(title="DiM3", tex_title=r"DiM\textsuperscript{3}", authors=(r"Erwin Schr\"odinger",))

    page = atom.read(arxiv_atom.feed([given], total=1))

    assert page.papers[0].title == "DiM3"
    assert page.papers[0].tex_title == r"DiM\textsuperscript{3}"
    assert page.papers[0].authors == ("Erwin Schrödinger",)


def test_the_primary_category_comes_first() -> None:
    """Whatever the order of the categories, the primary one leads."""
    answer = arxiv_atom.feed([paper()], total=1).replace(
        b'<arxiv:primary_category term="cs.CL"/>', b'<arxiv:primary_category term="cs.LG"/>'
    )

    assert atom.read(answer).papers[0].categories == ("cs.LG", "cs.CL")


def test_old_ids_keep_their_archive() -> None:
    """`cs/0112017v1` is paper `cs/0112017`, version 1."""
    page = atom.read(arxiv_atom.feed([paper(id="cs/0112017")], total=1))

    assert (page.papers[0].id, page.papers[0].version) == ("cs/0112017", 1)


def test_an_error_entry_is_no_paper() -> None:
    """ArXiv's own error message is told as one."""
    page = atom.read(arxiv_atom.error("incorrect id format for 1234"))

    assert page.papers == ()
    assert page.error == "incorrect id format for 1234"


def test_an_entry_without_a_title_is_counted_and_left_out() -> None:
    """What can't be read shows as the difference between entries and papers."""
    answer = arxiv_atom.feed(papers(2), total=2).replace(b"<title>Invented paper 2</title>", b"<title/>")

    page = atom.read(answer)

    assert len(page.papers) == 1
    assert page.entries == 2


def test_answers_that_are_no_feed_are_not_whole() -> None:
    """HTML, nothing, half a feed and a date that is none: each is noticed, none raises."""
    feed = arxiv_atom.feed(papers(3), total=3)
    broken_date = feed.replace(b"<published>2026-05-12T12", b"<published>soon")

    pages = [atom.read(answer) for answer in (b"<html></html>", b"", feed[:-60], broken_date, b"\xff\xfe\x00")]

    assert [page.whole for page in pages] == [False] * 5


def test_withdrawn_papers_are_marked() -> None:
    """A paper is withdrawn by its comment or its abstract's first words, and not by a story about another one."""
    given = [
        paper(1, comment="Withdrawn due to an error in Lemma 2"),
        paper(2, abstract="This paper has been withdrawn by the author."),
        paper(3, comment="Withdrawn from a workshop to be extended"),
        paper(4, abstract="We study how funds are withdrawn from banks."),
    ]

    page = atom.read(arxiv_atom.feed(given, total=4))

    assert [each.withdrawn for each in page.papers] == [True, True, False, False]


def test_the_day_is_the_day_in_utc() -> None:
    """The time of submission becomes a day."""
    page = atom.read(arxiv_atom.feed([paper(published=date(2026, 1, 31))], total=1))

    assert page.papers[0].published == page.papers[0].listed == date(2026, 1, 31)


def test_the_arxiv_package_has_no_public_way_to_be_given_a_session() -> None:
    """The one private attribute that is set has no public counterpart; a version that has one is to be used by it."""
    public = {name for name in vars(arxiv.Client()) if not name.startswith("_")}

    assert set(inspect.signature(arxiv.Client).parameters) == {"page_size", "delay_seconds", "num_retries"}
    assert public == {"page_size", "delay_seconds", "num_retries"}
    assert {name for name in dir(arxiv.Client) if not name.startswith("_")} == {"query_url_format", "results"}
